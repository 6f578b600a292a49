package uk.wayleave.gateway.forward;

import java.net.URI;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.http.TrustedCertificates;

/** HTTP/1.1 towards Street Manager: nothing is followed, remembered, unpacked or sent twice. */
final class Upstream implements AutoCloseable {
    private static final HttpField IDENTITY = new PreEncodedHttpField(HttpHeader.ACCEPT_ENCODING, "identity");
    private static final String JSON = "application/json";
    private static final int MOST_HEADER_BYTES = 32 << 10;
    private static final long UNUSED_POOL_MILLIS = 300_000;

    private final HttpClient client;
    private final ForwardSettings settings;
    private final Clock clock;
    private final LateExchanges underWay = LateExchanges.watched();

    private Upstream(HttpClient client, ForwardSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws IllegalStateException if logging would write tokens, or the certificates to trust cannot be read */
    static Upstream start(ForwardSettings settings, Clock clock) {
        refuseDebugLogging();
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector(settings));
        // An exchange waits for nobody while it takes an answer, so the thread that reads may do it: no hand-over.
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        HttpClient client = new HttpClient(transport);
        TimeLimits limits = settings.limits();
        client.setName("street-manager");
        client.setConnectTimeout(limits.connect().toMillis());
        client.setAddressResolutionTimeout(limits.connect().toMillis());
        client.setIdleTimeout(limits.keepAlive().toMillis());
        client.setMaxConnectionsPerDestination(settings.connections());
        client.setMaxRequestsQueuedPerDestination(settings.waiting());
        client.setDestinationIdleTimeout(UNUSED_POOL_MILLIS);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setHttpCompliance(HttpCompliance.RFC9110);
        client.setMaxResponseHeadersSize(MOST_HEADER_BYTES);
        client.setUserAgentField(new PreEncodedHttpField(HttpHeader.USER_AGENT, "Wayleave"));
        try {
            client.start();
        } catch (Exception failed) {
            throw new IllegalStateException("The client for Street Manager could not be started.", failed);
        }
        // Put there by the start. The 401 of Street Manager is an answer like any other, and its redirects are too.
        client.getContentDecoderFactories().clear();
        client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
        client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
        client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
        return new Upstream(client, settings, clock);
    }

    /** Jetty writes whole headers and buffers into its debug log: tokens, passwords, personal data. */
    private static void refuseDebugLogging() {
        for (String logger :
                new String[] {"org.eclipse.jetty.client", "org.eclipse.jetty.io", "org.eclipse.jetty.http"}) {
            if (LoggerFactory.getLogger(logger).isDebugEnabled()) {
                throw new IllegalStateException("The log level DEBUG of " + logger
                        + " would write passwords and personal data into the log. Set org.eclipse.jetty to INFO.");
            }
        }
    }

    private static ClientConnector connector(ForwardSettings settings) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("street-manager");
        threads.setDaemon(true);
        ClientConnector connector = new ClientConnector();
        connector.setExecutor(threads);
        connector.setSelectors(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        connector.setSslContextFactory(tls(settings));
        return connector;
    }

    private static SslContextFactory.Client tls(ForwardSettings settings) {
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setTrustAll(false);
        tls.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        settings.trustedCertificates().ifPresent(pem -> tls.setTrustStore(TrustedCertificates.read(pem)));
        return tls;
    }

    /** Sends once and waits for the complete answer, or for what became of it. */
    Sent exchange(Wire wire) {
        if (!wire.total().isPositive()) {
            return Sent.NotSent.because(Cause.TIMED_OUT);
        }
        Request request;
        try {
            request = request(wire);
        } catch (IllegalArgumentException unsendable) {
            return Sent.NotSent.because(Cause.UNSENDABLE);
        }
        Exchange exchange = new Exchange(request, wire, settings, clock);
        underWay.add(exchange);
        try {
            return exchange.await();
        } finally {
            underWay.remove(exchange);
        }
    }

    private Request request(Wire wire) {
        Request request = client.newRequest(target(wire))
                .method(wire.method())
                .tag(wire.controller())
                .idleTimeout(settings.limits().idle().toMillis(), TimeUnit.MILLISECONDS)
                .timeout(Math.max(1, wire.total().toMillis()), TimeUnit.MILLISECONDS)
                .headers(headers -> {
                    headers.put(HttpHeader.ACCEPT, wire.accept())
                            .put(IDENTITY)
                            .put("x-request-id", wire.call().toString());
                    wire.token().ifPresent(headers::put);
                });
        return switch (wire.body()) {
            case OutboundBody.None _ -> request;
            case OutboundBody.Json(byte[] json) -> request.body(new BytesRequestContent(JSON, json));
            case OutboundBody.Form form -> request.body(new FormContent(form));
        };
    }

    private static URI target(Wire wire) {
        String base = wire.base().toString();
        if (!wire.pathAndQuery().startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash.");
        }
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + wire.pathAndQuery());
    }

    /** Calls under way end as unknown. */
    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception failed) {
            LoggerFactory.getLogger(Upstream.class)
                    .warn(
                            "The client for Street Manager did not stop in order: {}",
                            failed.getClass().getName());
        }
        underWay.close();
    }
}
