package uk.wayleave.gateway.door;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.refusal.Problems;

/** What HTTP itself forbids (smuggling shapes, oversized headers, broken lines), as a problem that repeats nothing. */
public final class HttpErrors extends ErrorHandler {
    /** A method, a transfer coding or a version of HTTP that nobody knows here. */
    private static final Set<Integer> THE_CALLERS = Set.of(501, 505);

    private final Problems problems;

    public HttpErrors(Problems problems) {
        this.problems = problems;
    }

    /** Whatever the method was. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        Reply reply = code >= 500 && !THE_CALLERS.contains(code)
                ? problems.badHttp(UUID.randomUUID(), code, "door-failed", "The request could not be answered.")
                : problems.badHttp(
                        UUID.randomUUID(),
                        code,
                        "http-malformed",
                        "This is not an HTTP request that can be understood in only one way, or it is too large.");
        response.setStatus(code);
        reply.headers().forEach(header -> response.getHeaders().put(header.name(), header.value()));
        if (reply.content() instanceof Reply.Content.Whole(String type, byte[] bytes)) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
            response.write(true, ByteBuffer.wrap(bytes), callback);
        } else {
            callback.succeeded();
        }
    }
}
