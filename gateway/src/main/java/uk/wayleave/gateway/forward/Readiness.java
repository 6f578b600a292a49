package uk.wayleave.gateway.forward;

/** Whether a call can be sent with an account. */
sealed interface Readiness {
    record Ready(Tokens tokens) implements Readiness {}

    record NotReady(Sent.NotSent why) implements Readiness {}

    /** The session was logged out or forgotten meanwhile: look for the one that took its place. */
    record Over() implements Readiness {}
}
