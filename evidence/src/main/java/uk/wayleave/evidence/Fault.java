package uk.wayleave.evidence;

/** What can be wrong with a ledger. */
public enum Fault {
    /** An entry is missing, doubled or in another's place. */
    OUT_OF_SEQUENCE("an entry is missing, doubled or out of place"),
    /** The bytes are not the canonical form of an entry: no version of this program wrote them so. */
    NOT_CANONICAL("the entry is not in canonical form"),
    /** The chain hash does not follow from the entry and the one before it: one of the two was altered. */
    ALTERED("the entry or its chain hash was altered"),
    /** What the store finds the entry by differs from what the entry says: it may be hidden or shown to another. */
    MISLABELLED("the store's columns differ from what the entry says"),
    /** An entry with this id came before. */
    ID_REPEATED("the id of an earlier entry is repeated"),
    /** At the place of the head that is known from elsewhere, the chain is another one: history was rewritten. */
    HEAD_DIFFERS("the chain is not the one that was known"),
    /** The ledger ends before the head that is known from elsewhere. */
    TAIL_MISSING("the last entries are missing");

    private final String description;

    Fault(String description) {
        this.description = description;
    }

    /** For people. */
    public String description() {
        return description;
    }
}
