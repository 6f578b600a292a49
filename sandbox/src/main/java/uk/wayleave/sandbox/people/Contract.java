package uk.wayleave.sandbox.people;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * That a contractor acts for a promoter.
 *
 * @param contractor SWA code
 * @param promoter SWA code
 * @param workstreams what the contractor may do in each of the promoter's workstreams, by prefix; nothing in those that
 *     are not named
 */
public record Contract(String contractor, String promoter, Map<String, Level> workstreams) {
    public Contract {
        workstreams = Map.copyOf(workstreams);
    }

    /** What a contractor may do in a workstream; a third level, none, is the absence of both. */
    public enum Level {
        FULL_WRITE,
        READ_ONLY;

        /** As Street Manager writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Optional<Level> level(String workstream) {
        return Optional.ofNullable(workstreams.get(workstream));
    }
}
