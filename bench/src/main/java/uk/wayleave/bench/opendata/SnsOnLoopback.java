package uk.wayleave.bench.opendata;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.messages.sns.SnsHttp;

/** Stands in for SNS: signs notifications, and serves the certificate they name from its own host over TLS. */
final class SnsOnLoopback implements AutoCloseable {
    private static final String TOPIC = "arn:aws:sns:eu-west-2:287813576808:prod-permit-topic";
    private static final String HOST = "sns.eu-west-2.amazonaws.com";
    /** Of a key that lives as long as the measurement. */
    private static final String PASSWORD = "measurement";

    private final KeyStore keys = made();
    private final PrivateKey key;
    private final HttpsServer server;

    SnsOnLoopback() {
        try {
            key = (PrivateKey) keys.getKey("key", PASSWORD.toCharArray());
            byte[] pem = ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(keys.getCertificate("key").getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            server.createContext("/signer.pem", exchange -> {
                exchange.sendResponseHeaders(200, pem.length);
                exchange.getResponseBody().write(pem);
                exchange.close();
            });
            server.start();
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("The stand-in for SNS did not start.", failed);
        }
    }

    /** A key with a certificate over it, made by the JDK's keytool. */
    private static KeyStore made() {
        try {
            Path directory = Files.createTempDirectory("wayleave-bench-sns");
            Path store = directory.resolve("keys.p12");
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "key",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD,
                            "-dname",
                            "CN=sns.amazonaws.com",
                            "-ext",
                            "san=dns:sns.amazonaws.com,dns:" + HOST,
                            "-validity",
                            "30")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool made no key.");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            Files.delete(directory);
            return keys;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("A key for the stand-in of SNS could not be made.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The measurement was interrupted.", interrupted);
        }
    }

    /** A client to which SNS's host is this one, and which trusts nobody else. */
    SnsHttp client() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("sns", keys.getCertificate("key"));
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setTrustStore(trusted);
            byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
            InetSocketAddress here = new InetSocketAddress(
                    InetAddress.getByAddress(HOST, loopback),
                    server.getAddress().getPort());
            return SnsHttp.start(tls, (name, port, context, promise) -> promise.succeeded(List.of(here)));
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException("The client of the stand-in for SNS did not start.", failed);
        }
    }

    /** One event in an envelope of signature version 2. */
    byte[] notification(byte[] event) {
        String id = UUID.randomUUID().toString();
        String time = Instant.now().toString();
        String message = new String(event, StandardCharsets.UTF_8);
        String text = "Message\n" + message + "\nMessageId\n" + id + "\nTimestamp\n" + time + "\nTopicArn\n" + TOPIC
                + "\nType\nNotification\n";
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return JsonMapper.shared()
                    .writeValueAsBytes(JsonMapper.shared()
                            .createObjectNode()
                            .put("Type", "Notification")
                            .put("MessageId", id)
                            .put("TopicArn", TOPIC)
                            .put("Message", message)
                            .put("Timestamp", time)
                            .put("SignatureVersion", "2")
                            .put("SigningCertURL", "https://" + HOST + "/signer.pem")
                            .put("Signature", Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("A notification could not be signed.", failed);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
