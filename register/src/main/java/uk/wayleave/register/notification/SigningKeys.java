package uk.wayleave.register.notification;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.Sealed;

/** The installation's signing keys: made when first needed, the private half sealed under the master key. */
public final class SigningKeys {
    private static final String KIND = "signing key";
    private static final int PUBLIC_BYTES = 32;

    private final Scopes scopes;
    private final Sealed sealed;

    public SigningKeys(Scopes scopes, Sealed sealed) {
        this.scopes = scopes;
        this.sealed = sealed;
    }

    private record Kept(PublicSigningKey published, byte[] sealed, boolean retired) {}

    /** The one that signs now. */
    public SigningKey current() {
        return inUse().orElseGet(() -> {
            make();
            return inUse().orElseThrow(() -> new IllegalStateException("A signing key was made and is not there."));
        });
    }

    /** All that signatures may be verified by, the newest first. Makes the first one. */
    public List<PublicSigningKey> published() {
        List<Kept> kept = kept();
        if (kept.isEmpty()) {
            make();
            kept = kept();
        }
        return kept.stream().map(Kept::published).toList();
    }

    private Optional<SigningKey> inUse() {
        return kept().stream()
                .filter(key -> !key.retired())
                .findFirst()
                .map(key -> new SigningKey(
                        key.published(),
                        sealed.open(key.sealed(), KIND, key.published().id())
                                .orElseThrow(() -> new IllegalStateException(
                                        "The signing key does not open with this installation's master key."))));
    }

    private List<Kept> kept() {
        return scopes.asResolver(sql -> sql.sql(
                        "select public_key, sealed, retired is not null as retired from wayleave.signing_keys()")
                .query((row, number) -> new Kept(
                        SigningKey.named(row.getBytes("public_key")),
                        row.getBytes("sealed"),
                        row.getBoolean("retired")))
                .list());
    }

    private void make() {
        KeyPair pair = pair();
        // X.509 puts the 32 bytes of the key last (RFC 8410 section 4).
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicBytes = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_BYTES, encoded.length);
        String id = SigningKey.named(publicBytes).id();
        byte[] secret = sealed.close(pair.getPrivate().getEncoded(), KIND, id);
        scopes.asResolver(sql -> keep(sql, id, publicBytes, secret));
    }

    private boolean keep(JdbcClient sql, String id, byte[] publicBytes, byte[] secret) {
        sql.sql("select true from (select wayleave.keep_signing_key(:id, :public, :sealed, :at)) as kept")
                .param("id", id)
                .param("public", publicBytes)
                .param("sealed", secret)
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
