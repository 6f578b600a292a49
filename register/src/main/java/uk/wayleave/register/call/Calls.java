package uk.wayleave.register.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Body;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Finds calls: a Controller its own with everything the ledger has of them, an integrator those of its products without
 * what is the Controller's, the operator and DfT's observer numbers alone.
 */
public final class Calls {
    /** For the first page. */
    public static final long FROM_THE_LATEST = Long.MAX_VALUE;

    private static final int MOST = 1000;
    static final RowMapper<RecordedCall> CALL = (row, number) -> new RecordedCall(
            row.getObject("call", UUID.class),
            new ControllerId(row.getObject("controller", UUID.class)),
            row.getLong("first"),
            Rows.instant(row, "at"),
            CallState.valueOf(row.getString("state")),
            new IntegratorId(row.getObject("integrator", UUID.class)),
            new ProductId(row.getObject("product", UUID.class)),
            text(row, "operation"),
            text(row, "api_version"),
            id(row, "agreement", AgreementId::new),
            id(row, "instruction", InstructionId::new),
            id(row, "person", PersonId::new),
            Optional.ofNullable(row.getObject("status", Integer.class)),
            text(row, "code"),
            text(row, "upstream"),
            row.getLong("withheld"),
            Rows.texts(row, "works"),
            Rows.texts(row, "texts").stream()
                    .flatMap(one -> TextFinding.of(one).stream())
                    .toList(),
            Rows.texts(row, "rules"));
    private static final RowMapper<OwnCall> OWN = (row, number) -> new OwnCall(
            row.getObject("call", UUID.class),
            new ControllerId(row.getObject("controller", UUID.class)),
            row.getLong("first"),
            Rows.instant(row, "at"),
            CallState.valueOf(row.getString("state")),
            new ProductId(row.getObject("product", UUID.class)),
            text(row, "operation"),
            text(row, "api_version"),
            id(row, "agreement", AgreementId::new),
            Optional.ofNullable(row.getObject("status", Integer.class)),
            text(row, "code"),
            text(row, "upstream"),
            row.getLong("withheld"),
            Rows.texts(row, "rules"));
    private static final RowMapper<CallsOfDay> DAY = (row, number) -> new CallsOfDay(
            row.getObject("day", LocalDate.class), CallState.valueOf(row.getString("state")), row.getLong("number"));

    private final Scopes scopes;
    private final CallReading reading;

    public Calls(Scopes scopes) {
        this.scopes = scopes;
        this.reading = new CallReading(scopes);
    }

    /** Where it takes them from; to be asked before calls are looked for that may just have been made. */
    public CallReading reading() {
        return reading;
    }

    /**
     * A Controller's, the latest first.
     *
     * @param before the {@link RecordedCall#first} of the last one of the page before, or {@link #FROM_THE_LATEST}
     * @param most 1 to 1,000
     */
    public List<RecordedCall> of(ControllerId controller, CallFilter filter, long before, int most) {
        if (most < 1 || most > MOST) throw new IllegalArgumentException("A page has 1 to " + MOST + " calls.");
        return scopes.in(
                controller,
                sql -> sql.sql("""
                                select * from wayleave.recorded_call
                                where controller = :controller and first < :before
                                    and (:product::uuid is null or product = :product)
                                    and (:person::uuid is null or person = :person)
                                    and (:works::text is null or works @> array[:works]::text[])
                                    and (:clause::text is null or :clause = any (clauses))
                                    and (:state::text is null or state = :state)
                                    and (:texts::text is null
                                        or exists (select from unnest(texts) one where one like :texts || ':%'))
                                order by first desc limit :most""")
                        .param("controller", controller.value())
                        .param("before", before)
                        .param("product", filter.product().map(ProductId::value).orElse(null))
                        .param("person", filter.person().map(PersonId::value).orElse(null))
                        .param("works", filter.works().orElse(null))
                        .param("clause", filter.clause().map(Object::toString).orElse(null))
                        .param("state", filter.state().map(CallState::name).orElse(null))
                        .param(
                                "texts",
                                filter.texts().map(TextFinding.Outcome::id).orElse(null))
                        .param("most", most)
                        .query(CALL)
                        .list());
    }

    public Optional<RecordedCall> find(ControllerId controller, UUID call) {
        return scopes.in(
                controller,
                sql -> sql.sql("select * from wayleave.recorded_call where controller = :controller and call = :call")
                        .param("controller", controller.value())
                        .param("call", call)
                        .query(CALL)
                        .optional());
    }

    /** Those of an integrator's products, as the other. Of the filter person, works and texts are not asked. */
    public List<OwnCall> of(IntegratorId integrator, CallFilter filter, long before, int most) {
        return scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("select * from wayleave.calls_of_integrator(:product::uuid, :state::text, :clause::text,"
                                + " :before, :most)")
                        .param("product", filter.product().map(ProductId::value).orElse(null))
                        .param("state", filter.state().map(CallState::name).orElse(null))
                        .param("clause", filter.clause().map(Object::toString).orElse(null))
                        .param("before", before)
                        .param("most", most)
                        .query(OWN)
                        .list());
    }

    public Optional<OwnCall> find(IntegratorId integrator, UUID call) {
        return scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("select * from wayleave.call_of_integrator(:call)")
                        .param("call", call)
                        .query(OWN)
                        .optional());
    }

    /** How many calls each day since then came to what, of those the body may know of; days without any are left out. */
    public List<CallsOfDay> byDay(Body body, Instant since) {
        return scopes.in(
                body,
                sql -> since(
                                sql,
                                since,
                                switch (body) {
                                    case Body.OfController controller -> """
                                            select (at at time zone 'Europe/London')::date as day, state,
                                                count(*) as number from wayleave.recorded_call
                                            where at >= :since group by 1, 2 order by 1, 2""";
                                    case Body.OfIntegrator integrator ->
                                        "select * from wayleave.call_days_of_integrator(:since)";
                                    case Body.Operator operator -> "select * from wayleave.call_days_of_all(:since)";
                                })
                        .query(DAY)
                        .list());
    }

    /** How many calls since then breached which clause, by its id; clauses that none breached are left out. */
    public Map<String, Long> refusalsByClause(Body body, Instant since) {
        Map<String, Long> numbers = new TreeMap<>();
        scopes.in(
                        body,
                        sql -> since(
                                        sql,
                                        since,
                                        switch (body) {
                                            case Body.OfController controller -> """
                                                    select clause, count(*) as number
                                                    from wayleave.recorded_call, unnest(clauses) as clause
                                                    where at >= :since group by 1""";
                                            case Body.OfIntegrator integrator ->
                                                "select * from wayleave.refusals_of_integrator(:since)";
                                            case Body.Operator operator ->
                                                "select * from wayleave.refusals_of_all(:since)";
                                        })
                                .query((row, number) -> Map.entry(row.getString("clause"), row.getLong("number")))
                                .list())
                .forEach(one -> numbers.put(one.getKey(), one.getValue()));
        return numbers;
    }

    /** What screening found since then in the texts of a Controller's calls, by class and what became of it. */
    public List<TextFinding> textFindings(ControllerId controller, Instant since) {
        return scopes.in(
                controller,
                sql -> sql
                        .sql("""
                                select split_part(one, ':', 1) || ':' || split_part(one, ':', 2) || ':'
                                    || least(sum(split_part(one, ':', 3)::bigint), 999999999) as found
                                from wayleave.recorded_call, unnest(texts) as one
                                where controller = :controller and at >= :since
                                group by split_part(one, ':', 1), split_part(one, ':', 2) order by 1""")
                        .param("controller", controller.value())
                        .param("since", Rows.timestamp(since))
                        .query((row, number) -> TextFinding.of(row.getString("found")).stream())
                        .list()
                        .stream()
                        .flatMap(one -> one)
                        .toList());
    }

    /** Which Controller granted which integrator access, by integrator; for the operator and DfT's observer. */
    public List<GrantOfAccess> grants() {
        return scopes.in(
                new Body.Operator(),
                sql -> sql.sql("select * from wayleave.grants_of_access()")
                        .query((row, number) -> new GrantOfAccess(
                                new AgreementId(row.getObject("agreement", UUID.class)),
                                new ControllerId(row.getObject("controller", UUID.class)),
                                row.getString("controller_name"),
                                new IntegratorId(row.getObject("integrator", UUID.class)),
                                row.getString("integrator_name"),
                                AgreementState.valueOf(row.getString("state")),
                                row.getInt("version")))
                        .list());
    }

    private static JdbcClient.StatementSpec since(JdbcClient sql, Instant since, String query) {
        return sql.sql(query).param("since", Rows.timestamp(since));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static <T> Optional<T> id(ResultSet row, String column, Function<UUID, T> making) throws SQLException {
        @Nullable UUID value = row.getObject(column, UUID.class);
        return Optional.ofNullable(value).map(making);
    }
}
