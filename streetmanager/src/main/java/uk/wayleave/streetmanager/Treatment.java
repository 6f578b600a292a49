package uk.wayleave.streetmanager;

/** What the gateway does with an operation at all, before any agreement is asked. */
public enum Treatment {
    /** Goes to Street Manager when everything allows it. */
    FORWARD,
    /**
     * Answered by us in Street Manager's own shape: signing in, refreshing, signing out; and what is subscribed to, for
     * which the gateway subscribes a receiver of its own.
     */
    LOCAL,
    /** Refused for everybody; {@link Operation#neverBecause()} says why. */
    NEVER
}
