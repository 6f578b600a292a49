package uk.wayleave.streetmanager;

import java.util.Locale;
import java.util.Optional;

/** One of Street Manager's APIs, by the second segment of its paths. Not every version has every one. */
public enum Api {
    WORK,
    REPORTING,
    LOOKUP,
    GEOJSON,
    PARTY,
    EXPORT,
    /** Since V4. */
    EVENT,
    /** Since V4. */
    SAMPLING,
    /** Since V6.17. */
    WORKLIST;

    private final String segment = name().toLowerCase(Locale.ROOT);

    /** @param segment the second segment of a path, exactly as it came */
    public static Optional<Api> parse(String segment) {
        return switch (segment) {
            case "work" -> Optional.of(WORK);
            case "reporting" -> Optional.of(REPORTING);
            case "lookup" -> Optional.of(LOOKUP);
            case "geojson" -> Optional.of(GEOJSON);
            case "party" -> Optional.of(PARTY);
            case "export" -> Optional.of(EXPORT);
            case "event" -> Optional.of(EVENT);
            case "sampling" -> Optional.of(SAMPLING);
            case "worklist" -> Optional.of(WORKLIST);
            default -> Optional.empty();
        };
    }

    /** The second segment of a path, as in {@code /v6/work/works}. */
    public String segment() {
        return segment;
    }
}
