package uk.wayleave.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** A version of Street Manager's API that the sandbox answers. */
public enum Version {
    V3,
    V6;

    /** The first segment of the path, for instance {@code v3}. */
    public String segment() {
        return switch (this) {
            case V3 -> "v3";
            case V6 -> "v6";
        };
    }

    static Optional<Version> of(String segment) {
        return Arrays.stream(values()).filter(v -> v.segment().equals(segment)).findFirst();
    }
}
