package uk.wayleave.register.scan;

import java.util.UUID;

/** Identifies a scan that was ordered. */
public record TextScanId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static TextScanId of(String text) {
        return new TextScanId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
