package uk.wayleave.evidence;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether a value was open data: what turns up in public may have come from Street Manager's accounts or from its open
 * data stream, and only the first is a breach.
 */
public interface OpenOrigin {
    /** What can be said of a value. */
    enum Answer {
        /** It had been published by then. */
        OPEN_THEN,
        /** It was published, but only later. */
        OPEN_LATER,
        /** It is of a field that is never published. */
        NEVER_OPEN,
        /** Nothing is known: the field or the record is not known, or no event with this value is kept here. */
        UNKNOWN
    }

    /**
     * An answer with its reason.
     *
     * @param openSince when the value was first published, as far as is known
     * @param why in a sentence
     */
    record Finding(Answer answer, Optional<Instant> openSince, String why) {}

    /**
     * Looks a value up.
     *
     * @param reference of a permit, works, an activity or a Section 58
     * @param field as Street Manager's API or the open data names it
     * @param value as text
     * @param at when it was seen
     */
    Finding of(String reference, String field, String value, Instant at);
}
