package uk.wayleave.register.notification;

/** How far a receiver is to be trusted; it goes on in this order only. */
public enum ReceiverState {
    /** It has not answered a challenge yet: nothing is sent to it. */
    UNPROVEN,
    /** It has shown that it expects us. */
    PROVEN,
    REMOVED
}
