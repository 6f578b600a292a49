package uk.wayleave.register.call;

/** What has become of a call, by its entries in the ledger so far. */
public enum CallState {
    /** Judged; nothing was released, and it was not refused. */
    UNDER_WAY,
    /** An answer was released to the product. */
    ANSWERED,
    /** It breached a clause of the framework. */
    REFUSED,
    /** It was refused, or broke off, for another reason: a limit, a malformed request, Street Manager, ourselves. */
    FAILED
}
