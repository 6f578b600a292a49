package uk.wayleave.framework.field;

/** Whose the record is that a field belongs to. */
public enum Whose {
    /** The Controller has a part in it. */
    OWN,
    /** Another organisation's, of the kind that every Street Manager user sees (tier T1). */
    ANOTHERS,
    /** Nobody's in particular: the gazetteer, calculators, pages about organisations. */
    SHARED
}
