package uk.wayleave.opendata.store;

import java.util.List;
import java.util.stream.Collectors;

/** What a batch says to the database. */
final class Statements {
    private static final List<String> STATE = List.of(
            "cell integer",
            "west integer",
            "south integer",
            "east integer",
            "north integer",
            "starts timestamptz",
            "ends timestamptz",
            "authority text",
            "promoter text",
            "usrn text",
            "street text",
            "status text",
            "permit_status text",
            "category text",
            "traffic_management text",
            "activity_type text",
            "geometry bytea",
            "properties bytea");
    private static final String STATE_NAMES = STATE.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.joining(", "));
    private static final String SET_STATE = STATE.stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));

    static final int STATE_COLUMNS = STATE.size();
    static final int STAGE_COLUMNS = 13 + STATE_COLUMNS;

    /**
     * Whether this connection has the tables of a batch; and what holds for the transaction. It is durable whatever the
     * server's default is: the answer to SNS depends on it. A batch is small beside what is kept, so each of its rows is
     * looked up; a planner that knows nothing of the batch would read whole tables to join them.
     */
    static final String BEGIN = """
            select to_regclass('pg_temp.stage_envelope') is not null,
                case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) end,
                set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
                set_config('random_page_cost', '1.1', true)""";

    /**
     * Once for each connection. Emptied at the end of each batch, but not by the commit: that cuts the files of all of them
     * and of what belongs to them, which takes milliseconds and so more than to write a few events.
     */
    static final String PREPARE = """
            create temporary table if not exists stage (
                place integer, kind smallint, reference text, works text, time timestamptz, number bigint, content uuid,
                type text, provenance smallint, hash bytea, raw bytea, received timestamptz, latest boolean, %s
            );
            create temporary table if not exists stage_unreadable (like opendata.unreadable);
            create temporary table if not exists stage_envelope (
                message uuid, kind smallint, reference text, time timestamptz, number bigint, content uuid, topic text,
                published text, subject text, version smallint, certificate text, signature bytea
            )""".formatted(String.join(", ", STATE));

    /** Writers take turns. */
    static final String TURN = "select from opendata.writer_turn for update";

    /** Rows below which to delete them is cheaper than to begin the table anew. */
    private static final int FEW = 500;

    /** Empties a table of a batch. */
    static String emptying(String table, int rows) {
        return (rows <= FEW ? "delete from " : "truncate ") + table;
    }

    static final String STAGE = "copy stage from stdin (format binary)";
    static final String STAGE_UNREADABLE = "copy stage_unreadable from stdin (format binary)";
    static final String STAGE_ENVELOPE = "copy stage_envelope from stdin (format binary)";

    static final String OBJECTS = """
            insert into opendata.object (kind, reference, works)
            select distinct on (s.reference, s.kind) s.kind, s.reference, s.works from stage s
            where not exists (select from opendata.object o where o.reference = s.reference and o.kind = s.kind)
            order by s.reference, s.kind
            on conflict (reference, kind) do nothing""";

    /** Answers how many were not there before. What came in a better form, or in another way, takes its place. */
    static final String EVENTS = """
            with written as (
                insert into opendata.event as e (object, time, number, content, type, provenance, hash, raw, received)
                select o.id, s.time, s.number, s.content, s.type, s.provenance, s.hash, s.raw, s.received
                from stage s join opendata.object o on o.reference = s.reference and o.kind = s.kind
                order by s.place
                on conflict (object, time, number, content) do update set
                    provenance = e.provenance | excluded.provenance,
                    hash = case when (excluded.provenance & 1) > (e.provenance & 1)
                            or ((excluded.provenance & 1) = (e.provenance & 1) and excluded.hash < e.hash)
                        then excluded.hash else e.hash end,
                    raw = case when (excluded.provenance & 1) > (e.provenance & 1)
                            or ((excluded.provenance & 1) = (e.provenance & 1) and excluded.hash < e.hash)
                        then excluded.raw else e.raw end
                where (e.provenance | excluded.provenance) <> e.provenance
                    or ((excluded.provenance & 1) = (e.provenance & 1) and excluded.hash < e.hash)
                returning (xmax = 0) as is_new)
            select count(*) from written where is_new""";

    static final String STATES = """
            insert into opendata.state as now (object, event, time, number, content, provenance, hash, type, kind,
                reference, works, %1$s)
            select o.id, e.id, s.time, s.number, s.content, e.provenance, e.hash, s.type, s.kind, s.reference, o.works,
                %2$s
            from stage s
            join opendata.object o on o.reference = s.reference and o.kind = s.kind
            join opendata.event e
                on e.object = o.id and e.time = s.time and e.number = s.number and e.content = s.content
            where s.latest and s.kind <> 9
            order by s.place
            on conflict (object) do update set event = excluded.event, time = excluded.time, number = excluded.number,
                content = excluded.content, provenance = excluded.provenance, hash = excluded.hash,
                type = excluded.type, %3$s
            where (excluded.time, excluded.number, excluded.content) > (now.time, now.number, now.content)
                or (excluded.event = now.event
                    and (excluded.provenance <> now.provenance or excluded.hash <> now.hash))""".formatted(
                    STATE_NAMES,
                    STATE.stream()
                            .map(column -> "s." + column.substring(0, column.indexOf(' ')))
                            .collect(Collectors.joining(", ")),
                    SET_STATE);

    static final String UNREADABLE = """
            insert into opendata.unreadable (hash, raw, provenance, why, received)
            select hash, raw, provenance, why, received from stage_unreadable on conflict (hash) do nothing""";

    static final String ENVELOPES = """
            insert into opendata.envelope (message, event, topic, published, subject, version, certificate, signature)
            select s.message, e.id, s.topic, s.published, s.subject, s.version, s.certificate, s.signature
            from stage_envelope s
            join opendata.object o on o.reference = s.reference and o.kind = s.kind
            join opendata.event e
                on e.object = o.id and e.time = s.time and e.number = s.number and e.content = s.content
            on conflict (message) do nothing""";

    static final String LOADED = """
            insert into opendata.loaded as l (archive, events, whole, at) values (?, ?, ?, ?)
            on conflict (archive) do update set events = greatest(l.events, excluded.events),
                whole = l.whole or excluded.whole, at = excluded.at""";

    private Statements() {}
}
