package uk.wayleave.framework;

/**
 * A mechanism that keeps one or more clauses. A clause counts as prevented or monitored only when the program was
 * started with its controls wired: see {@link Assurance}.
 */
public enum Control {
    AGREEMENT_GATE("No call without an active agreement in force now that covers it"),
    INSTRUCTION_GATE("No call without an instruction of a registered person that covers it"),
    PURPOSE_GATE("Other uses are refused and pointed to open data"),
    ACCOUNT_VAULT("The password stays in the vault and the Street Manager token inside the process"),
    ACCOUNT_ADMINISTRATION_REFUSED("Account administration is never forwarded"),
    NAMED_PERSON("The instructing person's registered name is written into Street Manager's own history"),
    OWNERSHIP_PROOF("A record of one organisation's own is released only when it is proven to be the Controller's"),
    TENANT_ISOLATION("Storage is isolated by Controller and no cache is shared between Controllers"),
    RELEASE_TO_REQUESTER("An answer goes to the caller that asked, after a committed record of it"),
    FIELD_PROFILES("Personal and free-text fields are masked unless agreement, purpose and record open them"),
    FREE_TEXT_SCREENING(
            "Free text is screened for personal data on its way out, and other organisations' on its way back"),
    GOVERNOR("One shared, fair budget of calls towards Street Manager"),
    LEDGER("An append-only, verifiable record of every decision and release"),
    DESTINATION_REGISTER("Destinations and their audience are registered in the agreement"),
    ATTESTATIONS("A named person attests the clause in the agreement");

    private final String meaning;

    Control(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }
}
