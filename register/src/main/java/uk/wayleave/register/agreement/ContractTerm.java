package uk.wayleave.register.agreement;

import java.util.Arrays;
import java.util.List;
import uk.wayleave.framework.Basis;

/** What the contract on paper has to say; which, follows from the basis. */
public enum ContractTerm {
    SUBJECT(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)",
            "What is processed, for how long, in what way and why, which personal data of whom, and what the Controller"
                    + " must and may do"),
    INSTRUCTIONS(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(a)",
            "Processing only on the Controller's documented instructions, transfers abroad included"),
    CONFIDENTIALITY(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(b)",
            "Everybody who may process the data is bound to keep it confidential"),
    SECURITY(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(c)",
            "All the security measures that Article 32 asks for"),
    SUB_PROCESSORS(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(d)",
            "Another processor only with the Controller's authorisation and under the same duties"),
    RIGHTS(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(e)",
            "Help with answering people who use their rights over their data"),
    ASSISTANCE(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(f)",
            "Help with security, breaches, impact assessments and consulting the ICO"),
    DELETION(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(g)",
            "At the end, the data is deleted or given back, as the Controller chooses"),
    AUDIT(
            Basis.PROCESSOR_AGREEMENT,
            "UK GDPR Article 28(3)(h)",
            "Whatever shows that all this is kept is made available, and audits are allowed"),
    NO_OTHER_USE(Basis.RESTRICTED_USE, "Framework B1", "The data is used for nothing but serving the Controller"),
    NO_AUTONOMY(Basis.RESTRICTED_USE, "Framework A4", "The integrator decides nothing by itself about the data"),
    RESULT_TO_THE_REQUESTER(
            Basis.RESTRICTED_USE, "Framework A1, A2", "It acts only when asked, and the result goes only to who asked"),
    NO_PASSING_ON(
            Basis.RESTRICTED_USE,
            "Framework B4, C3, C4, C5",
            "The data is not passed on, published, shown on a site of others, or given to another authorised user"),
    PERSONAL_DATA(
            Basis.RESTRICTED_USE,
            "Framework B6, UK GDPR Article 32",
            "Personal data is kept secure and goes no wider than Street Manager's users");

    private final Basis basis;
    private final String source;
    private final String meaning;

    ContractTerm(Basis basis, String source, String meaning) {
        this.basis = basis;
        this.source = source;
        this.meaning = meaning;
    }

    /** The text that asks for it. */
    public String source() {
        return source;
    }

    public String meaning() {
        return meaning;
    }

    /** Those a contract of this basis has to hold, in the order of the texts that ask for them. */
    public static List<ContractTerm> of(Basis basis) {
        return Arrays.stream(values()).filter(term -> term.basis == basis).toList();
    }
}
