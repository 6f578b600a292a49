package uk.wayleave.gateway.forward;

/** Why there is no answer from Street Manager. */
public enum Cause {
    /** The address of the account is neither https nor plain http on loopback, or is not one the operator allows. */
    HOST_NOT_ALLOWED,
    /** The request cannot be written as HTTP. */
    UNSENDABLE,
    /** The vault holds no password for this account, host, Controller and agreement. */
    NO_PASSWORD,
    /** The vault could not be read. */
    VAULT_UNAVAILABLE,
    /** Street Manager does not take the password; not tried again for a while, so that the account is not locked. */
    WRONG_PASSWORD,
    /** The login answered for another organisation than the account's, or for none; not tried again until it is changed. */
    WRONG_ORGANISATION,
    /** Street Manager has suspended the organisation. */
    ORGANISATION_SUSPENDED,
    /** Street Manager has locked the account. */
    ACCOUNT_LOCKED,
    /** The account was never logged in with: its invitation is still to be taken up. */
    INVITATION_OPEN,
    /** The login failed for a reason of Street Manager's; it is tried again after a while. */
    LOGIN_FAILED,
    /** Street Manager keeps on refusing tokens it has just given. */
    TOKEN_REFUSED,
    /** Street Manager asks for fewer calls. */
    TOO_MANY_CALLS,
    /** Street Manager keeps failing: it is left alone for a while. */
    FAILING,
    /** There is no place in the shared budget for this request now. */
    OVER_BUDGET,
    /** Too many calls of this Controller wait for a connection. */
    BUSY,
    /** There is no connection to Street Manager. */
    UNREACHABLE,
    /** The certificate or host name of the other side is not Street Manager's. */
    NOT_TRUSTED,
    /** The time limit passed. */
    TIMED_OUT,
    /** The connection broke before the answer was complete. */
    CONNECTION_LOST,
    /** The answer is not well-formed HTTP. */
    MALFORMED,
    /** The answer does not say how long it is, so nobody can tell whether it is complete. */
    LENGTH_NOT_STATED,
    /** The answer is in a content encoding, although none was asked for. */
    ENCODED,
    /** The answer is longer than {@link ForwardSettings#largestAnswer()}. */
    TOO_LARGE,
    /** The answer could not be kept: a full disk, for instance. */
    SPOOL_FAILED,
    /** Nobody waits for the answer any more. */
    CANCELLED,
    /** The program is stopping. */
    STOPPED
}
