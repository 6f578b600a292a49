package uk.wayleave.register.courtesy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Which records of other organisations were read within the last hour under an agreement, how many rows of lists were
 * others', and how much of the map was searched, on any node. Counted by agreement and not by instruction: a product may make itself instructions. All methods
 * throw {@link uk.wayleave.register.postgres.DatabaseUnavailable} where the register cannot be reached.
 */
public final class ForeignReads {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,18})");

    /** In metres. A box without width shows what it crosses all the same, and many of them are the whole map. */
    private static final int SHORTEST_SIDE = 500;

    private final Scopes scopes;

    ForeignReads(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * From when on it is too much; all within {@link Courtesy#KEPT}.
     *
     * @param records distinct ones
     * @param inSequence of them with numbers that follow each other
     * @param rows of others in lists, of distinct pages
     * @param squareMetres of distinct areas
     */
    public record Ceilings(int records, int inSequence, int rows, long squareMetres) {}

    /** What came of one more. */
    public sealed interface Seen {
        /** It is within the ceilings, and counts from now on. */
        record Within(long records, long squareMetres) implements Seen {}

        /** One more would be too much; nothing was counted. */
        record Over(Ceiling ceiling, long counted, Duration retryAfter) implements Seen {}
    }

    public enum Ceiling {
        RECORDS,
        IN_SEQUENCE,
        ROWS,
        AREA
    }

    /** A record of another organisation. Reading it again within the hour counts no more. */
    public Seen record(ControllerId controller, AgreementId agreement, String reference, Ceilings ceilings) {
        Matcher numbered = NUMBERED.matcher(reference);
        Optional<Long> number = numbered.matches() ? Optional.of(Long.parseLong(numbered.group(2))) : Optional.empty();
        String stem = number.isPresent() ? numbered.group(1) : reference;
        return seen(controller, agreement, ceilings, new One("RECORD", reference, stem, number, 0));
    }

    /** A part of the map. Two that overlap count both, and a side counts as 500 m at least. */
    public Seen area(ControllerId controller, AgreementId agreement, Box box, Ceilings ceilings) {
        String edges = box.minEasting() + "." + box.minNorthing() + "." + box.maxEasting() + "." + box.maxNorthing();
        long squareMetres =
                counted(box.maxEasting() - box.minEasting()) * counted(box.maxNorthing() - box.minNorthing());
        return seen(controller, agreement, ceilings, new One("AREA", edges, "", Optional.empty(), squareMetres));
    }

    /**
     * Others' rows that a page of a list shows. The same page within the hour counts only what it shows more. The page that
     * reaches the ceiling is let pass, and no other after it, or a page longer than the ceiling could never be read.
     *
     * @param page which, as a digest that tells nothing
     * @param rows 0 where it is not known yet: then nothing is counted
     */
    public RowsSeen rows(
            ControllerId controller, AgreementId agreement, Fingerprint page, int rows, Ceilings ceilings) {
        String what = page.value().replace(':', '.');
        return scopes.in(controller, sql -> {
            lock(sql, agreement);
            Instant now = scopes.now();
            Instant since = now.minus(Courtesy.KEPT);
            Sum all = sum(sql, agreement, "ROWS", since);
            Optional<Integer> before = rowsOf(sql, agreement, what, since);
            if (before.isEmpty() && all.rows() >= ceilings.rows()) {
                return new RowsSeen.Over(
                        all.rows(),
                        Duration.between(now, all.first().orElse(now).plus(Courtesy.KEPT)));
            }
            int more = Math.max(0, rows - before.orElse(0));
            if (more > 0) {
                countRows(sql, controller, agreement, what, rows, before.isPresent(), now);
            }
            return new RowsSeen.Within(all.rows() + more);
        });
    }

    /** What came of a page. */
    public sealed interface RowsSeen {
        /** @param rows counted within the hour, these with them */
        record Within(long rows) implements RowsSeen {}

        record Over(long counted, Duration retryAfter) implements RowsSeen {}
    }

    private static Optional<Integer> rowsOf(JdbcClient sql, AgreementId agreement, String what, Instant since) {
        return sql.sql("""
                        select row_count from wayleave.foreign_read
                        where agreement = :agreement and kind = 'ROWS' and what = :what and at > :since""")
                .param("agreement", agreement.value())
                .param("what", what)
                .param("since", Rows.timestamp(since))
                .query(Integer.class)
                .optional();
    }

    /** A page that is read again stays counted from when it was read first. */
    private static void countRows(
            JdbcClient sql,
            ControllerId controller,
            AgreementId agreement,
            String what,
            int rows,
            boolean isCounted,
            Instant now) {
        sql.sql("""
                        insert into wayleave.foreign_read as r
                            (controller, agreement, kind, what, stem, square_metres, row_count, stopped, at)
                        values (:controller, :agreement, 'ROWS', :what, '', 0, :rows, false, :now)
                        on conflict (controller, agreement, kind, what) do update
                            set row_count = excluded.row_count, at = case when :counted then r.at else excluded.at end""")
                .param("controller", controller.value())
                .param("agreement", agreement.value())
                .param("what", what)
                .param("rows", rows)
                .param("counted", isCounted)
                .param("now", Rows.timestamp(now))
                .update();
    }

    /** One after the other, on all nodes, or two could both be the last. */
    private static void lock(JdbcClient sql, AgreementId agreement) {
        var _ = sql.sql("select true from (select pg_advisory_xact_lock(hashtextextended(:agreement, 66))) locked")
                .param("agreement", agreement.toString())
                .query(Boolean.class)
                .single();
    }

    private static long counted(int metres) {
        return Math.max(metres, SHORTEST_SIDE);
    }

    private record One(String kind, String what, String stem, Optional<Long> number, long squareMetres) {}

    private record Sum(long number, long squareMetres, long rows, Optional<Instant> first) {}

    private Seen seen(ControllerId controller, AgreementId agreement, Ceilings ceilings, One one) {
        return scopes.in(controller, sql -> {
            lock(sql, agreement);
            Instant now = scopes.now();
            Instant since = now.minus(Courtesy.KEPT);
            Sum records = sum(sql, agreement, "RECORD", since);
            Sum areas = sum(sql, agreement, "AREA", since);
            if (isCounted(sql, agreement, one, since)) {
                return new Seen.Within(records.number(), areas.squareMetres());
            }
            boolean isRecord = one.kind().equals("RECORD");
            if (isRecord && records.number() >= ceilings.records()) {
                return over(Ceiling.RECORDS, records.number(), records.first(), now);
            }
            long run = one.number()
                    .map(n -> run(sql, agreement, one.stem(), n, ceilings, since))
                    .orElse(1L);
            if (isRecord && run > ceilings.inSequence()) {
                // Kept as tried for: else the next number would begin anew.
                count(sql, controller, agreement, one, true, now);
                return over(Ceiling.IN_SEQUENCE, run - 1, records.first(), now);
            }
            if (!isRecord && areas.squareMetres() + one.squareMetres() > ceilings.squareMetres()) {
                return over(Ceiling.AREA, areas.squareMetres(), areas.first(), now);
            }
            count(sql, controller, agreement, one, false, now);
            return new Seen.Within(records.number() + (isRecord ? 1 : 0), areas.squareMetres() + one.squareMetres());
        });
    }

    /** Worth asking again once the first of those counted is an hour old. */
    private static Seen over(Ceiling ceiling, long counted, Optional<Instant> first, Instant now) {
        Duration left = Duration.between(now, first.orElse(now).plus(Courtesy.KEPT));
        return new Seen.Over(ceiling, counted, left);
    }

    private static Sum sum(JdbcClient sql, AgreementId agreement, String kind, Instant since) {
        return sql.sql("""
                        select count(*) as number, coalesce(sum(square_metres), 0) as area,
                            coalesce(sum(row_count), 0) as rows, min(at) as first
                        from wayleave.foreign_read where agreement = :agreement and kind = :kind and not stopped and at > :since""")
                .param("agreement", agreement.value())
                .param("kind", kind)
                .param("since", Rows.timestamp(since))
                .query((row, number) -> new Sum(
                        row.getLong("number"),
                        row.getLong("area"),
                        row.getLong("rows"),
                        Optional.ofNullable(row.getObject("first", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .single();
    }

    private static boolean isCounted(JdbcClient sql, AgreementId agreement, One one, Instant since) {
        return sql.sql("""
                        select count(*) > 0 from wayleave.foreign_read
                        where agreement = :agreement and kind = :kind and what = :what and not stopped and at > :since""")
                .param("agreement", agreement.value())
                .param("kind", one.kind())
                .param("what", one.what())
                .param("since", Rows.timestamp(since))
                .query(Boolean.class)
                .single();
    }

    /** How many numbers would follow each other, this one with them. */
    private static long run(
            JdbcClient sql, AgreementId agreement, String stem, long number, Ceilings ceilings, Instant since) {
        List<Long> near = sql.sql("""
                        select number from wayleave.foreign_read
                        where agreement = :agreement and kind = 'RECORD' and stem = :stem and at > :since
                            and number between :from and :to""")
                .param("agreement", agreement.value())
                .param("stem", stem)
                .param("since", Rows.timestamp(since))
                .param("from", Math.max(0, number - ceilings.inSequence()))
                .param("to", number + ceilings.inSequence())
                .query((row, index) -> row.getLong("number"))
                .list();
        var there = new TreeSet<>(near);
        long first = number;
        while (there.contains(first - 1)) first--;
        long last = number;
        while (there.contains(last + 1)) last++;
        return last - first + 1;
    }

    private static void count(
            JdbcClient sql, ControllerId controller, AgreementId agreement, One one, boolean stopped, Instant now) {
        sql.sql("""
                        insert into wayleave.foreign_read
                            (controller, agreement, kind, what, stem, number, square_metres, stopped, at)
                        values (:controller, :agreement, :kind, :what, :stem, :number, :area, :stopped, :now)
                        on conflict (controller, agreement, kind, what) do update
                            set at = excluded.at, stopped = excluded.stopped""")
                .param("controller", controller.value())
                .param("agreement", agreement.value())
                .param("kind", one.kind())
                .param("what", one.what())
                .param("stem", one.stem())
                .param("number", one.number().orElse(null), java.sql.Types.BIGINT)
                .param("area", one.squareMetres())
                .param("stopped", stopped)
                .param("now", Rows.timestamp(now))
                .update();
    }
}
