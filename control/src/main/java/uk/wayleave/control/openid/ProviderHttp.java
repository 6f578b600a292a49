package uk.wayleave.control.openid;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.wayleave.messages.receiver.ReceiverNetworks;

/**
 * Asks identity providers. A tenant names them, so no answer may be long, late or a redirection, and no name may lead
 * behind our own walls (server-side request forgery). A name that changes between the look and the connection still has
 * to show a certificate for itself there.
 */
final class ProviderHttp implements HTTPRequestSender {
    private static final int LONGEST_ANSWER = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** Those the JDK's client sets by itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length", "connection");

    private final ReceiverNetworks networks;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    ProviderHttp(ReceiverNetworks networks) {
        this.networks = networks;
    }

    /** The document at an address, which must be answered with 200. */
    String document(URI address) throws IOException {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(allowed(address))
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .build());
        String body = body(response);
        if (response.statusCode() != 200) throw new IOException("It answered " + response.statusCode() + ".");
        return body;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        String sent = request.getBody();
        var builder = HttpRequest.newBuilder(allowed(request.getURI()))
                .timeout(PATIENCE)
                .method(
                        request.getMethod().name(),
                        sent == null ? BodyPublishers.noBody() : BodyPublishers.ofString(sent));
        request.getHeaderMap().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                values.forEach(value -> builder.header(name, value));
        });
        HttpResponse<byte[]> response = send(builder.build());
        var answer = new HTTPResponse(response.statusCode());
        response.headers().firstValue("Content-Type").ifPresent(type -> answer.setHeader("Content-Type", type));
        answer.setBody(body(response));
        return answer;
    }

    /** With one deadline for all of it: the client's own ends with the headers. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait for it was interrupted.", e);
        } catch (TimeoutException e) {
            throw new IOException("It took too long.", e);
        } catch (ExecutionException e) {
            throw new IOException("It did not answer, or too much.", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String body(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private URI allowed(URI address) throws IOException {
        String host = address.getHost();
        if (host == null) throw new IOException("An address of it names no host.");
        boolean plain = "http".equals(address.getScheme()) && networks == ReceiverNetworks.LOOPBACK_TOO;
        if (!plain && !"https".equals(address.getScheme())) throw new IOException("An address of it is not https.");
        for (InetAddress one : InetAddress.getAllByName(host)) {
            if (!networks.allow(one)) throw new IOException("An address of it is not in a network that may be asked.");
            if (plain && !one.isLoopbackAddress()) throw new IOException("An address of it is not https.");
        }
        return address;
    }
}
