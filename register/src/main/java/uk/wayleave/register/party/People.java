package uk.wayleave.register.party;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.BodyColumns;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The registered persons of Controllers, of integrators and of the operator, each seen within its body only. */
public final class People {
    private static final RowMapper<RegisteredPerson> PERSON = (row, number) -> person(row);
    private static final String SELECT =
            "select p.id, p.controller, p.integrator, p.identifier, p.name, p.authorities, p.standing"
                    + " from wayleave.person p ";

    private static final String OF_BODY =
            "p.controller is not distinct from :controller and p.integrator is not distinct from :integrator";

    private final Scopes scopes;

    public People(Scopes scopes) {
        this.scopes = scopes;
    }

    /** @param identifier unique within the body and never changed */
    public Outcome<RegisteredPerson> register(
            Body body, String identifier, String name, Set<Authority> authorities, Actor actor) {
        return scopes.change(body, actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            var person = new RegisteredPerson(
                    new PersonId(UUID.randomUUID()),
                    body,
                    change.requireLabel("The person's identifier", identifier),
                    change.requireLabel("The person's name", name),
                    authorities,
                    Standing.ACTIVE);
            change.sql()
                    .sql("""
                            insert into wayleave.person
                                (id, controller, integrator, identifier, name, authorities, created)
                            values (:id, :controller, :integrator, :identifier, :name, :authorities, :at)""")
                    .param("id", person.id().value())
                    .param("controller", BodyColumns.controller(body))
                    .param("integrator", BodyColumns.integrator(body))
                    .param("identifier", person.identifier())
                    .param("name", person.name())
                    .param("authorities", names(authorities))
                    .param("at", change.timestamp())
                    .update();
            change.record(
                    "person.registered",
                    Map.of("person", person.id().toString(), "authorities", String.join(" ", names(authorities))));
            return person;
        });
    }

    /** Suspends, lets act again, or ends a person; who has ended never acts again. */
    public Outcome<Standing> stand(Body body, PersonId id, Standing standing, Actor actor) {
        return scopes.change(body, actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireActive(change, body, id);
            change.sql()
                    .sql("update wayleave.person set standing = :standing where id = :id")
                    .param("standing", standing.name())
                    .param("id", id.value())
                    .update();
            change.record("person.stands", Map.of("person", id.toString(), "standing", standing.name()));
            return standing;
        });
    }

    /** Gives a person other authorities. */
    public Outcome<RegisteredPerson> authorise(Body body, PersonId id, Set<Authority> authorities, Actor actor) {
        return scopes.change(body, actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            RegisteredPerson person = requireActive(change, body, id);
            change.sql()
                    .sql("update wayleave.person set authorities = :authorities where id = :id")
                    .param("authorities", names(authorities))
                    .param("id", id.value())
                    .update();
            change.record(
                    "person.authorised",
                    Map.of("person", id.toString(), "authorities", String.join(" ", names(authorities))));
            return new RegisteredPerson(id, body, person.identifier(), person.name(), authorities, person.standing());
        });
    }

    /**
     * Sets or replaces how a person signs in: by the body's administrator, or by the person. Where an administrator
     * does it, the person sets up one-time codes anew: whoever lost the password may have lost the device, too.
     *
     * @param name unique in this installation, of at least three characters; case does not count
     * @param secretHash the encoded slow hash of the secret
     */
    public Outcome<RegisteredPerson> setSignIn(Body body, PersonId id, String name, String secretHash, Actor actor) {
        return scopes.change(body, actor, change -> {
            boolean another = !actor.equals(new Actor.Someone(id));
            if (another) change.requireAuthority(Authority.ADMINISTER);
            RegisteredPerson person = requireActive(change, body, id);
            if (another)
                // Whoever signs in from now on may be somebody else, so it is no longer joined with another body's
                // person.
                for (String table : List.of("one_time_code", "identity"))
                    change.sql()
                            .sql("delete from wayleave." + table + " where person = :person")
                            .param("person", id.value())
                            .update();
            String signInName = change.requireLabel("The sign-in name", name).toLowerCase(Locale.ROOT);
            if (signInName.length() < 3)
                throw Refusal.because("A sign-in name has at least three characters.", "Choose a longer one.");
            change.sql()
                    .sql("""
                            insert into wayleave.sign_in (person, name, secret_hash, changed)
                            values (:person, :name, :hash, :at)
                            on conflict (person) do update
                                set name = excluded.name, secret_hash = excluded.secret_hash,
                                    changed = excluded.changed""")
                    .param("person", id.value())
                    .param("name", signInName)
                    .param("hash", secretHash)
                    .param("at", change.timestamp())
                    .update();
            change.record("person.sign-in-set", Map.of("person", id.toString()));
            return person;
        });
    }

    /** Who signs in by this name, whatever the person's standing; the caller checks the secret and the standing. */
    public Optional<SignIn> signIn(String name) {
        return scopes.asResolver(sql -> sql.sql(
                                "select person, controller, integrator from wayleave.person_of_sign_in(:name)")
                        .param("name", name)
                        .query((row, number) ->
                                new Found(new PersonId(row.getObject("person", UUID.class)), BodyColumns.body(row)))
                        .optional())
                .flatMap(this::signIn);
    }

    public Optional<RegisteredPerson> find(Body body, PersonId id) {
        return scopes.in(
                body,
                sql -> sql.sql(SELECT + "where p.id = :id and " + OF_BODY)
                        .param("id", id.value())
                        .param("controller", BodyColumns.controller(body))
                        .param("integrator", BodyColumns.integrator(body))
                        .query(PERSON)
                        .optional());
    }

    /** Those of one body, by identifier. */
    public List<RegisteredPerson> of(Body body) {
        return scopes.in(
                body,
                sql -> sql.sql(SELECT + "where " + OF_BODY + " order by p.identifier")
                        .param("controller", BodyColumns.controller(body))
                        .param("integrator", BodyColumns.integrator(body))
                        .query(PERSON)
                        .list());
    }

    private Optional<SignIn> signIn(Found found) {
        return scopes.in(
                found.body,
                sql -> sql.sql("""
                        select p.id, p.controller, p.integrator, p.identifier, p.name, p.authorities, p.standing,
                               s.secret_hash
                        from wayleave.person p join wayleave.sign_in s on s.person = p.id where p.id = :id""")
                        .param("id", found.person.value())
                        .query((row, number) -> new SignIn(person(row), row.getString("secret_hash")))
                        .optional());
    }

    private static RegisteredPerson requireActive(Change change, Body body, PersonId id) {
        return change.sql()
                .sql(SELECT + "where p.id = :id and p.standing <> 'ENDED' and " + OF_BODY)
                .param("id", id.value())
                .param("controller", BodyColumns.controller(body))
                .param("integrator", BodyColumns.integrator(body))
                .query(PERSON)
                .optional()
                .orElseThrow(() ->
                        Refusal.because("The body has no such person, or the person has ended.", "Name another."));
    }

    private static RegisteredPerson person(ResultSet row) throws SQLException {
        return new RegisteredPerson(
                new PersonId(row.getObject("id", UUID.class)),
                BodyColumns.body(row),
                row.getString("identifier"),
                row.getString("name"),
                Rows.texts(row, "authorities").stream().map(Authority::valueOf).collect(Collectors.toUnmodifiableSet()),
                Standing.valueOf(row.getString("standing")));
    }

    private static String[] names(Set<Authority> authorities) {
        return authorities.stream().sorted().map(Enum::name).toArray(String[]::new);
    }

    private record Found(PersonId person, Body body) {}
}
