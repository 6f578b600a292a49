package uk.wayleave.messages.sns;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Calls SNS over TLS 1.2 or 1.3: its certificate must be trusted and of the host that was called; redirects are never
 * followed.
 */
public final class SnsHttp implements AutoCloseable {
    private static final int ANSWER_AT_MOST = 64 * 1024;
    private static final long TIMEOUT_SECONDS = 5;

    private final HttpClient client;

    private SnsHttp(HttpClient client) {
        this.client = client;
    }

    /** Trusts whom Java trusts, and finds hosts by DNS. */
    public static SnsHttp start() {
        return start(new SslContextFactory.Client(), client -> {});
    }

    /** Trusts others, and finds hosts elsewhere than by DNS: for measurements against a stand-in. */
    public static SnsHttp start(SslContextFactory.Client tls, SocketAddressResolver hosts) {
        return start(tls, resolvingBy(hosts));
    }

    /** Changed before it starts: whom it trusts, where hosts are. */
    @FunctionalInterface
    interface Tuning {
        void of(HttpClient client);
    }

    static SnsHttp start(SslContextFactory.Client tls, Tuning tuning) {
        tls.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        ClientConnector connector = new ClientConnector();
        connector.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setFollowRedirects(false);
        client.setConnectTimeout(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        client.setMaxConnectionsPerDestination(4);
        tuning.of(client);
        try {
            client.start();
        } catch (Exception failed) {
            throw new IllegalStateException("The client of Amazon SNS could not start.", failed);
        }
        return new SnsHttp(client);
    }

    /** For a client whose hosts are found elsewhere than by DNS. */
    static Tuning resolvingBy(SocketAddressResolver resolver) {
        return client -> client.setSocketAddressResolver(resolver);
    }

    /** @throws IOException if there is no answer with status 200 of a length that is to be expected */
    byte[] get(URI uri) throws IOException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        client.newRequest(uri).timeout(2 * TIMEOUT_SECONDS, TimeUnit.SECONDS).send(listener);
        try {
            Response response = listener.get(2 * TIMEOUT_SECONDS, TimeUnit.SECONDS);
            try (InputStream in = listener.getInputStream()) {
                if (response.getStatus() != 200) {
                    throw new IOException("Amazon SNS answered with status " + response.getStatus() + ".");
                }
                ByteArrayOutputStream whole = new ByteArrayOutputStream();
                whole.write(in.readNBytes(ANSWER_AT_MOST + 1));
                if (whole.size() > ANSWER_AT_MOST) {
                    throw new IOException("Amazon SNS answered with more than " + ANSWER_AT_MOST + " bytes.");
                }
                return whole.toByteArray();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The call of Amazon SNS was interrupted.", interrupted);
        } catch (TimeoutException | ExecutionException failed) {
            throw new IOException("Amazon SNS could not be reached.", failed);
        }
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The client of Amazon SNS did not stop in order.", failed);
        }
    }
}
