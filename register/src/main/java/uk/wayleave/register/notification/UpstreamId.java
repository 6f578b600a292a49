package uk.wayleave.register.notification;

import java.util.UUID;

/** Identifies one of our own subscriptions with Street Manager. */
public record UpstreamId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
