package uk.wayleave.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.messages.certificate.CallerCertificate;
import uk.wayleave.messages.certificate.CallerCertificates;

/** Turns an HTTP request into a call and a reply into an HTTP response. Only headers that mean something get in. */
public final class DataPlaneDoor extends Handler.Abstract {
    private static final int TOKEN_AT_MOST = 4096;
    /** Bytes of a body that nobody asked for which are read so that the connection can go on. */
    private static final int UNREAD_AT_MOST = 64 * 1024;

    private static final List<String> ONCE_AT_MOST = List.of(
            "token",
            "authorization",
            "dpop",
            "content-type",
            "idempotency-key",
            "content-encoding",
            "transfer-encoding",
            "wayleave-instruction",
            "wayleave-purpose",
            "wayleave-person",
            "wayleave-screening-override");

    private final Function<Incoming, Reply> calls;
    private final Problems problems;
    private final CallerCertificates certificates;
    private final Clock clock;
    private final TimeOrderedIds ids;
    private final int bodyAtMost;
    private final Duration bodyTime;

    public DataPlaneDoor(
            Function<Incoming, Reply> calls,
            Problems problems,
            CallerCertificates certificates,
            Clock clock,
            int bodyAtMost,
            Duration bodyTime) {
        this.calls = calls;
        this.problems = problems;
        this.certificates = certificates;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.bodyAtMost = bodyAtMost;
        this.bodyTime = bodyTime;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Reply reply = reply(request);
        if (!new JettyBody(request, UNREAD_AT_MOST, bodyTime).isReadToItsEnd()) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        write(reply, response, callback);
        return true;
    }

    private Reply reply(Request request) {
        UUID id = ids.next();
        for (String name : ONCE_AT_MOST) {
            if (isRepeated(request.getHeaders(), name)) {
                return problems.badHttp(id, 400, "header-repeated", "The header " + name + " came more than once.");
            }
        }
        Optional<Reply> coded = coded(request, id);
        if (coded.isPresent()) {
            return coded.get();
        }
        Optional<String> token = header(request, "token");
        Optional<String> bearer = header(request, "authorization").flatMap(DataPlaneDoor::bearer);
        if (token.isPresent() && bearer.isPresent() && !token.equals(bearer)) {
            return problems.badHttp(
                    id,
                    400,
                    "tokens-disagree",
                    "The headers token and Authorization carry different tokens. Send one.");
        }
        String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
        String query = Objects.requireNonNullElse(request.getHttpURI().getQuery(), "");
        return switch (RequestTarget.of(path, query)) {
            case RequestTarget.Refused(String why) -> problems.badHttp(id, 400, "target-malformed", why);
            case RequestTarget.Read(var segments, var parameters) ->
                calls.apply(new Incoming(
                        id,
                        clock.instant(),
                        request.getMethod(),
                        segments.getFirst(),
                        segments.size() > 1 ? segments.get(1) : "",
                        segments.size() > 2 ? segments.subList(2, segments.size()) : List.of(),
                        parameters,
                        new Incoming.CallHeaders(
                                token.or(() -> bearer).filter(text -> text.length() <= TOKEN_AT_MOST),
                                proof(request, path),
                                header(request, "wayleave-instruction"),
                                header(request, "wayleave-purpose"),
                                header(request, "wayleave-person"),
                                header(request, "wayleave-screening-override"),
                                header(request, "content-type"),
                                header(request, "idempotency-key")),
                        certificate(request),
                        new JettyBody(request, bodyAtMost, bodyTime)));
        };
    }

    private static boolean isRepeated(HttpFields headers, String name) {
        int count = 0;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.getField(i).is(name) && ++count > 1) {
                return true;
            }
        }
        return false;
    }

    /** What another reader of the same bytes might unpack or unwrap, and we do not. */
    private Optional<Reply> coded(Request request, UUID id) {
        if (header(request, "content-encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            return Optional.of(problems.badHttp(
                    id, 415, "content-encoding-unknown", "The body is in a content encoding. Send it without one."));
        }
        if (header(request, "transfer-encoding")
                .filter(coding -> !coding.equalsIgnoreCase("chunked"))
                .isPresent()) {
            Reply problem = problems.badHttp(
                    id, 400, "transfer-encoding-unknown", "The only transfer encoding that is taken is chunked.");
            // Where its body ends is a matter of opinion, so nothing after it is read.
            return Optional.of(problem.with(new Reply.Header("Connection", "close")));
        }
        String scheme = request.isSecure() ? "https" : "http";
        if (!scheme.equalsIgnoreCase(request.getHttpURI().getScheme())) {
            return Optional.of(problems.badHttp(
                    id, 400, "target-malformed", "The target is an address of another kind than this one's."));
        }
        return Optional.empty();
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().getField(name))
                .map(HttpField::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private CallerCertificate certificate(Request request) {
        List<X509Certificate> shown =
                request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session
                                && session.peerCertificates() != null
                        ? List.of(session.peerCertificates())
                        : List.of();
        return certificates.of(
                Request.getRemoteAddr(request),
                shown,
                request.getHeaders().getValuesList(CallerCertificates.HEADER),
                clock.instant());
    }

    /** RFC 6750 section 2.1 and RFC 9449 section 7.1. */
    private static Optional<String> bearer(String authorization) {
        String scheme = authorization.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("bearer ")) {
            return Optional.of(authorization.substring(7).strip());
        }
        return scheme.startsWith("dpop ")
                ? Optional.of(authorization.substring(5).strip())
                : Optional.empty();
    }

    /** With an address that cannot be one, no proof can be for it. */
    private static Optional<Incoming.Proof> proof(Request request, String path) {
        return header(request, "dpop")
                .filter(jwt -> jwt.length() <= TOKEN_AT_MOST)
                .flatMap(jwt -> {
                    try {
                        String authority =
                                Objects.requireNonNullElse(request.getHttpURI().getAuthority(), "");
                        String scheme = request.isSecure() ? "https" : "http";
                        return Optional.of(new Incoming.Proof(
                                jwt, URI.create(scheme + "://" + authority + path), !request.isSecure()));
                    } catch (IllegalArgumentException none) {
                        return Optional.empty();
                    }
                });
    }

    private static void write(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        reply.headers().forEach(header -> response.getHeaders().put(header.name(), header.value()));
        switch (reply.content()) {
            case Reply.Content.None _ -> {
                if (reply.status() != 204) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
                }
                response.write(true, ByteBuffer.allocate(0), callback);
            }
            case Reply.Content.Whole(String type, byte[] bytes) -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
                response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
                response.write(true, ByteBuffer.wrap(bytes), callback);
            }
            case Reply.Content.Segments segments -> {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, segments.type());
                response.getHeaders()
                        .put(HttpHeader.CONTENT_LENGTH, segments.spool().size());
                writeSegments(segments, response, callback);
            }
        }
    }

    /** Each segment after the first waits for its record; without one the connection is reset, never ended in order. */
    private static void writeSegments(Reply.Content.Segments segments, Response response, Callback callback) {
        try (Spool spool = segments.spool();
                InputStream in = spool.openStream()) {
            OutputStream out = Content.Sink.asOutputStream(response);
            byte[] buffer = new byte[Math.min(segments.segment(), 64 * 1024)];
            for (long from = 0; from < spool.size(); from += segments.segment()) {
                long bytes = Math.min(segments.segment(), spool.size() - from);
                if (from > 0 && !segments.gate().open(from, bytes)) {
                    throw new IOException("The rest of the answer may not be released.");
                }
                pass(in, out, bytes, buffer);
            }
            out.close();
            callback.succeeded();
        } catch (IOException notReleased) {
            callback.failed(notReleased);
        }
    }

    private static void pass(InputStream in, OutputStream out, long bytes, byte[] buffer) throws IOException {
        for (long left = bytes; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw new IOException("The answer is shorter than it was.");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
        out.flush();
    }
}
