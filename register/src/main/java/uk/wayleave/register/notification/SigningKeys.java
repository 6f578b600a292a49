package uk.wayleave.register.notification;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.Sealed;

/** The installation's signing keys: made when first needed, the private half sealed under the master key. */
public final class SigningKeys {
    private static final String KIND = "signing key";
    private static final int PUBLIC_BYTES = 32;

    /**
     * How long a retired key stays published. What it signed last may be on its way, or wait in a receiver's queue to be
     * verified, as long as a notification is kept (three days).
     */
    public static final Duration OVERLAP = Duration.ofDays(3);

    private final Scopes scopes;
    private final Sealed sealed;

    public SigningKeys(Scopes scopes, Sealed sealed) {
        this.scopes = scopes;
        this.sealed = sealed;
    }

    private record Kept(PublicSigningKey published, byte[] sealed) {
        boolean isRetired() {
            return published.retired().isPresent();
        }
    }

    /** A key of which nothing is kept yet. */
    private record Fresh(String id, byte[] publicBytes, byte[] secret) {}

    /** The one that signs now. */
    public SigningKey current() {
        return inUse().orElseGet(() -> {
            make();
            return inUse().orElseThrow(() -> new IllegalStateException("A signing key was made and is not there."));
        });
    }

    /** All that signatures may be verified by, the one that signs first. Makes the first one. */
    public List<PublicSigningKey> published() {
        List<Kept> kept = kept();
        if (kept.isEmpty()) {
            make();
            kept = kept();
        }
        Instant gone = scopes.now().minus(OVERLAP);
        return kept.stream()
                .map(Kept::published)
                .filter(key -> key.retired().stream().allMatch(gone::isBefore))
                .sorted(Comparator.comparing(key -> key.retired().isPresent()))
                .toList();
    }

    /**
     * Has a new key sign from now on, on every node. The one before stays published for {@link #OVERLAP}. Takes an
     * administrator of the operator's.
     *
     * @return the new one
     */
    public Outcome<PublicSigningKey> rotate(Actor actor) {
        current();
        return scopes.change(new Body.Operator(), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            Fresh fresh = fresh();
            var _ = change.sql()
                    .sql(
                            "select true from (select wayleave.rotate_signing_key(:id, :public, :sealed, :at, :gone)) as kept")
                    .param("id", fresh.id())
                    .param("public", fresh.publicBytes())
                    .param("sealed", fresh.secret())
                    .param("at", change.timestamp())
                    .param("gone", Rows.timestamp(scopes.now().minus(OVERLAP)))
                    .query(Boolean.class)
                    .single();
            change.record("signing-key.rotated", Map.of("key", fresh.id()));
            return SigningKey.named(fresh.publicBytes());
        });
    }

    private Optional<SigningKey> inUse() {
        return kept().stream()
                .filter(key -> !key.isRetired())
                .findFirst()
                .map(key -> new SigningKey(
                        key.published(),
                        sealed.open(key.sealed(), KIND, key.published().id())
                                .orElseThrow(() -> new IllegalStateException(
                                        "The signing key does not open with this installation's master key."))));
    }

    private List<Kept> kept() {
        return scopes.asResolver(sql -> sql.sql("select public_key, sealed, retired from wayleave.signing_keys()")
                .query((row, number) -> new Kept(
                        SigningKey.named(row.getBytes("public_key"))
                                .retiredAt(Optional.ofNullable(row.getObject("retired", OffsetDateTime.class))
                                        .map(OffsetDateTime::toInstant)),
                        row.getBytes("sealed")))
                .list());
    }

    private void make() {
        Fresh fresh = fresh();
        scopes.asResolver(sql -> keep(sql, fresh));
    }

    private Fresh fresh() {
        KeyPair pair = pair();
        // X.509 puts the 32 bytes of the key last (RFC 8410 section 4).
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicBytes = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        String id = SigningKey.named(publicBytes).id();
        return new Fresh(id, publicBytes, sealed.close(pair.getPrivate().getEncoded(), KIND, id));
    }

    private boolean keep(JdbcClient sql, Fresh fresh) {
        sql.sql("select true from (select wayleave.keep_signing_key(:id, :public, :sealed, :at)) as kept")
                .param("id", fresh.id())
                .param("public", fresh.publicBytes())
                .param("sealed", fresh.secret())
                .param("at", Rows.timestamp(scopes.now()))
                .query(Boolean.class)
                .single();
        return true;
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java 25 makes Ed25519 keys.", e);
        }
    }
}
