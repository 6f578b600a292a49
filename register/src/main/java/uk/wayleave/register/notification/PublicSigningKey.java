package uk.wayleave.register.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * The public half of a {@link SigningKey}.
 *
 * @param id its name: RFC 7638 thumbprint, base64url
 * @param x the public key's 32 bytes, base64url (RFC 8037 section 2)
 * @param retired since when it signs no more
 */
public record PublicSigningKey(String id, String x, Optional<Instant> retired) {
    PublicSigningKey retiredAt(Optional<Instant> instant) {
        return new PublicSigningKey(id, x, instant);
    }
}
