package uk.wayleave.messages.standin;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.messages.sns.Envelope;
import uk.wayleave.messages.sns.SnsHttp;

/** SNS's host on loopback, with a certificate that only the client made here trusts, and a key that it signs with. */
public final class SnsStandIn implements AutoCloseable {
    public static final String TOPIC = "arn:aws:sns:eu-west-2:287813576808:prod-permit-topic";
    static final String CERTIFICATE = "https://sns.eu-west-2.amazonaws.com/signer.pem";

    private final Keys host = Keys.ofHost();
    private final Keys signer = Keys.ofSigner();
    private final HttpsServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();

    public SnsStandIn() {
        try {
            files.put("/signer.pem", signer.pem());
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(host.keys(), Keys.PASSWORD.toCharArray());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            asked.add(path);
            String elsewhere = redirects.get(path);
            byte[] file = path.startsWith("/?Action=ConfirmSubscription")
                    ? "<ConfirmSubscriptionResponse/>".getBytes(StandardCharsets.UTF_8)
                    : files.getOrDefault(path, new byte[0]);
            if (elsewhere != null) {
                exchange.getResponseHeaders().set("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
            } else if (file.length == 0) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, file.length);
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
    }

    /** What it serves, by path. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** What it was asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    /** Where it sends those who ask, by path. */
    public Map<String, String> redirects() {
        return redirects;
    }

    /** A client to which all hosts are this one. */
    public SnsHttp client() {
        return client(trusting(host));
    }

    /** The same, trusting only those whom Java trusts. */
    public SnsHttp strangersClient() {
        return client(new SslContextFactory.Client());
    }

    private SnsHttp client(SslContextFactory.Client tls) {
        return SnsHttp.start(tls, (name, port, context, promise) -> promise.succeeded(List.of(here(name))));
    }

    /** With the name that was asked for, which the certificate is checked against. */
    private InetSocketAddress here(String name) {
        try {
            byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
            return new InetSocketAddress(
                    InetAddress.getByAddress(name, loopback),
                    server.getAddress().getPort());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SslContextFactory.Client trusting(Keys host) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("host", host.keys().getCertificate("key"));
            SslContextFactory.Client tls = new SslContextFactory.Client();
            tls.setTrustStore(trusted);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A notification, truly signed. */
    public byte[] notification(String messageId, String timestamp, byte[] message, int version) {
        ObjectNode envelope = JsonMapper.shared()
                .createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", messageId)
                .put("TopicArn", TOPIC)
                .put("Message", new String(message, StandardCharsets.UTF_8))
                .put("Timestamp", timestamp)
                .put("SignatureVersion", Integer.toString(version))
                .put("SigningCertURL", CERTIFICATE)
                .put("UnsubscribeURL", "https://sns.eu-west-2.amazonaws.com/?Action=Unsubscribe");
        return signed(envelope, signer);
    }

    public byte[] confirmation(String subscribeUrl) {
        ObjectNode envelope = JsonMapper.shared()
                .createObjectNode()
                .put("Type", "SubscriptionConfirmation")
                .put("MessageId", "165545c9-2a5c-472c-8df2-7ff2be2b3b1b")
                .put("Token", "2336412f37")
                .put("TopicArn", TOPIC)
                .put("Message", "You have chosen to subscribe")
                .put("SubscribeURL", subscribeUrl)
                .put("Timestamp", "2026-11-24T11:59:00.123Z")
                .put("SignatureVersion", "1")
                .put("SigningCertURL", CERTIFICATE);
        return signed(envelope, signer);
    }

    /** The envelope with the signature that belongs to what it says. */
    public static byte[] signed(ObjectNode envelope, Keys by) {
        try {
            envelope.put("Signature", "x");
            Envelope read = Envelope.read(envelope.toString().getBytes(StandardCharsets.UTF_8))
                    .orElseThrow();
            Signature signature = Signature.getInstance(
                    envelope.get("SignatureVersion").asString().equals("2") ? "SHA256withRSA" : "SHA1withRSA");
            signature.initSign(by.key());
            signature.update(read.signed().getBytes(StandardCharsets.UTF_8));
            envelope.put("Signature", Base64.getEncoder().encodeToString(signature.sign()));
            return envelope.toString().getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] resigned(ObjectNode envelope) {
        return signed(envelope, signer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
