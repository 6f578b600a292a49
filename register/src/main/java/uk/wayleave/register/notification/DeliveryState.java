package uk.wayleave.register.notification;

/** What became of a delivery. */
public enum DeliveryState {
    WAITING,
    /** The receiver said that it has it. */
    DELIVERED,
    /** The framework did not allow it at the moment it was due. It is not tried again. */
    REFUSED,
    /** The receiver did not take it in time. */
    EXPIRED,
    /** The receiver said that it is gone for good. */
    GONE
}
