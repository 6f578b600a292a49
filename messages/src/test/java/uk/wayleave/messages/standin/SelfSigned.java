package uk.wayleave.messages.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a certificate that it signed itself, made with the tool every JDK has. */
public record SelfSigned(Path keyStore) {
    public static final String PASSWORD = "changeit-please";

    private static final String ALIAS = "own";

    /** @param more arguments of keytool */
    public static SelfSigned made(Path directory, String name, String... more) {
        Path file = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=" + name,
                // A test's clock may stand still at a moment before this one.
                "-startdate",
                "-1d"));
        command.addAll(List.of(more));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = keytool.getInputStream().readAllBytes();
            if (keytool.waitFor() != 0)
                throw new AssertionError(new String(said, java.nio.charset.StandardCharsets.UTF_8));
            return new SelfSigned(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Of a server on this machine. */
    public static SelfSigned server(Path directory) {
        return made(directory, "door", "-ext", "SAN=ip:127.0.0.1,dns:localhost");
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) store().getCertificate(ALIAS);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** RFC 8705 section 3.1. */
    public String thumbprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** As a proxy forwards it (RFC 9440 section 2.1). */
    public String forwarded() {
        try {
            return ":" + Base64.getEncoder().encodeToString(certificate().getEncoded()) + ":";
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** TLS of a client that trusts this server, and shows its own certificate where it has one. */
    public SSLContext trustedBy(Optional<SelfSigned> client) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(client.map(SelfSigned::store).orElse(null), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private KeyStore store() {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return store;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
