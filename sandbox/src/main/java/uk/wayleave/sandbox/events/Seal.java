package uk.wayleave.sandbox.events;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs messages as Amazon SNS does: version 1, which is SHA1withRSA over certain members of the message, for each a line
 * with its name and one with its value (Amazon SNS developer guide, "Verifying the signatures of Amazon SNS messages").
 * The key is made by the {@code keytool} of this Java and lives as long as the sandbox; its certificate is nobody's but
 * the sandbox's, so a receiver must be told to trust it.
 */
final class Seal {
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final String ALIAS = "sandbox";
    private static final String PASSWORD_VARIABLE = "SANDBOX_SEAL";
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final PrivateKey key;
    private final byte[] certificate;

    private Seal(PrivateKey key, byte[] certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    static Seal make() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        try {
            Path folder = Files.createTempDirectory("sandbox-seal");
            Path store = folder.resolve("seal.p12");
            try {
                generate(store, password);
                return read(store, password);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("The sandbox could not make a key to sign notifications with.", failed);
        }
    }

    private static void generate(Path store, String password) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                keytool,
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "3650",
                "-dname",
                "CN=sns.sandbox.example",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                PASSWORD_VARIABLE));
        builder.environment().put(PASSWORD_VARIABLE, password);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool ended with " + process.exitValue());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool ran", stopping);
        }
    }

    private static Seal read(Path store, String password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, password.toCharArray());
        }
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + LINES.encodeToString(keys.getCertificate(ALIAS).getEncoded()) + "\n-----END CERTIFICATE-----\n";
        return new Seal(
                (PrivateKey) keys.getKey(ALIAS, password.toCharArray()), pem.getBytes(StandardCharsets.US_ASCII));
    }

    /** PEM. */
    byte[] certificate() {
        return certificate.clone();
    }

    void sign(ObjectNode message) {
        List<String> signed = message.has("SubscribeURL") ? OF_CONFIRMATION : OF_NOTIFICATION;
        String text = signed.stream()
                .map(name -> name + "\n" + message.path(name).asString() + "\n")
                .collect(Collectors.joining());
        try {
            Signature signature = Signature.getInstance("SHA1withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            message.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has SHA1withRSA.", impossible);
        }
    }
}
