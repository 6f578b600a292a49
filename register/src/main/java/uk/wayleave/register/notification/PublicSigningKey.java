package uk.wayleave.register.notification;

/**
 * The public half of a {@link SigningKey}.
 *
 * @param id its name: RFC 7638 thumbprint, base64url
 * @param x the public key's 32 bytes, base64url (RFC 8037 section 2)
 */
public record PublicSigningKey(String id, String x) {}
