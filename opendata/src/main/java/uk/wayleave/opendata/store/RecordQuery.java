package uk.wayleave.opendata.store;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import uk.wayleave.opendata.event.ObjectKind;

/**
 * What records are asked for.
 *
 * @param box on the grid; what does not touch it is left out
 * @param within a closer look at the geometry of what touches the box
 * @param from records that have ended by then are left out
 * @param to records that begin after it are left out
 * @param limit 1 to 10,000
 */
public record RecordQuery(
        ObjectKind kind,
        Optional<Envelope> box,
        Predicate<Geometry> within,
        Map<Filter, String> filters,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Cursor> after,
        int limit) {
    public static final int LIMIT_AT_MOST = 10_000;

    private static final Duration FEW_WEEKS = Duration.ofDays(62);

    public RecordQuery {
        filters = filters.isEmpty() ? Map.of() : new EnumMap<>(filters);
        if (limit < 1 || limit > LIMIT_AT_MOST) {
            throw new IllegalArgumentException("A page has 1 to " + LIMIT_AT_MOST + " records.");
        }
    }

    boolean isTimed() {
        return from.isPresent() || to.isPresent();
    }

    /** A stretch of time of which but a small part of what is kept can be. */
    boolean isOfFewWeeks() {
        return from.isPresent()
                && to.isPresent()
                && Duration.between(from.get(), to.get()).compareTo(FEW_WEEKS) <= 0;
    }

    public static RecordQuery all(ObjectKind kind, int limit) {
        return new RecordQuery(
                kind,
                Optional.empty(),
                _ -> true,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    public RecordQuery within(Envelope grid, Predicate<Geometry> closer) {
        return new RecordQuery(kind, Optional.of(grid), closer, filters, from, to, after, limit);
    }

    public RecordQuery where(Map<Filter, String> values) {
        return new RecordQuery(kind, box, within, values, from, to, after, limit);
    }

    public RecordQuery during(Optional<Instant> since, Optional<Instant> until) {
        return new RecordQuery(kind, box, within, filters, since, until, after, limit);
    }

    public RecordQuery from(Optional<Cursor> cursor) {
        return new RecordQuery(kind, box, within, filters, from, to, cursor, limit);
    }
}
