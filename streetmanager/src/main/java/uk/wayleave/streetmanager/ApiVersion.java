package uk.wayleave.streetmanager;

import java.util.Optional;

/** A version of Street Manager's API that the catalogue knows. Any other version is unknown, {@code latest} included. */
public enum ApiVersion {
    V3_6("v3", "3.6"),
    V6_0("v6", "6.0");

    private final String segment;
    private final String number;

    ApiVersion(String segment, String number) {
        this.segment = segment;
        this.number = number;
    }

    /** @param segment the first segment of a path, exactly as it came */
    public static Optional<ApiVersion> parse(String segment) {
        return switch (segment) {
            case "v3" -> Optional.of(V3_6);
            case "v6" -> Optional.of(V6_0);
            default -> Optional.empty();
        };
    }

    /** The first segment of a path, as in {@code /v6/work/works}. */
    public String segment() {
        return segment;
    }

    /** The number that DfT gives it. */
    public String number() {
        return number;
    }
}
