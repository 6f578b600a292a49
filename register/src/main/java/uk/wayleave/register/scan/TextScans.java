package uk.wayleave.register.scan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The scans that a Controller ordered of its own records, and their reports. */
public final class TextScans {
    private static final int MOST_GOING_ON = 20;
    private static final int LONGEST_EVERY = 90;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT = "select * from wayleave.text_scan ";

    /** Its numbers are gathered with it, so that run and numbers are of one moment. */
    private static final String RUNS = """
            select r.*, n.texts, n.with_hits, coalesce(h.hits, '{}')::text as hits
            from wayleave.text_scan_run r
            cross join lateral (select coalesce(sum(f.texts), 0) as texts, coalesce(sum(f.with_hits), 0) as with_hits
                from wayleave.text_scan_field f where f.run = r.id) n
            cross join lateral (select json_object_agg(c.class, c.hits) as hits from (
                select t.class, sum(t.hits) as hits from wayleave.text_scan_hit t where t.run = r.id
                group by t.class) c) h\s""";

    private static final RowMapper<TextScan> SCAN = (row, number) -> {
        Optional<Instant> ended = instant(row, "ended");
        return new TextScan(
                new TextScanId(row.getObject("id", UUID.class)),
                new ControllerId(row.getObject("controller", UUID.class)),
                new AgreementId(row.getObject("agreement", UUID.class)),
                new ProductId(row.getObject("product", UUID.class)),
                new InstructionId(row.getObject("instruction", UUID.class)),
                row.getInt("every_days"),
                Rows.instant(row, "ordered"),
                ended.isPresent() ? Optional.empty() : Optional.of(Rows.instant(row, "next_at")),
                ended);
    };

    private static final RowMapper<TextScanRun> RUN = (row, number) -> new TextScanRun(
            new TextScanRunId(row.getObject("id", UUID.class)),
            new TextScanId(row.getObject("scan", UUID.class)),
            Rows.instant(row, "started"),
            instant(row, "finished"),
            TextScanRun.State.valueOf(row.getString("state")),
            Optional.ofNullable(row.getString("stopped_because")),
            row.getLong("answers"),
            row.getLong("refused"),
            row.getBoolean("cut_short"),
            row.getString("rules_version"),
            row.getLong("texts"),
            row.getLong("with_hits"),
            hits(row.getString("hits")));

    private final Scopes scopes;

    public TextScans(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Orders a scan; its first run begins at once. Takes an administrator of the Controller, and a standing instruction
     * that is active and whose purpose is to manage the Controller's own permits: for reports and analyses texts are
     * masked before anybody reads them.
     *
     * @param everyDays from the start of one run to the next, 1 to 90
     */
    public Outcome<TextScan> order(ControllerId controller, InstructionId instruction, int everyDays, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            if (everyDays < 1 || everyDays > LONGEST_EVERY)
                throw Refusal.because(
                        "A scan runs every 1 to " + LONGEST_EVERY + " days.", "State a number of days within that.");
            requireFit(change, instruction);
            requireRoom(change, instruction);
            var id = new TextScanId(UUID.randomUUID());
            change.sql()
                    .sql("""
                            insert into wayleave.text_scan
                                (id, controller, agreement, product, instruction, every_days, ordered, next_at)
                            select :id, i.controller, i.agreement, i.product, i.id, :every, :at, :at
                            from wayleave.instruction i where i.id = :instruction""")
                    .param("id", id.value())
                    .param("every", everyDays)
                    .param("at", change.timestamp())
                    .param("instruction", instruction.value())
                    .update();
            change.record("text-scan.ordered", facts(id, instruction));
            return required(change.sql(), id);
        });
    }

    /** Has a scan run now, or go on at once with a run under way. Takes an administrator of the Controller. */
    public Outcome<TextScan> runNow(ControllerId controller, TextScanId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            move(change, id, "next_at = least(next_at, :at)");
            TextScan scan = required(change.sql(), id);
            change.record("text-scan.hastened", facts(id, scan.instruction()));
            return scan;
        });
    }

    /** Ends a scan: a run under way reads nothing more. Its reports stay. Takes an administrator of the Controller. */
    public Outcome<TextScan> end(ControllerId controller, TextScanId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            move(change, id, "ended = :at");
            TextScanRuns.stop(change.sql(), id, "scan-ended", change.at());
            TextScan scan = required(change.sql(), id);
            change.record("text-scan.ended", facts(id, scan.instruction()));
            return scan;
        });
    }

    private static void move(Change change, TextScanId id, String what) {
        int moved = change.sql()
                .sql("update wayleave.text_scan set " + what + " where id = :id and ended is null")
                .param("at", change.timestamp())
                .param("id", id.value())
                .update();
        if (moved == 0)
            throw Refusal.because("The Controller has no such scan, or it has ended.", "Name one that goes on.");
    }

    private static void requireFit(Change change, InstructionId instruction) {
        boolean fit = change.sql()
                .sql("""
                        select exists (select from wayleave.instruction where id = :id and standing = 'ACTIVE'
                            and kind = 'STANDING' and purpose = 'MANAGE_OWN_PERMITS' and ends > :at)""")
                .param("id", instruction.value())
                .param("at", change.timestamp())
                .query(Boolean.class)
                .single();
        if (!fit)
            throw Refusal.because(
                    "A scan is run under a standing instruction of the Controller that is active, to manage its own"
                            + " permits.",
                    "Give such an instruction, and name it.");
    }

    private static void requireRoom(Change change, InstructionId instruction) {
        List<UUID> goingOn = change.sql()
                .sql("select instruction from wayleave.text_scan where ended is null")
                .query((row, number) -> row.getObject("instruction", UUID.class))
                .list();
        if (goingOn.contains(instruction.value()))
            throw Refusal.because(
                    "A scan goes on under this instruction already.", "Have that one run, or end it first.");
        if (goingOn.size() >= MOST_GOING_ON)
            throw Refusal.because("A Controller has at most " + MOST_GOING_ON + " scans.", "End one of them first.");
    }

    /** All of a Controller, those that ended too, the latest first. */
    public List<TextScan> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "order by ordered desc, id limit 1000")
                        .query(SCAN)
                        .list());
    }

    public Optional<TextScan> find(ControllerId controller, TextScanId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where id = :id")
                        .param("id", id.value())
                        .query(SCAN)
                        .optional());
    }

    /** The runs of a scan, the latest first: its trend. */
    public List<TextScanRun> runs(ControllerId controller, TextScanId scan, int most) {
        return scopes.in(
                controller,
                sql -> sql.sql(RUNS + "where r.scan = :scan order by r.started desc, r.id limit :most")
                        .param("scan", scan.value())
                        .param("most", most)
                        .query(RUN)
                        .list());
    }

    /** What a run has found so far; empty where the Controller has no such run. */
    public Optional<TextScanReport> report(ControllerId controller, TextScanRunId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(RUNS + "where r.id = :id")
                        .param("id", id.value())
                        .query(RUN)
                        .optional()
                        .map(run -> new TextScanReport(run, lines(sql, id))));
    }

    private static List<TextScanReport.Line> lines(JdbcClient sql, TextScanRunId run) {
        return sql.sql("""
                        select f.organisation, f.workstream, f.field, f.texts, f.with_hits,
                            coalesce((select json_object_agg(h.class, h.hits) from wayleave.text_scan_hit h
                                where h.run = f.run and h.organisation = f.organisation
                                  and h.workstream = f.workstream and h.field = f.field), '{}')::text as hits
                        from wayleave.text_scan_field f where f.run = :run
                        order by f.organisation, f.workstream, f.field""")
                .param("run", run.value())
                .query((row, number) -> new TextScanReport.Line(
                        new Team(
                                new SwaCode(row.getString("organisation")),
                                Optional.of(row.getString("workstream")).filter(digits -> !digits.isEmpty())),
                        row.getString("field"),
                        row.getLong("texts"),
                        row.getLong("with_hits"),
                        hits(row.getString("hits"))))
                .list();
    }

    private static TextScan required(JdbcClient sql, TextScanId id) {
        return sql.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(SCAN)
                .single();
    }

    private static Map<String, String> facts(TextScanId id, InstructionId instruction) {
        return Map.of("scan", id.toString(), "instruction", instruction.toString());
    }

    private static SortedMap<String, Long> hits(String json) {
        SortedMap<String, Long> hits = new TreeMap<>();
        for (Map.Entry<String, JsonNode> one : JSON.readTree(json).properties())
            hits.put(one.getKey(), one.getValue().longValue());
        return hits;
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(at).map(OffsetDateTime::toInstant);
    }
}
