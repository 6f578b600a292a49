package uk.wayleave.register.party;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Scopes;

/** The Controllers of this installation. */
public final class Controllers {
    private static final RowMapper<Controller> CONTROLLER =
            (row, number) -> new Controller(new ControllerId(row.getObject("id", UUID.class)), row.getString("name"));

    private final Scopes scopes;

    public Controllers(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Takes the operator's administrator, or the set-up. */
    public Outcome<Controller> register(String name, Actor actor) {
        var id = new ControllerId(UUID.randomUUID());
        return scopes.change(new Body.OfController(id), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            String label = change.requireLabel("The Controller's name", name);
            change.sql()
                    .sql("insert into wayleave.controller (id, name, created) values (:id, :name, :at)")
                    .param("id", id.value())
                    .param("name", label)
                    .param("at", change.timestamp())
                    .update();
            change.record("controller.registered", Map.of());
            return new Controller(id, label);
        });
    }

    public Optional<Controller> find(ControllerId id) {
        return scopes.in(
                id,
                sql -> sql.sql("select id, name from wayleave.controller")
                        .query(CONTROLLER)
                        .optional());
    }

    /** All of them, by name: for the operator. */
    public List<Controller> all() {
        return scopes.in(
                new Body.Operator(),
                sql -> sql.sql("select id, name from wayleave.controller order by name, id")
                        .query(CONTROLLER)
                        .list());
    }
}
