package uk.wayleave.messages.receiver;

import java.io.ByteArrayOutputStream;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.http.RetryAfter;
import uk.wayleave.messages.http.TrustedCertificates;

/**
 * HTTP/1.1 towards receivers: certificate and host checked, redirects never followed, nothing remembered, never to an
 * address that no receiver may have, and never for longer than the limit.
 */
public final class ReceiverClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverClient.class);

    /** What is read of an answer; the rest is of no interest. */
    private static final int MOST_ANSWER = 16 * 1024;

    private static final int MOST_HEADERS = 16 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration UNUSED = Duration.ofSeconds(20);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final HttpClient client;
    private final ReceiverSettings settings;
    private final Clock clock;

    private ReceiverClient(HttpClient client, ReceiverSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws IllegalStateException if the certificates to trust cannot be read */
    public static ReceiverClient start(ReceiverSettings settings, Clock clock) {
        HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector(settings)));
        client.setName("receivers");
        client.setSocketAddressResolver(new CheckedAddresses(
                settings.networks(),
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("receiver-name-", 0).factory())));
        client.setConnectTimeout(CONNECT.toMillis());
        client.setIdleTimeout(UNUSED.toMillis());
        client.setMaxConnectionsPerDestination(settings.ofOneReceiver() * 4);
        client.setMaxRequestsQueuedPerDestination(settings.atOnce());
        client.setDestinationIdleTimeout(UNUSED.toMillis() * 3);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setHttpCompliance(HttpCompliance.RFC9110);
        client.setMaxResponseHeadersSize(MOST_HEADERS);
        client.setUserAgentField(new PreEncodedHttpField(HttpHeader.USER_AGENT, "Wayleave"));
        try {
            client.start();
        } catch (Exception failed) {
            throw new IllegalStateException("The client for receivers could not be started.", failed);
        }
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        return new ReceiverClient(client, settings, clock);
    }

    private static ClientConnector connector(ReceiverSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("receivers");
        threads.setDaemon(true);
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setTrustAll(false);
        tls.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        settings.trustedCertificates().ifPresent(pem -> tls.setTrustStore(TrustedCertificates.read(pem)));
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setSslContextFactory(tls);
        return connector;
    }

    /** Posts it, once, and says what came of it. An interrupt ends it, and is kept. */
    public ReceiverAnswer post(SignedRequest signed) {
        Request request = client.newRequest(signed.target())
                .method("POST")
                .idleTimeout(settings.limit().toMillis(), TimeUnit.MILLISECONDS)
                .timeout(settings.limit().toMillis(), TimeUnit.MILLISECONDS)
                .body(new BytesRequestContent(SignedRequest.JSON, signed.body()))
                .headers(headers -> signed.headers().forEach(headers::put));
        Reading reading = new Reading();
        request.send(reading);
        try {
            return reading.answer.get(settings.limit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            var _ = request.abort(new TimeoutException());
            Thread.currentThread().interrupt();
            return new ReceiverAnswer.NotAnswered("stopped");
        } catch (TimeoutException late) {
            var _ = request.abort(late);
            return new ReceiverAnswer.NotAnswered("timed-out");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("An answer never ends so.", impossible);
        }
    }

    /** Reads one answer, on Jetty's threads. */
    private final class Reading implements Response.Listener {
        private final CompletableFuture<ReceiverAnswer> answer = new CompletableFuture<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        @Override
        public void onContent(Response response, ByteBuffer content) {
            byte[] bytes = new byte[Math.min(content.remaining(), MOST_ANSWER - body.size())];
            content.get(bytes);
            body.writeBytes(bytes);
            if (body.size() == MOST_ANSWER) {
                // Its status is known; the rest does not matter.
                completed(response);
                var _ = response.abort(new IllegalStateException("long"));
            }
        }

        @Override
        public void onComplete(Result result) {
            Response response = result.getResponse();
            if (result.isSucceeded() && response != null) {
                completed(response);
                return;
            }
            Throwable failure = result.getFailure();
            // Its text may hold an address or what was received; its class does not.
            LOG.debug(
                    "A receiver did not answer: {}",
                    failure == null ? "no reason" : failure.getClass().getName());
            answer.complete(new ReceiverAnswer.NotAnswered(why(failure)));
        }

        private void completed(Response response) {
            Optional<Duration> retryAfter = Optional.ofNullable(
                            response.getHeaders().get(HttpHeader.RETRY_AFTER))
                    .flatMap(text -> RetryAfter.parse(text, clock.instant(), LONGEST_RETRY_AFTER));
            answer.complete(new ReceiverAnswer.Answered(response.getStatus(), retryAfter, body.toByteArray()));
        }
    }

    private static String why(@org.jspecify.annotations.Nullable Throwable failure) {
        return switch (failure) {
            case CheckedAddresses.Forbidden _ -> "address-not-allowed";
            case UnknownHostException _ -> "name-not-found";
            case SSLException _ -> "not-trusted";
            case TimeoutException _ -> "timed-out";
            case java.net.SocketTimeoutException _ -> "timed-out";
            case java.net.ConnectException _ -> "unreachable";
            case null, default -> "connection-lost";
        };
    }

    /** What is under way ends without an answer. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failed) {
            LOG.warn(
                    "The client for receivers did not stop in order: {}",
                    failed.getClass().getName());
        }
    }
}
