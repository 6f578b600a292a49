package uk.wayleave.register.call;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Personal data that screening found in the texts of a call (clause B5): how much of which class, and what became of it.
 * The text itself is nowhere.
 *
 * @param personalData the class, as {@code date-of-birth}
 * @param number how many places, 1 or more
 */
public record TextFinding(Outcome outcome, String personalData, int number) {
    private static final Pattern CLASS = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** What the agreement had done with it. */
    public enum Outcome {
        REFUSED,
        /** Sent, and the caller was told. */
        WARNED,
        /** Sent for a reason that the caller gave. */
        OVERRIDDEN,
        ALLOWED;

        /** As the ledger's facts, filters and figures have it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Outcome> withId(String id) {
            return Arrays.stream(values()).filter(one -> one.id().equals(id)).findFirst();
        }
    }

    /** As it is kept: {@code warned:name:2}. */
    String kept() {
        return outcome.id() + ":" + personalData + ":" + number;
    }

    /** Of {@code warned:name:2}; empty for what is no such thing. */
    static Optional<TextFinding> of(String kept) {
        String[] parts = kept.split(":", -1);
        if (parts.length != 3
                || !CLASS.matcher(parts[1]).matches()
                || !NUMBER.matcher(parts[2]).matches()) return Optional.empty();
        return Outcome.withId(parts[0]).map(outcome -> new TextFinding(outcome, parts[1], Integer.parseInt(parts[2])));
    }
}
