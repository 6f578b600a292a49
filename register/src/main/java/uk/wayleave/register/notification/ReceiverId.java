package uk.wayleave.register.notification;

import java.util.UUID;

/** Identifies a receiver of notifications. */
public record ReceiverId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
