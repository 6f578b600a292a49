package uk.wayleave.gateway.governor;

/** Whether a call may be sent now. */
public sealed interface Admission {
    /** @param place to be closed whatever happens */
    record Granted(Place place) implements Admission {}

    record Declined(Shortage shortage) implements Admission {}
}
