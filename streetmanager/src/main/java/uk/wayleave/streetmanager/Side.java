package uk.wayleave.streetmanager;

/** The two organisations that have a part in the same works. */
public enum Side {
    /** Who digs: a utility, or a highway authority for its own works. */
    PROMOTER,
    /** Whose street it is. */
    AUTHORITY
}
