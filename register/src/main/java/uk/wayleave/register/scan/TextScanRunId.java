package uk.wayleave.register.scan;

import java.util.UUID;

/** Identifies one run of a scan. */
public record TextScanRunId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static TextScanRunId of(String text) {
        return new TextScanRunId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
