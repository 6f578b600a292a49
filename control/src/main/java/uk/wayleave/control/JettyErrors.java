package uk.wayleave.control;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.Problem.Status;

/** What Jetty refuses by itself, as a problem like every other and without what it would tell of us. */
final class JettyErrors extends ErrorHandler {
    private final Json json;

    JettyErrors(Json json) {
        this.json = json;
    }

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
        response.setStatus(code);
        label(response.getHeaders());
        response.write(true, ByteBuffer.wrap(body(code)), callback);
    }

    private static void label(HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    }

    private byte[] body(int code) {
        Status status = Status.of(code);
        return json.write(
                code >= 500
                        ? Problem.of(
                                status,
                                "failed",
                                "This failed for a reason of our own; it may or may not be done.",
                                "Look whether it was done; tell the operator if it goes on.")
                        : Problem.of(
                                status,
                                "request-not-understood",
                                "The request is not HTTP as we take it.",
                                "Correct its address, headers or length."));
    }
}
