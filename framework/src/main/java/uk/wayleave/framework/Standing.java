package uk.wayleave.framework;

/** Whether a party, a product, a person or a credential may act now. Anything but {@code ACTIVE} refuses. */
public enum Standing {
    ACTIVE,
    SUSPENDED,
    ENDED
}
