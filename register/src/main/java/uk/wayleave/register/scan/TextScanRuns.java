package uk.wayleave.register.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * What those who run scans hold in the register: a run goes on where it was left, on whatever node, and each answer counts
 * once.
 */
public final class TextScanRuns {
    private final Scopes scopes;

    public TextScanRuns(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * A scan that is due, held by this node until its lease is over; then another node may take it.
     *
     * @param lease tells this hold from a later one
     */
    public record Held(TextScanId scan, ControllerId controller, Instant lease) {}

    /** A run under way, and how many calls it has made, with an answer or without. */
    public record UnderWay(TextScanRunId id, Instant started, long calls) {}

    /** Scans to be run now. */
    public List<Held> claim(Duration lease, int most) {
        Instant now = scopes.now();
        Instant until = now.plus(lease);
        return scopes.asResolver(sql -> sql.sql(
                        "select scan, controller from wayleave.claim_text_scans(:now, :lease, :most)")
                .param("now", Rows.timestamp(now))
                .param("lease", Rows.timestamp(until))
                .param("most", most)
                .query((row, number) -> new Held(
                        new TextScanId(row.getObject("scan", UUID.class)),
                        new ControllerId(row.getObject("controller", UUID.class)),
                        until))
                .list());
    }

    /** The run of the scan that is under way; one begins where there is none. */
    public UnderWay underWay(Held held, String rulesVersion) {
        return scopes.in(held.controller(), sql -> {
            sql.sql("""
                            insert into wayleave.text_scan_run (id, controller, scan, started, rules_version)
                            values (:id, :controller, :scan, :at, :rules) on conflict do nothing""")
                    .param("id", UUID.randomUUID())
                    .param("controller", held.controller().value())
                    .param("scan", held.scan().value())
                    .param("at", Rows.timestamp(scopes.now()))
                    .param("rules", rulesVersion)
                    .update();
            return sql.sql("""
                            select id, started, answers + refused as calls from wayleave.text_scan_run
                            where scan = :scan and state = 'RUNNING'""")
                    .param("scan", held.scan().value())
                    .query((row, number) -> new UnderWay(
                            new TextScanRunId(row.getObject("id", UUID.class)),
                            Rows.instant(row, "started"),
                            row.getLong("calls")))
                    .single();
        });
    }

    /** What the run has still to ask, in the order in which it came to it. */
    public List<TextsRead.Item> waiting(ControllerId controller, TextScanRunId run, int most) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                                select operation, target, organisation from wayleave.text_scan_item
                                where run = :run and not done order by place limit :most""")
                        .param("run", run.value())
                        .param("most", most)
                        .query((row, number) -> new TextsRead.Item(
                                row.getString("operation"),
                                row.getString("target"),
                                new SwaCode(row.getString("organisation"))))
                        .list());
    }

    /** Adds what the run is to ask first. */
    public void add(ControllerId controller, TextScanRunId run, List<TextsRead.Item> items) {
        scopes.in(controller, sql -> {
            items.forEach(item -> add(sql, controller, run, item));
            return items.size();
        });
    }

    /**
     * Counts an answer and holds the scan for longer, all or nothing.
     *
     * @param lease the new one
     * @return the scan as it is held now; empty where it is no longer held, or the item was counted before
     */
    public Optional<Held> answered(Held held, TextScanRunId run, TextsRead.Item item, TextsRead read, Duration lease) {
        return scopes.in(held.controller(), sql -> {
            Optional<Held> still = renewed(sql, held, lease);
            if (still.isEmpty() || !isDone(sql, run, item)) return Optional.empty();
            for (TextsRead.One text : read.texts()) count(sql, held.controller(), run, text);
            for (TextsRead.Item further : read.further()) add(sql, held.controller(), run, further);
            sql.sql("update wayleave.text_scan_run set answers = answers + 1, refused_in_row = 0 where id = :run")
                    .param("run", run.value())
                    .update();
            return still;
        });
    }

    /** As {@link #answered}, of a call that was refused. */
    public Optional<Held> refused(Held held, TextScanRunId run, TextsRead.Item item, Duration lease) {
        return scopes.in(held.controller(), sql -> {
            Optional<Held> still = renewed(sql, held, lease);
            if (still.isEmpty() || !isDone(sql, run, item)) return Optional.empty();
            sql.sql("""
                            update wayleave.text_scan_run set refused = refused + 1,
                                refused_in_row = refused_in_row + 1 where id = :run""").param("run", run.value()).update();
            return still;
        });
    }

    /** How many calls of the run were refused one after the other, up to now. */
    public int refusedInRow(ControllerId controller, TextScanRunId run) {
        return scopes.in(
                controller,
                sql -> sql.sql("select refused_in_row from wayleave.text_scan_run where id = :run")
                        .param("run", run.value())
                        .query(Integer.class)
                        .single());
    }

    /** Lets go of a scan whose run goes on later. */
    public void later(Held held, Instant at) {
        scopes.in(held.controller(), sql -> release(sql, held, at));
    }

    /** The run is done, and the next one due when its time has come. */
    public void done(Held held, TextScanRunId run, boolean cutShort) {
        scopes.in(held.controller(), sql -> {
            sql.sql("""
                            update wayleave.text_scan_run set state = 'DONE', finished = :at, cut_short = :cut
                            where id = :run and state = 'RUNNING'""")
                    .param("at", Rows.timestamp(scopes.now()))
                    .param("cut", cutShort)
                    .param("run", run.value())
                    .update();
            forget(sql, run);
            return release(sql, held, nextRun(sql, held));
        });
    }

    /** The run does not go on, for a reason that people have to look at; the next one is due when its time has come. */
    public void stopped(Held held, String because) {
        scopes.in(held.controller(), sql -> {
            Instant next = nextRun(sql, held);
            stop(sql, held.scan(), because, scopes.now());
            return release(sql, held, next);
        });
    }

    static void stop(JdbcClient sql, TextScanId scan, String because, Instant at) {
        sql.sql("""
                        update wayleave.text_scan_run set state = 'STOPPED', finished = :at, stopped_because = :because
                        where scan = :scan and state = 'RUNNING' returning id""")
                .param("at", Rows.timestamp(at))
                .param("because", because)
                .param("scan", scan.value())
                .query((row, number) -> new TextScanRunId(row.getObject("id", UUID.class)))
                .list()
                .forEach(run -> forget(sql, run));
    }

    /** Every so many days from the first run on; those that were missed are not made up for. */
    private Instant nextRun(JdbcClient sql, Held held) {
        Instant now = scopes.now();
        return sql.sql("""
                        select s.every_days, (select max(r.started) from wayleave.text_scan_run r where r.scan = s.id)
                            as started from wayleave.text_scan s where s.id = :scan""")
                .param("scan", held.scan().value())
                .query((row, number) -> {
                    Duration every = Duration.ofDays(row.getInt("every_days"));
                    Instant next = Rows.instant(row, "started").plus(every);
                    return next.isAfter(now) ? next : now.plus(every);
                })
                .single();
    }

    private static int release(JdbcClient sql, Held held, Instant at) {
        return sql.sql("""
                        update wayleave.text_scan set next_at = :at, leased_until = null
                        where id = :scan and leased_until = :lease""")
                .param("at", Rows.timestamp(at))
                .param("scan", held.scan().value())
                .param("lease", Rows.timestamp(held.lease()))
                .update();
    }

    private Optional<Held> renewed(JdbcClient sql, Held held, Duration lease) {
        Instant until = scopes.now().plus(lease);
        int renewed = sql.sql("""
                        update wayleave.text_scan set leased_until = :until
                        where id = :scan and leased_until = :lease and ended is null""")
                .param("until", Rows.timestamp(until))
                .param("scan", held.scan().value())
                .param("lease", Rows.timestamp(held.lease()))
                .update();
        return renewed == 0 ? Optional.empty() : Optional.of(new Held(held.scan(), held.controller(), until));
    }

    private static boolean isDone(JdbcClient sql, TextScanRunId run, TextsRead.Item item) {
        return sql.sql("""
                        update wayleave.text_scan_item set done = true
                        where run = :run and target = :target and organisation = :organisation and not done""")
                        .param("run", run.value())
                        .param("target", item.target())
                        .param("organisation", item.organisation().value())
                        .update()
                == 1;
    }

    private static void add(JdbcClient sql, ControllerId controller, TextScanRunId run, TextsRead.Item item) {
        sql.sql("""
                        insert into wayleave.text_scan_item (run, controller, operation, target, organisation)
                        values (:run, :controller, :operation, :target, :organisation) on conflict do nothing""")
                .param("run", run.value())
                .param("controller", controller.value())
                .param("operation", item.operation())
                .param("target", item.target())
                .param("organisation", item.organisation().value())
                .update();
    }

    private static void count(JdbcClient sql, ControllerId controller, TextScanRunId run, TextsRead.One text) {
        int first = sql.sql("""
                        insert into wayleave.text_scan_seen (run, controller, digest) values (:run, :controller, :digest)
                        on conflict do nothing""")
                .param("run", run.value())
                .param("controller", controller.value())
                .param("digest", text.digest())
                .update();
        if (first == 0) return;
        sql.sql("""
                        insert into wayleave.text_scan_field as f
                            (run, controller, organisation, workstream, field, texts, with_hits)
                        values (:run, :controller, :organisation, :workstream, :field, 1, :hit)
                        on conflict (run, organisation, workstream, field)
                        do update set texts = f.texts + 1, with_hits = f.with_hits + excluded.with_hits""")
                .params(placed(controller, run, text))
                .param("hit", text.hits().isEmpty() ? 0 : 1)
                .update();
        text.hits()
                .forEach((personalData, hits) -> sql.sql("""
                        insert into wayleave.text_scan_hit as h
                            (run, controller, organisation, workstream, field, class, hits)
                        values (:run, :controller, :organisation, :workstream, :field, :class, :hits)
                        on conflict (run, organisation, workstream, field, class)
                        do update set hits = h.hits + excluded.hits""")
                        .params(placed(controller, run, text))
                        .param("class", personalData)
                        .param("hits", hits)
                        .update());
    }

    private static Map<String, Object> placed(ControllerId controller, TextScanRunId run, TextsRead.One text) {
        return Map.of(
                "run", run.value(),
                "controller", controller.value(),
                "organisation", text.team().organisation().value(),
                "workstream", text.team().workstream().orElse(""),
                "field", text.field());
    }

    private static void forget(JdbcClient sql, TextScanRunId run) {
        for (String table : List.of("text_scan_item", "text_scan_seen"))
            sql.sql("delete from wayleave." + table + " where run = :run")
                    .param("run", run.value())
                    .update();
    }
}
