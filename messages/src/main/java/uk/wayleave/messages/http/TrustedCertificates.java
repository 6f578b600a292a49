package uk.wayleave.messages.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** The certificates to trust in place of Java's own. */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /** @throws IllegalStateException if the file cannot be read, or holds none */
    public static KeyStore read(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate trusted : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + store.size(), trusted);
            }
            if (store.size() == 0) {
                throw new IllegalStateException("The file of certificates to trust, " + pem + ", holds none.");
            }
            return store;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(
                    "The certificates to trust could not be read from " + pem + ". They must be X.509 in PEM form.",
                    unreadable);
        }
    }
}
