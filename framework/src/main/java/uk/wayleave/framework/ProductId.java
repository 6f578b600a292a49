package uk.wayleave.framework;

import java.util.UUID;

/** Identifies one system of an integrator, an OAuth client. */
public record ProductId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static ProductId of(String text) {
        return new ProductId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
