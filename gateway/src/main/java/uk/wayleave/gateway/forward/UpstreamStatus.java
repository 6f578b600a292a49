package uk.wayleave.gateway.forward;

/** Whether Street Manager answers, as far as it was asked. */
public enum UpstreamStatus {
    ANSWERS,
    DOES_NOT_ANSWER,
    /** No host is known yet, or it was asked often enough for now. */
    NOT_ASKED
}
