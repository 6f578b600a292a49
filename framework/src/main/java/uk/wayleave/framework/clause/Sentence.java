package uk.wayleave.framework.clause;

import java.util.Optional;

/**
 * Every sentence of DfT's framework (article of 1 February 2021), in its order, by its opening words. Which clauses a
 * sentence became, the clauses say ({@link Clause#sentences()}); one that became none says why.
 */
public enum Sentence {
    SERVICE(Section.PREAMBLE, "The Street Manager service enables users", "It says what Street Manager is."),
    SOME_USERS(Section.PREAMBLE, "Some authorised Street Manager users", "It says who wants to give access to whom."),
    INTEGRATORS(Section.PREAMBLE, "These integrators will take that user’s data", "It says what integrators do."),
    AIM(Section.PREAMBLE, "The aim of this framework is to outline the controls"),
    COMPLIANCE(Section.PREAMBLE, "This framework is aimed at ensuring compliance"),
    OTHER_USERS_DATA(Section.PREAMBLE, "It should be noted that granting access"),
    ADVICE(Section.PREAMBLE, "Authorised users may also therefore want to check"),
    OPEN_DATA(Section.PREAMBLE, "Any third party that wants to access Street Manager data"),

    TERMS_HEADING(
            Section.TERMS_OF_ACCESS,
            "Terms of access to Street Manager data",
            "It is the heading of the terms A1 to A5."),
    EXPLICIT_REQUEST(Section.TERMS_OF_ACCESS, "The third-party integrator should only perform actions"),
    OWN_ACCOUNT_AND_PROCESSOR(Section.TERMS_OF_ACCESS, "Third party integrators access is to be via"),
    OTHER_USES(Section.TERMS_OF_ACCESS, "Third parties should ensure that all other uses"),
    EXAMPLES(Section.TERMS_OF_ACCESS, "Examples of other uses include", "It introduces the examples A5a to A5e."),
    PUBLIC_APPS(Section.TERMS_OF_ACCESS, "Using Street Manager data for public facing apps"),
    PLANNING_SERVICES(Section.TERMS_OF_ACCESS, "Using Street Manager data for roadworks planning services"),
    JOURNEY_PLANNING(Section.TERMS_OF_ACCESS, "Using Street Manager data for journey planning services"),
    PASSING_ON(Section.TERMS_OF_ACCESS, "Taking data about one area or promoter"),
    RESEARCH(Section.TERMS_OF_ACCESS, "Using Street Manager data for research or statistical analysis"),

    STEPS(
            Section.AUTHORISED_USER,
            "If an authorised user wants to access Street Manager",
            "It introduces B1 to B6 and says whom they bind."),
    AGREEMENT(Section.AUTHORISED_USER, "An agreement must be in place with the third-party"),
    FAILING_THIS(Section.AUTHORISED_USER, "Failing this, a contract must be in place"),
    SERVICE_TERMS(Section.AUTHORISED_USER, "Users need to ensure that they are not requesting"),
    DEACTIVATION(Section.AUTHORISED_USER, "The user account responsible may be deactivated"),
    UNLAWFUL(Section.AUTHORISED_USER, "Data taken from Street Manager is not used for any unlawful"),
    SHARING(Section.AUTHORISED_USER, "Authorised users need to ensure that third parties"),
    SHARING_EXAMPLE(Section.AUTHORISED_USER, "For example, the promoter needs to ensure"),
    PERSONAL_DATA(Section.AUTHORISED_USER, "Authorised users must ensure that personal data"),

    MUST_NOT(
            Section.THIRD_PARTY,
            "The third party needs to ensure that they do not",
            "It introduces C1 to C5 and says whom they bind."),
    PROFIT(Section.THIRD_PARTY, "Profit commercially from the authorised user’s data"),
    AS_REQUESTED(Section.THIRD_PARTY, "Use Street Manager data in any other way"),
    PUBLIC_SITES(Section.THIRD_PARTY, "Use Street Manager data on public facing websites"),
    RING_FENCED_SITES(Section.THIRD_PARTY, "Use Street Manager data on any independently ringfenced"),
    RELAY(Section.THIRD_PARTY, "Take one authorised user organisation data and relay it"),
    BUSINESS_RULES(Section.THIRD_PARTY, "Authorised users will be able to see a portion"),

    QUESTIONS(Section.CLOSE, "If you have any questions", "It says whom to ask."),
    SIGNATURE(Section.CLOSE, "DfT", "It is the signature.");

    private final Section section;
    private final String opening;
    private final Optional<String> whyNoClause;

    Sentence(Section section, String opening) {
        this.section = section;
        this.opening = opening;
        this.whyNoClause = Optional.empty();
    }

    Sentence(Section section, String opening, String whyNoClause) {
        this.section = section;
        this.opening = opening;
        this.whyNoClause = Optional.of(whyNoClause);
    }

    /** Its place in the text, from 1. */
    @SuppressWarnings("EnumOrdinal") // The constants stand in the order of the text: their place is what is meant.
    public int number() {
        return ordinal() + 1;
    }

    public Section section() {
        return section;
    }

    /** Its first words, enough to find it. */
    public String opening() {
        return opening;
    }

    /** Why it is no term; empty for a sentence that became a clause. */
    public Optional<String> whyNoClause() {
        return whyNoClause;
    }
}
