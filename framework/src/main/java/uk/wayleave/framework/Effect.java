package uk.wayleave.framework;

/** What an operation does to Street Manager's state. A search or an export job that is sent as a POST is a read. */
public enum Effect {
    READ,
    WRITE,
    /** Signs an account in or out, or changes its secrets. */
    AUTHENTICATION
}
