package uk.wayleave.gateway.answer;

/** What becomes of one row of a list, or one feature of a map. */
enum RowVerdict {
    /** The Controller has a part in it. */
    OWN,
    /** Another organisation's, of the kind that every user sees. */
    ANOTHERS,
    /** The Controller's own, but beyond what agreement and instruction cover: left out. */
    NOT_COVERED,
    /** Another organisation's own: left out, and an alarm. */
    FOREIGN;

    boolean isReleased() {
        return this == OWN || this == ANOTHERS;
    }
}
