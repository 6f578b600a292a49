package uk.wayleave.register.party;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/** The integrators of this installation: a directory that every Controller may read. */
public final class Integrators {
    private static final RowMapper<Integrator> INTEGRATOR = (row, number) -> new Integrator(
            new IntegratorId(row.getObject("id", UUID.class)),
            row.getString("name"),
            Standing.valueOf(row.getString("standing")));

    private final Scopes scopes;

    public Integrators(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Takes the operator's administrator, or the set-up. */
    public Outcome<Integrator> register(String name, Actor actor) {
        var id = new IntegratorId(UUID.randomUUID());
        return scopes.change(new Body.OfIntegrator(id), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            String label = change.requireLabel("The integrator's name", name);
            change.sql()
                    .sql("insert into wayleave.integrator (id, name, created) values (:id, :name, :at)")
                    .param("id", id.value())
                    .param("name", label)
                    .param("at", change.timestamp())
                    .update();
            change.record("integrator.registered", Map.of());
            return new Integrator(id, label, Standing.ACTIVE);
        });
    }

    /** Suspends, resumes or ends an integrator: the next call of each of its products is judged by it. */
    public Outcome<Standing> stand(IntegratorId id, Standing standing, Actor actor) {
        return scopes.change(new Body.OfIntegrator(id), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            int changed = change.sql()
                    .sql("""
                            update wayleave.integrator set standing = :standing
                            where id = :id and standing <> 'ENDED'""")
                    .param("standing", standing.name())
                    .param("id", id.value())
                    .update();
            if (changed == 0) throw Refusal.because("There is no such integrator, or it has ended.", "Name another.");
            change.record("integrator.stands", Map.of("standing", standing.name()));
            return standing;
        });
    }

    public Optional<Integrator> find(IntegratorId id) {
        return scopes.in(
                new Body.OfIntegrator(id),
                sql -> sql.sql("select id, name, standing from wayleave.integrator where id = :id")
                        .param("id", id.value())
                        .query(INTEGRATOR)
                        .optional());
    }

    /** All of them, by name. */
    public List<Integrator> all() {
        return scopes.in(
                new Body.Operator(),
                sql -> sql.sql("select id, name, standing from wayleave.integrator order by name, id")
                        .query(INTEGRATOR)
                        .list());
    }
}
