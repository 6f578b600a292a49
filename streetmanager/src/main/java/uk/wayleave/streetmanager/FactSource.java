package uk.wayleave.streetmanager;

/** Where a fact of the catalogue comes from. */
public enum FactSource {
    /** DfT's own documents say so. */
    DOCUMENTED,
    /** It follows from what DfT's documents say, for instance from the same operation of an earlier version. */
    DERIVED,
    /** Our own judgement; nothing of DfT's says so. */
    INFERRED
}
