package uk.wayleave.register.request;

import java.util.UUID;

/** Names a request for an instruction. */
public record RequestId(UUID value) {
    /** @throws IllegalArgumentException if it is no UUID */
    public static RequestId of(String text) {
        return new RequestId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
