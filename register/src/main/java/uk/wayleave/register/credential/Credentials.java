package uk.wayleave.register.credential;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The credentials of products, each under one agreement. Administrators of either side keep them. */
public final class Credentials {
    private static final String SELECT = "select id, client_id, agreement, integrator, product, standing, created,"
            + " rotated from wayleave.credential ";
    private static final RowMapper<Credential> CREDENTIAL = (row, number) -> new Credential(
            new CredentialId(row.getObject("id", UUID.class)),
            row.getString("client_id"),
            new AgreementId(row.getObject("agreement", UUID.class)),
            new IntegratorId(row.getObject("integrator", UUID.class)),
            new ProductId(row.getObject("product", UUID.class)),
            Standing.valueOf(row.getString("standing")),
            Rows.instant(row, "created"),
            Rows.instant(row, "rotated"));

    private final Scopes scopes;
    private final SecureRandom random;

    public Credentials(Scopes scopes, SecureRandom random) {
        this.scopes = scopes;
        this.random = random;
    }

    /** Makes a credential with a client id and a secret of its own. */
    public Outcome<NewSecret> issue(ControllerId controller, AgreementId agreement, ProductId product, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            IntegratorId integrator = integratorOf(change, agreement);
            change.requireAuthorityOfEither(Authority.ADMINISTER, integrator);
            requireProduct(change, integrator, product);
            var id = new CredentialId(UUID.randomUUID());
            String secret = RandomSecret.next(random, "wls_");
            change.sql()
                    .sql("""
                            insert into wayleave.credential
                                (id, controller, agreement, integrator, product, client_id, secret_digest,
                                 created, rotated)
                            values (:id, :controller, :agreement, :integrator, :product, :client, :digest, :at, :at)""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("agreement", agreement.value())
                    .param("integrator", integrator.value())
                    .param("product", product.value())
                    .param("client", "wlc_" + id.toString().replace("-", ""))
                    .param("digest", RandomSecret.digest(secret))
                    .param("at", change.timestamp())
                    .update();
            change.record(
                    "credential.issued",
                    Map.of(
                            "credential", id.toString(),
                            "agreement", agreement.toString(),
                            "product", product.toString()));
            return new NewSecret(required(change, id), secret);
        });
    }

    /** Replaces the secret; the old one and every token got with it are no longer good. */
    public Outcome<NewSecret> rotate(ControllerId controller, CredentialId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            requireAdministrator(change, id);
            String secret = RandomSecret.next(random, "wls_");
            change.sql()
                    .sql("update wayleave.credential set secret_digest = :digest, rotated = :at where id = :id")
                    .param("digest", RandomSecret.digest(secret))
                    .param("at", change.timestamp())
                    .param("id", id.value())
                    .update();
            endTokens(change, id);
            change.record("credential.rotated", Map.of("credential", id.toString()));
            return new NewSecret(required(change, id), secret);
        });
    }

    /** Suspends, resumes or ends a credential: the next call with it is judged by that. */
    public Outcome<Standing> stand(ControllerId controller, CredentialId id, Standing standing, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            requireAdministrator(change, id);
            change.sql()
                    .sql("update wayleave.credential set standing = :standing where id = :id")
                    .param("standing", standing.name())
                    .param("id", id.value())
                    .update();
            change.record("credential.stands", Map.of("credential", id.toString(), "standing", standing.name()));
            return standing;
        });
    }

    public Optional<Credential> find(ControllerId controller, CredentialId id) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where id = :id")
                        .param("id", id.value())
                        .query(CREDENTIAL)
                        .optional());
    }

    /** Those of one Controller, the oldest first. */
    public List<Credential> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "order by created, id")
                        .query(CREDENTIAL)
                        .list());
    }

    private static void endTokens(Change change, CredentialId id) {
        change.sql()
                .sql("update wayleave.token set revoked = :at where credential = :id and revoked is null")
                .param("at", change.timestamp())
                .param("id", id.value())
                .update();
    }

    private static void requireAdministrator(Change change, CredentialId id) {
        Credential credential = required(change, id);
        change.requireAuthorityOfEither(Authority.ADMINISTER, credential.integrator());
        if (credential.standing() == Standing.ENDED)
            throw Refusal.because("The credential has ended.", "Issue another one.");
    }

    private static Credential required(Change change, CredentialId id) {
        return change.sql()
                .sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(CREDENTIAL)
                .optional()
                .orElseThrow(() -> Refusal.because("The Controller has no such credential.", "Name one it has."));
    }

    private static IntegratorId integratorOf(Change change, AgreementId agreement) {
        return change.sql()
                .sql("select integrator from wayleave.agreement where id = :id and state <> 'ENDED'")
                .param("id", agreement.value())
                .query(UUID.class)
                .optional()
                .map(IntegratorId::new)
                .orElseThrow(() -> Refusal.because(
                        "The Controller has no such agreement, or it has ended.", "Name one that has not."));
    }

    private static void requireProduct(Change change, IntegratorId integrator, ProductId product) {
        boolean known = change.sql()
                .sql("""
                        select exists (select from wayleave.product
                                       where id = :id and integrator = :integrator and standing <> 'ENDED')""")
                .param("id", product.value())
                .param("integrator", integrator.value())
                .query(Boolean.class)
                .single();
        if (!known)
            throw Refusal.because("The integrator has no such product, or it has ended.", "Name another product.");
    }
}
