package uk.wayleave.register.agreement;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What an agreement says that no gateway can enforce, and that its readers need: who the parties are in law, where the
 * contract says what the law asks for, why the data is needed, and when somebody looks again. Texts are empty while
 * nobody has given them.
 *
 * @param terms where the contract on paper holds what it has to, such as "clause 4.2"
 * @param fallback why there is no processor agreement, where the basis is the contract that framework B1 allows failing it
 * @param purposes in plain words
 * @param dpia reference of the data protection impact assessment
 * @param review the day on which both sides look at it again
 */
public record Particulars(
        LegalBody controller,
        LegalBody integrator,
        Map<ContractTerm, String> terms,
        String fallback,
        String purposes,
        String dpia,
        Optional<LocalDate> review) {
    public Particulars {
        terms = Map.copyOf(terms);
    }

    /** Nothing is said yet; so are agreements of the time before these were asked for. */
    public static Particulars none() {
        return new Particulars(LegalBody.unnamed(), LegalBody.unnamed(), Map.of(), "", "", "", Optional.empty());
    }
}
