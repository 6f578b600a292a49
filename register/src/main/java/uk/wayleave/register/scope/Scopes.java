package uk.wayleave.register.scope;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.postgres.ConstraintViolated;
import uk.wayleave.register.postgres.Database;

/** Transactions on the data of one body, which row-level security keeps to it. */
public final class Scopes {
    /** No Controller has it: a transaction of an integrator or the operator reaches no Controller's rows. */
    private static final UUID NO_CONTROLLER = new UUID(0, 0);

    private final Database database;
    private final Clock clock;

    public Scopes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Now, as exactly as the database keeps it. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public <T extends @Nullable Object> T in(ControllerId controller, Function<JdbcClient, T> work) {
        return database.inTenant(controller.value(), connection -> work.apply(client(connection)));
    }

    public <T extends @Nullable Object> T in(Body body, Function<JdbcClient, T> work) {
        return switch (body) {
            case Body.OfController(ControllerId id) -> in(id, work);
            case Body.OfIntegrator(IntegratorId id) ->
                elsewhere("wayleave.integrator", id.value().toString(), work);
            case Body.Operator() -> elsewhere("wayleave.operator", "yes", work);
        };
    }

    /** Across Controllers, by the resolver's narrow functions. */
    public <T extends @Nullable Object> T asResolver(Function<JdbcClient, T> work) {
        return database.asResolver(connection -> work.apply(client(connection)));
    }

    public <T extends @Nullable Object> T asAppender(Function<JdbcClient, T> work) {
        return database.asAppender(connection -> work.apply(client(connection)));
    }

    /** Makes a change to a body's data; whatever {@link Refusal} the work throws undoes it and is the outcome. */
    public <T> Outcome<T> change(Body body, Actor actor, Function<Change, T> work) {
        try {
            return new Outcome.Done<>(in(body, sql -> {
                takeTurn(sql, body);
                return work.apply(new Change(sql, body, actor, now()));
            }));
        } catch (Refusal refusal) {
            return new Outcome.Refused<>(refusal.why(), refusal.cure());
        } catch (ConstraintViolated violation) {
            return Conflict.explained(violation);
        }
    }

    private <T extends @Nullable Object> T elsewhere(String setting, String value, Function<JdbcClient, T> work) {
        return database.inTenant(NO_CONTROLLER, connection -> {
            JdbcClient sql = client(connection);
            sql.sql("select set_config(:setting, :value, true)")
                    .param("setting", setting)
                    .param("value", value)
                    .query(String.class)
                    .single();
            return work.apply(sql);
        });
    }

    /** Changes to one body follow each other, so what a change has checked still holds when it writes. */
    private static void takeTurn(JdbcClient sql, Body body) {
        sql.sql("select true from (select pg_advisory_xact_lock(hashtextextended(:body, 0))) as turn")
                .param("body", body.toString())
                .query(Boolean.class)
                .single();
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
