package uk.wayleave.register.identity;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.BodyColumns;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.Sealed;

/** The identity providers of bodies, one each at most, and whom their subjects are. */
public final class IdentityProviders {
    private static final String KIND = "identity provider";
    private static final int LONGEST_SECRET = 1000;
    private static final int LONGEST_ISSUER = 500;
    private static final int LONGEST_SUBJECT = 255;

    private final Scopes scopes;
    private final Sealed sealed;

    public IdentityProviders(Scopes scopes, MasterKey key) {
        this.scopes = scopes;
        this.sealed = new Sealed(key);
    }

    /** Which body has which. */
    public record Held(IdentityProviderId id, Body body) {}

    /**
     * Sets the body's provider: by an administrator of the body itself, since whoever chooses the provider chooses who
     * signs in. With another issuer nobody is bound to a subject any more.
     *
     * @param secret empty to keep the one that is there
     */
    public Outcome<IdentityProvider> set(
            Body body, URI issuer, String clientId, Optional<String> secret, PersonClaim claim, Actor actor) {
        return scopes.change(body, actor, change -> {
            requireOwnAdministrator(change, body);
            String client = change.requireLabel("The client's name", clientId);
            requireIssuer(issuer);
            Optional<IdentityProvider> before = of(change.sql(), body);
            boolean same = before.filter(one -> one.issuer().equals(issuer)).isPresent();
            String kept = secret.or(() -> before.filter(one -> same).map(IdentityProvider::clientSecret))
                    .orElseThrow(() -> Refusal.because(
                            "There is no client secret yet for this issuer.",
                            "Enter the secret that the provider gave for this client."));
            if (kept.isBlank() || kept.length() > LONGEST_SECRET)
                throw Refusal.because(
                        "A client secret has 1 to " + LONGEST_SECRET + " characters.", "Enter it as it was given.");
            var id = same ? before.orElseThrow().id() : new IdentityProviderId(UUID.randomUUID());
            if (!same) remove(change.sql(), body);
            change.sql()
                    .sql("""
                        insert into wayleave.identity_provider
                            (id, controller, integrator, issuer, client_id, sealed, claim, changed)
                        values (:id, :controller, :integrator, :issuer, :client, :sealed, :claim, :at)
                        on conflict (id) do update set client_id = excluded.client_id, sealed = excluded.sealed,
                            claim = excluded.claim, changed = excluded.changed""")
                    .param("id", id.value())
                    .param("controller", BodyColumns.controller(body))
                    .param("integrator", BodyColumns.integrator(body))
                    .param("issuer", issuer.toString())
                    .param("client", client)
                    .param("sealed", sealed.close(kept.getBytes(StandardCharsets.UTF_8), KIND, id.toString()))
                    .param("claim", claim.claim())
                    .param("at", change.timestamp())
                    .update();
            change.record("identity-provider.set", Map.of("provider", id.toString(), "claim", claim.claim()));
            return new IdentityProvider(id, body, issuer, client, kept, claim);
        });
    }

    /** Removes the body's provider; nobody of it signs in that way any more. */
    public Outcome<Integer> remove(Body body, Actor actor) {
        return scopes.change(body, actor, change -> {
            requireOwnAdministrator(change, body);
            int removed = remove(change.sql(), body);
            if (removed > 0) change.record("identity-provider.removed", Map.of());
            return removed;
        });
    }

    public Optional<IdentityProvider> of(Body body) {
        return scopes.in(body, sql -> of(sql, body));
    }

    /** Every body that has one. */
    public List<Held> all() {
        return scopes.asResolver(sql -> sql.sql(
                        "select provider, controller, integrator from wayleave.bodies_with_provider()")
                .query((row, number) ->
                        new Held(new IdentityProviderId(row.getObject("provider", UUID.class)), BodyColumns.body(row)))
                .list());
    }

    public Optional<IdentityProvider> find(IdentityProviderId id) {
        return all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .flatMap(one -> of(one.body()))
                .filter(one -> one.id().equals(id));
    }

    /**
     * Who a subject is that the provider has proven. The first time the identifier tells it; from then on only the
     * subject does.
     *
     * @param identifier what the provider says in the claim that is a person's identifier here; empty where it says
     *     nothing that counts
     */
    public Outcome<PersonId> person(IdentityProvider provider, String subject, Optional<String> identifier) {
        Optional<PersonId> bound = scopes.in(
                provider.body(),
                sql -> sql.sql(
                                "select person from wayleave.provider_subject where provider = :id and subject = :subject")
                        .param("id", provider.id().value())
                        .param("subject", subject)
                        .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                        .optional());
        if (bound.isPresent()) return new Outcome.Done<>(bound.get());
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT || identifier.isEmpty()) return unknown();
        Optional<PersonId> person = scopes.in(provider.body(), sql -> unbound(sql, provider, identifier.get()));
        return person.map(one -> bind(provider, subject, one)).orElseGet(IdentityProviders::unknown);
    }

    private static <T> Outcome<T> unknown() {
        return new Outcome.Refused<>(
                "Your organisation proved who you are, but nobody is registered here under that name.",
                "Ask your administrator to register you, with the identifier your organisation's sign-in gives.");
    }

    private Outcome<PersonId> bind(IdentityProvider provider, String subject, PersonId person) {
        return scopes.change(provider.body(), new Actor.Someone(person), change -> {
            change.sql()
                    .sql("""
                        insert into wayleave.provider_subject (provider, subject, person, since)
                        values (:provider, :subject, :person, :at)""")
                    .param("provider", provider.id().value())
                    .param("subject", subject)
                    .param("person", person.value())
                    .param("at", change.timestamp())
                    .update();
            change.record("person.provider-subject-bound", Map.of("person", person.toString()));
            return person;
        });
    }

    /** A person of the provider's body to whom no other subject is bound. */
    private static Optional<PersonId> unbound(JdbcClient sql, IdentityProvider provider, String identifier) {
        return sql.sql("""
                select p.id from wayleave.person p
                where p.identifier = :identifier and p.standing = 'ACTIVE'
                  and p.controller is not distinct from :controller and p.integrator is not distinct from :integrator
                  and not exists (select from wayleave.provider_subject s
                                  where s.provider = :provider and s.person = p.id)""")
                .param("identifier", identifier)
                .param("controller", BodyColumns.controller(provider.body()))
                .param("integrator", BodyColumns.integrator(provider.body()))
                .param("provider", provider.id().value())
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .optional();
    }

    private static void requireOwnAdministrator(Change change, Body body) {
        if (change.actor() instanceof Actor.Setup) return;
        if (!change.requireOwnAuthority(Authority.ADMINISTER).equals(body))
            throw Refusal.because(
                    "Only the body itself chooses its identity provider.", "Ask one of its administrators.");
    }

    private static void requireIssuer(URI issuer) {
        boolean usable = issuer.toString().length() <= LONGEST_ISSUER
                && ("https".equals(issuer.getScheme()) || "http".equals(issuer.getScheme()))
                && issuer.getHost() != null
                && issuer.getRawQuery() == null
                && issuer.getRawFragment() == null
                && issuer.getRawUserInfo() == null;
        if (!usable)
            throw Refusal.because(
                    "An issuer is an address without query and fragment (OpenID Connect Discovery section 3).",
                    "Enter it as the provider's discovery document has it, such as https://login.example.org.");
    }

    private static int remove(JdbcClient sql, Body body) {
        return sql.sql("""
                delete from wayleave.identity_provider
                where controller is not distinct from :controller and integrator is not distinct from :integrator""")
                .param("controller", BodyColumns.controller(body))
                .param("integrator", BodyColumns.integrator(body))
                .update();
    }

    private Optional<IdentityProvider> of(JdbcClient sql, Body body) {
        return sql.sql("""
                select id, issuer, client_id, sealed, claim from wayleave.identity_provider
                where controller is not distinct from :controller and integrator is not distinct from :integrator""")
                .param("controller", BodyColumns.controller(body))
                .param("integrator", BodyColumns.integrator(body))
                .query((row, number) -> {
                    var id = new IdentityProviderId(row.getObject("id", UUID.class));
                    return new IdentityProvider(
                            id,
                            body,
                            URI.create(row.getString("issuer")),
                            row.getString("client_id"),
                            opened(id, row.getBytes("sealed")),
                            PersonClaim.of(row.getString("claim")));
                })
                .optional();
    }

    private String opened(IdentityProviderId id, byte[] secret) {
        return sealed.open(secret, KIND, id.toString())
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("A client secret was sealed for something else."));
    }
}
