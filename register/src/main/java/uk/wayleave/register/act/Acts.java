package uk.wayleave.register.act;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Body;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * What was done in the register. Each change leaves its act in its own transaction, so that there is none without the
 * other; from there acts go into the ledger in their order.
 */
public final class Acts {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final UUID OPERATOR = new UUID(0, 0);

    /** Any number other programs in the same database are unlikely to lock. */
    private static final long TURN = 0x5741_594C_4143_5453L;

    private static final RowMapper<Draft> DRAFT = (row, number) -> {
        @Nullable UUID controller = row.getObject("controller", UUID.class);
        @Nullable UUID integrator = row.getObject("integrator", UUID.class);
        UUID id = row.getObject("id", UUID.class);
        return new Draft(
                id,
                EntryKind.ACT,
                controller != null ? controller : integrator != null ? integrator : OPERATOR,
                id,
                Rows.instant(row, "at"),
                facts(row.getString("kind"), row.getString("actor"), row.getString("facts")));
    };

    private final Scopes scopes;

    public Acts(Scopes scopes) {
        this.scopes = scopes;
    }

    /** What became of taking acts into the ledger. */
    public sealed interface Recording {
        /** @param number how many acts are in the ledger now that were not; 0 where none was pending */
        record Recorded(int number) implements Recording {}

        /** Another node is doing it. */
        record Elsewhere() implements Recording {}

        /** The ledger did not take them; they wait. */
        record Waiting(String why) implements Recording {}
    }

    /**
     * Takes the oldest acts that are not in the ledger yet into it. An entry has its act's id; of an integrator's act
     * the owner is the integrator, of the operator's own the nil UUID.
     *
     * @param most how many at once, 1 to 1,000
     */
    public Recording recordIn(LedgerStore ledger, int most) {
        return scopes.in(new Body.Operator(), sql -> {
            if (!isOurTurn(sql)) return new Recording.Elsewhere();
            List<Draft> drafts = sql.sql(
                            "select id, controller, integrator, at, kind, actor, facts from wayleave.pending_acts(:most)")
                    .param("most", most)
                    .query(DRAFT)
                    .list();
            if (drafts.isEmpty()) return new Recording.Recorded(0);
            return switch (ledger.append(drafts, List.of())) {
                case AppendResult.Committed committed -> {
                    markRecorded(sql, drafts, scopes.now());
                    yield new Recording.Recorded(drafts.size());
                }
                case AppendResult.Unavailable(String why) -> new Recording.Waiting(why);
                case AppendResult.Stale stale -> new Recording.Waiting("The ledger found a condition stale.");
                case AppendResult.NoUseLeft none -> new Recording.Waiting("The ledger found no use left.");
            };
        });
    }

    /** What was done about one thing of a Controller's, such as an agreement, the oldest first; at most 1,000. */
    public List<Act> about(ControllerId controller, String thing, UUID id) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                        select id, at, kind, actor, facts, recorded is not null as recorded from wayleave.act
                        where controller = :controller and facts ->> :thing = :id order by place limit 1000""")
                        .param("controller", controller.value())
                        .param("thing", thing)
                        .param("id", id.toString())
                        .query((row, number) -> new Act(
                                row.getObject("id", UUID.class),
                                Rows.instant(row, "at"),
                                row.getString("kind"),
                                row.getString("actor"),
                                JSON.readValue(row.getString("facts"), TEXTS),
                                row.getBoolean("recorded")))
                        .list());
    }

    private static boolean isOurTurn(JdbcClient sql) {
        return sql.sql("select pg_try_advisory_xact_lock(:turn)")
                .param("turn", TURN)
                .query(Boolean.class)
                .single();
    }

    private static void markRecorded(JdbcClient sql, List<Draft> drafts, Instant at) {
        sql.sql("select count(*) from (select wayleave.acts_recorded(:ids, :at)) as marked")
                .param("ids", drafts.stream().map(Draft::id).toArray(UUID[]::new))
                .param("at", Rows.timestamp(at))
                .query(Integer.class)
                .single();
    }

    private static Facts facts(String kind, String actor, String json) {
        var facts = new Facts.Builder().text("act", kind).text("actor", actor);
        new TreeMap<>(JSON.readValue(json, TEXTS)).forEach(facts::text);
        return facts.build();
    }
}
