package uk.wayleave.register.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.scope.BodyColumns;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/** Persons of several bodies that are one human, who acts for one of them at a time. */
public final class Identities {
    private final Scopes scopes;

    public Identities(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Another person the same human is. */
    public record Other(PersonId person, Body body) {}

    /** Active persons of other bodies that are the same human as this one. */
    public List<Other> others(PersonId person) {
        return scopes.asResolver(sql -> sql.sql(
                        "select person, controller, integrator from wayleave.persons_of_identity(:person)")
                .param("person", person.value())
                .query((row, number) ->
                        new Other(new PersonId(row.getObject("person", UUID.class)), BodyColumns.body(row)))
                .list());
    }

    /** Joins two persons, each of whom the caller has just proven to be the human at the screen. */
    public Outcome<UUID> join(RegisteredPerson here, RegisteredPerson there) {
        if (here.body().equals(there.body()))
            return new Outcome.Refused<>(
                    "That is a sign-in of the same organisation.", "Enter one of another organisation.");
        Optional<UUID> ofHere = of(here);
        Optional<UUID> ofThere = of(there);
        if (ofHere.isPresent() && ofThere.isPresent() && !ofHere.equals(ofThere))
            return new Outcome.Refused<>(
                    "Both sign-ins are joined with others already.", "Part one of them first, then join it here.");
        UUID identity = ofHere.or(() -> ofThere).orElseGet(UUID::randomUUID);
        // Two bodies are two transactions. Were only the first done, a person would be joined with nobody.
        Outcome<UUID> first = put(there, identity);
        return first instanceof Outcome.Done<UUID> ? put(here, identity) : first;
    }

    /** The person is joined with nobody any more. */
    public Outcome<Integer> part(RegisteredPerson person) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            int parted = change.sql()
                    .sql("delete from wayleave.identity where person = :person")
                    .param("person", person.id().value())
                    .update();
            if (parted > 0)
                change.record("person.parted", Map.of("person", person.id().toString()));
            return parted;
        });
    }

    private Optional<UUID> of(RegisteredPerson person) {
        return scopes.in(person.body(), sql -> of(sql, person));
    }

    private static Optional<UUID> of(JdbcClient sql, RegisteredPerson person) {
        return sql.sql("select identity from wayleave.identity where person = :person")
                .param("person", person.id().value())
                .query(UUID.class)
                .optional();
    }

    private Outcome<UUID> put(RegisteredPerson person, UUID identity) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            Optional<UUID> before = of(change.sql(), person);
            if (before.isPresent()) {
                if (before.get().equals(identity)) return identity;
                throw Refusal.because("The sign-in was joined with another meanwhile.", "Look at the page again.");
            }
            change.sql()
                    .sql("insert into wayleave.identity (person, identity, since) values (:person, :identity, :at)")
                    .param("person", person.id().value())
                    .param("identity", identity)
                    .param("at", change.timestamp())
                    .update();
            // Which human it is stands in no ledger: it would tell one body of the other.
            change.record("person.joined", Map.of("person", person.id().toString()));
            return identity;
        });
    }
}
