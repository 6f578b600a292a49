package uk.wayleave.register.token;

import java.util.regex.Pattern;

/** What a token is bound to: whoever has the token alone gets nothing with it. */
public sealed interface Confirmation {
    /**
     * A key, of which each call brings a proof.
     *
     * @param thumbprint SHA-256, in base64url ({@code jkt}, RFC 9449 section 6.1)
     */
    record OfKey(String thumbprint) implements Confirmation {
        public OfKey {
            requireThumbprint(thumbprint);
        }
    }

    /**
     * A certificate, which the caller shows when it connects.
     *
     * @param thumbprint SHA-256, in base64url ({@code x5t#S256}, RFC 8705 section 3.1)
     */
    record OfCertificate(String thumbprint) implements Confirmation {
        public OfCertificate {
            requireThumbprint(thumbprint);
        }
    }

    /** The form of a thumbprint. */
    Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** The confirmation method of a certificate (RFC 8705 section 3.1). */
    String CERTIFICATE_METHOD = "x5t#S256";

    /** As the register keeps it. A node that knew keys only finds no key in that of a certificate, and refuses. */
    default String kept() {
        return switch (this) {
            case OfKey(String thumbprint) -> thumbprint;
            case OfCertificate(String thumbprint) -> CERTIFICATE_METHOD + ":" + thumbprint;
        };
    }

    /** @throws IllegalArgumentException if it was never kept so */
    static Confirmation ofKept(String kept) {
        String prefix = CERTIFICATE_METHOD + ":";
        return kept.startsWith(prefix) ? new OfCertificate(kept.substring(prefix.length())) : new OfKey(kept);
    }

    private static void requireThumbprint(String text) {
        if (!THUMBPRINT.matcher(text).matches())
            throw new IllegalArgumentException("It is no SHA-256 thumbprint in base64url.");
    }
}
