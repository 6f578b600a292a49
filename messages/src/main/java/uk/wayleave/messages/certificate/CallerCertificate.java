package uk.wayleave.messages.certificate;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/** What a caller has shown of a certificate. */
public sealed interface CallerCertificate {
    /** Nothing. */
    record None() implements CallerCertificate {}

    /**
     * A certificate whose key the caller has proven to hold.
     *
     * @param thumbprint SHA-256 of its DER form in base64url without padding ({@code x5t#S256}, RFC 8705 section 3.1)
     */
    record Shown(String thumbprint) implements CallerCertificate {}

    /** Something that cannot count as one. */
    record Unusable(String why) implements CallerCertificate {}

    /** Who signed it does not matter: it stands for its key alone (RFC 8705 section 7.4). Its dates do. */
    static CallerCertificate of(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Shown(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (CertificateExpiredException expired) {
            return new Unusable("The client certificate has expired. Use a new one, and get a token with it.");
        } catch (CertificateNotYetValidException early) {
            return new Unusable("The client certificate is not valid yet.");
        } catch (CertificateEncodingException unreadable) {
            return new Unusable("The client certificate has no DER form.");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256.", impossible);
        }
    }
}
