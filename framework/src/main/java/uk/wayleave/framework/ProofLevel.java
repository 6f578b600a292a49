package uk.wayleave.framework;

/** How it was proven that a person of the Controller made a request; each level is stronger than the one before. */
public enum ProofLevel {
    /** The product asserts it. */
    L1,
    /** The Controller's own system signed it. */
    L2,
    /** The person signed in to us and approved it. */
    L3;

    public boolean satisfies(ProofLevel required) {
        return compareTo(required) >= 0;
    }
}
