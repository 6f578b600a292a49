package uk.wayleave.register.trust;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.trust.TrustedIssuer.Serves;

/** The systems whose signatures count for a Controller's persons. Its own administrators keep them, nobody else. */
public final class TrustedIssuers {
    private static final int MOST = 20;
    private static final int MOST_KEYS = 10;
    private static final int LONGEST_KEYS = 20_000;
    private static final int SHORTEST_RSA = 2048;
    private static final Pattern ISSUER = Pattern.compile("[\\x21-\\x7e]{1,500}");
    private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_.:/-]{1,100}");
    private static final String SELECT =
            "select id, controller, issuer, serves, keys, person_claim, registered from wayleave.trusted_issuer ";
    private static final RowMapper<TrustedIssuer> ROW = (row, number) -> issuer(row);

    private final Scopes scopes;

    public TrustedIssuers(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Registers one. Its keys are given by value: nothing is fetched, so nobody can change them from elsewhere.
     *
     * @param keys a JSON Web Key Set (RFC 7517) of public EC or RSA keys
     */
    public Outcome<TrustedIssuer> register(
            ControllerId controller, String issuer, Serves serves, String keys, String personClaim, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            if (!change.requireOwnAuthority(Authority.ADMINISTER).equals(change.body()))
                throw Refusal.because(
                        "Only the Controller itself says whom it trusts.", "Sign in as its administrator.");
            if (!ISSUER.matcher(issuer).matches())
                throw Refusal.because(
                        "The issuer must be 1 to 500 visible ASCII characters.", "Send it as it stands in iss.");
            if (!CLAIM.matcher(personClaim).matches())
                throw Refusal.because("The claim has a name that it cannot have.", "Name one such as sub.");
            JWKSet set = requireUsable(keys);
            long number = change.sql()
                    .sql("select count(*) from wayleave.trusted_issuer")
                    .query(Long.class)
                    .single();
            if (number >= MOST) throw Refusal.because("There are " + MOST + " already.", "Remove one first.");
            var id = new TrustedIssuerId(UUID.randomUUID());
            change.sql()
                    .sql("""
                        insert into wayleave.trusted_issuer
                            (id, controller, issuer, serves, keys, person_claim, registered)
                        values (:id, :controller, :issuer, :serves, :keys, :claim, :at)""")
                    .param("id", id.value())
                    .param("controller", controller.value())
                    .param("issuer", issuer)
                    .param("serves", serves.name())
                    .param("keys", set.toString(true))
                    .param("claim", personClaim)
                    .param("at", change.timestamp())
                    .update();
            change.record(
                    "trusted-issuer.registered", Map.of("trusted-issuer", id.toString(), "serves", serves.name()));
            return new TrustedIssuer(id, controller, issuer, serves, set, personClaim, change.at());
        });
    }

    /** Removes one: from here on its signatures count for nothing new. */
    public Outcome<TrustedIssuerId> remove(ControllerId controller, TrustedIssuerId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            int removed = change.sql()
                    .sql("delete from wayleave.trusted_issuer where id = :id")
                    .param("id", id.value())
                    .update();
            if (removed == 0) throw Refusal.because("There is no such issuer.", "Look at the list again.");
            change.record("trusted-issuer.removed", Map.of("trusted-issuer", id.toString()));
            return id;
        });
    }

    public List<TrustedIssuer> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "order by issuer, serves").query(ROW).list());
    }

    public Optional<TrustedIssuer> find(ControllerId controller, String issuer, Serves serves) {
        return scopes.in(
                controller,
                sql -> sql.sql(SELECT + "where issuer = :issuer and serves = :serves")
                        .param("issuer", issuer)
                        .param("serves", serves.name())
                        .query(ROW)
                        .optional());
    }

    private static JWKSet requireUsable(String keys) {
        try {
            if (keys.length() <= LONGEST_KEYS) {
                JWKSet set = JWKSet.parse(keys);
                boolean usable = !set.getKeys().isEmpty()
                        && set.getKeys().size() <= MOST_KEYS
                        && set.getKeys().stream().allMatch(TrustedIssuers::isUsable);
                if (usable) return set;
            }
        } catch (ParseException malformed) {
            // Refused like any other that cannot be used.
        }
        throw Refusal.because(
                "The keys are not 1 to " + MOST_KEYS + " public EC or RSA keys (RSA of 2048 bits at least).",
                "Send a JSON Web Key Set (RFC 7517) of public keys; never a private one.");
    }

    private static boolean isUsable(JWK key) {
        return !key.isPrivate()
                && switch (key) {
                    case ECKey ec -> true;
                    case RSAKey rsa -> rsa.size() >= SHORTEST_RSA;
                    default -> false;
                };
    }

    private static TrustedIssuer issuer(ResultSet row) throws SQLException {
        try {
            return new TrustedIssuer(
                    new TrustedIssuerId(row.getObject("id", UUID.class)),
                    new ControllerId(row.getObject("controller", UUID.class)),
                    row.getString("issuer"),
                    Serves.valueOf(row.getString("serves")),
                    JWKSet.parse(row.getString("keys")),
                    row.getString("person_claim"),
                    Rows.instant(row, "registered"));
        } catch (ParseException e) {
            throw new IllegalStateException("Keys were checked when they were registered.", e);
        }
    }
}
