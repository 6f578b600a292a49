package uk.wayleave.messages.standin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A key with a certificate over it, made by the JDK's keytool. */
public record Keys(KeyStore keys) {
    static final String PASSWORD = "changeit";

    /** Making keys takes seconds, so these two are made once for all tests. */
    private static final class Usual {
        static final Keys HOST = make(
                "host",
                "-dname",
                "CN=sns",
                "-ext",
                "san=dns:sns.eu-west-2.amazonaws.com,dns:sns.us-west-2.amazonaws.com");
        static final Keys SIGNER =
                make("signer", "-dname", "CN=sns.amazonaws.com", "-ext", "san=dns:sns.amazonaws.com");
    }

    public static Keys ofHost() {
        return Usual.HOST;
    }

    public static Keys ofSigner() {
        return Usual.SIGNER;
    }

    /** @param more arguments for keytool: names, validity, size of the key */
    public static Keys make(String name, String... more) {
        try {
            Path directory = Files.createTempDirectory("wayleave-keys");
            Path store = directory.resolve(name + ".p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "key",
                    "-keyalg",
                    "RSA",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD));
            command.addAll(List.of("-startdate", "2026/01/01 00:00:00", "-validity", "7300"));
            if (!List.of(more).contains("-keysize")) {
                command.addAll(List.of("-keysize", "2048"));
            }
            command.addAll(List.of(more));
            Process keytool = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve(name + ".txt").toFile())
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(directory.resolve(name + ".txt")));
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            Files.delete(directory.resolve(name + ".txt"));
            Files.delete(directory);
            return new Keys(keys);
        } catch (IOException | InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) keys.getKey("key", PASSWORD.toCharArray());
    }

    public byte[] pem() throws GeneralSecurityException {
        return ("-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getCertificate("key").getEncoded())
                        + "\n-----END CERTIFICATE-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
