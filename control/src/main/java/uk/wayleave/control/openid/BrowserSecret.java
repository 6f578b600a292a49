package uk.wayleave.control.openid;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import uk.wayleave.register.identity.IdentityProviderId;

/**
 * What ties a sign-in that was begun to the browser it was begun in: kept in a cookie that no script and no other site
 * reads, and by us nowhere. State, nonce and PKCE's verifier follow from it, each by itself, so that none tells another.
 */
record BrowserSecret(IdentityProviderId provider, String random) {
    private static final int BYTES = 32;

    static BrowserSecret fresh(IdentityProviderId provider, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new BrowserSecret(
                provider, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty for what is none of ours. */
    static Optional<BrowserSecret> parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.length() - dot - 1 != 43) return Optional.empty();
        try {
            return Optional.of(
                    new BrowserSecret(IdentityProviderId.of(text.substring(0, dot)), text.substring(dot + 1)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** For the cookie. */
    String text() {
        return provider + "." + random;
    }

    State state() {
        return new State(derived("state"));
    }

    Nonce nonce() {
        return new Nonce(derived("nonce"));
    }

    /** 43 characters (RFC 7636 section 4.1). */
    CodeVerifier verifier() {
        return new CodeVerifier(derived("verifier"));
    }

    private String derived(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("wayleave sign-in " + what + " " + text()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java has.", impossible);
        }
    }

    /** Withheld. */
    @Override
    public String toString() {
        return "BrowserSecret[" + provider + "]";
    }
}
