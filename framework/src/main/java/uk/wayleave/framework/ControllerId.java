package uk.wayleave.framework;

import java.util.UUID;

/** Identifies an authorised user of Street Manager that is a data controller. Tenancy is by this identity, never by SWA code. */
public record ControllerId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static ControllerId of(String text) {
        return new ControllerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
