package uk.wayleave.register.session;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.identity.IdentityProviderId;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.scope.BodyColumns;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Sessions of persons who have signed in, kept only as digests. The database ends all of a person's when the person is
 * no longer active or signs in another way.
 */
public final class Sessions {
    /** How every session's token begins, so that it is told from a product's. */
    public static final String PREFIX = "wln_";

    private final Scopes scopes;
    private final SecureRandom random;

    public Sessions(Scopes scopes, SecureRandom random) {
        this.scopes = scopes;
        this.random = random;
    }

    /** Whose a session is. */
    public record Holder(PersonId person, Body body) {}

    /** Begins a session of a person who has been proven. */
    public Outcome<NewSession> begin(RegisteredPerson person, Duration lifetime) {
        return begin(person, lifetime, false, Optional.empty());
    }

    /** Begins a session of a person whom an identity provider has proven; it ends with the provider. */
    public Outcome<NewSession> begin(RegisteredPerson person, Duration lifetime, IdentityProviderId provider) {
        return begin(person, lifetime, false, Optional.of(provider));
    }

    /** Begins what a person whose secret has been checked may only give a one-time code with. */
    public Outcome<NewSession> await(RegisteredPerson person, Duration lifetime) {
        return begin(person, lifetime, true, Optional.empty());
    }

    private Outcome<NewSession> begin(
            RegisteredPerson person, Duration lifetime, boolean awaitsCode, Optional<IdentityProviderId> provider) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            String token = RandomSecret.next(random, PREFIX);
            Instant expires = change.at().plus(lifetime);
            sweep(change.sql(), person.id(), change.at());
            change.sql()
                    .sql("""
                            insert into wayleave.session (id, digest, person, begun, expires, awaits_code, provider)
                            values (:id, :digest, :person, :at, :expires, :awaits, :provider)""")
                    .param("id", UUID.randomUUID())
                    .param("digest", RandomSecret.digest(token))
                    .param("person", person.id().value())
                    .param("at", change.timestamp())
                    .param("expires", Rows.timestamp(expires))
                    .param("awaits", awaitsCode)
                    .param("provider", provider.map(IdentityProviderId::value).orElse(null))
                    .update();
            change.record(awaitsCode ? "session.awaits-code" : "session.begun", Map.of());
            return new NewSession(token, expires);
        });
    }

    /** Empty for a token that is none of ours, and for one of a session that is over. */
    public Optional<Holder> find(String token) {
        return find(token, "wayleave.person_of_session");
    }

    /** Whoever has still to give a one-time code. */
    public Optional<Holder> findAwaiting(String token) {
        return find(token, "wayleave.person_awaiting_code");
    }

    private Optional<Holder> find(String token, String function) {
        byte[] digest = RandomSecret.digest(token);
        return scopes.asResolver(sql -> sql.sql(
                        "select person, controller, integrator from " + function + "(:digest, :now)")
                .param("digest", digest)
                .param("now", Rows.timestamp(scopes.now()))
                .query((row, number) ->
                        new Holder(new PersonId(row.getObject("person", UUID.class)), BodyColumns.body(row)))
                .optional());
    }

    /** Ends one session of the person; the token is no longer good. */
    public Outcome<Integer> end(RegisteredPerson person, String token) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            int ended = change.sql()
                    .sql("delete from wayleave.session where digest = :digest and person = :person")
                    .param("digest", RandomSecret.digest(token))
                    .param("person", person.id().value())
                    .update();
            if (ended > 0) change.record("session.ended", Map.of());
            return ended;
        });
    }

    private static void sweep(JdbcClient sql, PersonId person, Instant now) {
        sql.sql("delete from wayleave.session where person = :person and expires <= :now")
                .param("person", person.value())
                .param("now", Rows.timestamp(now))
                .update();
    }
}
