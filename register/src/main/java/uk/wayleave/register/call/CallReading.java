package uk.wayleave.register.call;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.CanonicalEntry.Reading;
import uk.wayleave.evidence.Entry;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Reads on in the ledger and keeps what its entries tell of calls where it can be searched. Behind the calls, never in
 * their way: an entry is read after it is durable. Entries become visible in their order, since one at a time appends, so
 * that what was read up to a place is complete up to it.
 */
public final class CallReading {
    /** Of one transaction; the longest entries of a page fit into memory with ease. */
    private static final int PAGE = 1000;

    /** Entries that whoever waits for a page waits for; a test's ledger and a usual few seconds of calls are less. */
    private static final int MOST_AT_ONCE = 20 * PAGE;

    private final Scopes scopes;

    CallReading(Scopes scopes) {
        this.scopes = scopes;
    }

    private record Read(int entries, boolean more) {}

    /** Reads on for one Controller; false where there is more than was read at once. */
    public boolean readOn(ControllerId controller) {
        for (int read = 0; read < MOST_AT_ONCE; read += PAGE)
            if (!scopes.in(controller, sql -> page(sql, controller)).more()) return true;
        return false;
    }

    /** Reads on for what a body may see: an integrator's calls are its Controllers'. */
    public void readOn(Body body, Agreements agreements) {
        switch (body) {
            case Body.OfController(ControllerId id) -> readOn(id);
            case Body.OfIntegrator(IntegratorId id) ->
                agreements.of(id).stream()
                        .map(RegisteredAgreement::controller)
                        .distinct()
                        .forEach(this::readOn);
            case Body.Operator operator -> readOn();
        }
    }

    /** Reads on for every Controller with entries that nobody has read. */
    public void readOn() {
        List<UUID> waiting = scopes.in(
                new Body.Operator(),
                sql -> sql.sql("select * from wayleave.controllers_with_unread_calls()")
                        .query(UUID.class)
                        .list());
        for (UUID one : waiting) readOn(new ControllerId(one));
    }

    private static Read page(JdbcClient sql, ControllerId controller) {
        sql.sql("insert into wayleave.recorded_call_reached (controller, sequence) values (:controller, 0)"
                        + " on conflict do nothing")
                .param("controller", controller.value())
                .update();
        // Nodes that read at once take turns, so that no entry is counted twice.
        long reached = sql.sql("select sequence from wayleave.recorded_call_reached where controller = :controller"
                        + " for update")
                .param("controller", controller.value())
                .query(Long.class)
                .single();
        List<Row> rows = sql.sql("""
                        select sequence, canonical from wayleave.ledger_entry
                        where controller = :controller and sequence > :reached order by sequence limit :most""")
                .param("controller", controller.value())
                .param("reached", reached)
                .param("most", PAGE)
                .query((row, number) -> new Row(row.getLong("sequence"), row.getBytes("canonical")))
                .list();
        if (rows.isEmpty()) return new Read(0, false);
        for (CallTrace trace : traces(rows)) keep(sql, controller, trace);
        sql.sql("update wayleave.recorded_call_reached set sequence = :sequence where controller = :controller")
                .param("sequence", rows.getLast().sequence())
                .param("controller", controller.value())
                .update();
        return new Read(rows.size(), rows.size() == PAGE);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long sequence, byte[] canonical) {}

    private static Collection<CallTrace> traces(List<Row> rows) {
        Map<UUID, CallTrace> traces = new LinkedHashMap<>();
        for (Row row : rows) {
            // An altered entry is the verifier's to tell of.
            if (!(CanonicalEntry.read(row.canonical()) instanceof Reading.Canonical(Entry entry))) continue;
            switch (entry.kind()) {
                case ACT -> {}
                case INTENT, OUTCOME, RELEASE, REFUSAL -> {
                    CallTrace known = traces.get(entry.call());
                    if (known == null) traces.put(entry.call(), new CallTrace(entry));
                    else known.add(entry);
                }
            }
        }
        return traces.values();
    }

    private static void keep(JdbcClient sql, ControllerId controller, CallTrace trace) {
        if (trace.integrator() == null || trace.product() == null) return;
        OffsetDateTime at = Rows.timestamp(trace.at());
        sql.sql("""
                insert into wayleave.recorded_call as c (controller, call, first, last, at, state, integrator, product,
                    operation, api_version, effect, agreement, instruction, person, status, code, upstream, withheld,
                    works, rules, clauses, texts)
                values (:controller, :call, :first, :last, :at, :state, :integrator, :product, :operation, :version,
                    :effect, :agreement, :instruction, :person, :status, :code, :upstream, :withheld, :works, :rules,
                    :clauses, :texts)
                on conflict (controller, call) do update set
                    last = excluded.last,
                    state = case when excluded.state = 'UNDER_WAY' then c.state else excluded.state end,
                    operation = coalesce(excluded.operation, c.operation),
                    api_version = coalesce(excluded.api_version, c.api_version),
                    effect = coalesce(excluded.effect, c.effect),
                    agreement = coalesce(excluded.agreement, c.agreement),
                    instruction = coalesce(excluded.instruction, c.instruction),
                    person = coalesce(excluded.person, c.person),
                    status = coalesce(excluded.status, c.status),
                    code = coalesce(excluded.code, c.code),
                    upstream = coalesce(excluded.upstream, c.upstream),
                    withheld = greatest(excluded.withheld, c.withheld),
                    works = case when excluded.works = '{}' then c.works else excluded.works end,
                    rules = case when excluded.rules = '{}' then c.rules else excluded.rules end,
                    clauses = case when excluded.clauses = '{}' then c.clauses else excluded.clauses end,
                    texts = case when excluded.texts = '{}' then c.texts else excluded.texts end""")
                .param("controller", controller.value())
                .param("call", trace.call())
                .param("first", trace.first())
                .param("last", trace.last())
                .param("at", at)
                .param("state", trace.state().name())
                .param("integrator", trace.integrator())
                .param("product", trace.product())
                .param("operation", trace.operation())
                .param("version", trace.apiVersion())
                .param("effect", trace.effect())
                .param("agreement", trace.agreement())
                .param("instruction", trace.instruction())
                .param("person", trace.person())
                .param("status", trace.status())
                .param("code", trace.code())
                .param("upstream", trace.upstream())
                .param("withheld", trace.withheld())
                .param("works", trace.works().toArray(String[]::new))
                .param("rules", trace.rules().toArray(String[]::new))
                .param("clauses", trace.clauses().toArray(String[]::new))
                .param("texts", trace.texts().stream().map(TextFinding::kept).toArray(String[]::new))
                .update();
    }
}
