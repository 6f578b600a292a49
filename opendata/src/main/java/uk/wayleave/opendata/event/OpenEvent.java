package uk.wayleave.opendata.event;

import java.time.Instant;
import java.util.UUID;

/**
 * One event, placed: about which object, and when.
 *
 * @param kind of the object
 * @param reference of the object, in capitals
 * @param works the reference of the works it belongs to; empty where it belongs to none
 * @param number DfT's {@code event_reference}; 0 where there is none
 * @param type as DfT's schema spells types, whatever the spelling was
 * @param time when it happened, to the microsecond
 * @param content tells one content from another whatever the spacing and the order of its members: the first half of the
 *     SHA-256 of the canonical form
 * @param record what it says of the object
 */
public record OpenEvent(
        ObjectKind kind,
        String reference,
        String works,
        long number,
        String type,
        Instant time,
        UUID content,
        OpenRecord record)
        implements Comparable<OpenEvent> {

    /**
     * Which of two events about one object tells of the later state: the later time; of the same time the greater
     * number; of the same number the greater content, which is arbitrary but the same everywhere. Never the order of
     * arrival.
     */
    @Override
    public int compareTo(OpenEvent other) {
        int byTime = time.compareTo(other.time);
        if (byTime != 0) {
            return byTime;
        }
        int byNumber = Long.compare(number, other.number);
        return byNumber != 0 ? byNumber : compareUnsigned(content, other.content);
    }

    /** As PostgreSQL compares: byte by byte. */
    private static int compareUnsigned(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
