package uk.wayleave.opendata.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.opendata.store.StoreUnavailable;
import uk.wayleave.opendata.subscriber.Receipt;
import uk.wayleave.opendata.subscriber.Subscriber;
import uk.wayleave.pages.Assets;

/** Everything below {@code /open} on the data plane, and what its pages load. The rest is left to whoever comes next. */
public final class OpenDoor extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(OpenDoor.class);
    /** SNS's messages have at most 256 KiB, which JSON within JSON can double. */
    private static final int ENVELOPE_AT_MOST = 1024 * 1024;

    private final Subscriber subscriber;
    private final OpenApi api;
    private final Assets assets;

    /** @param assets what pages load */
    public OpenDoor(Subscriber subscriber, OpenApi api, Assets assets) {
        this.subscriber = subscriber;
        this.api = api;
        this.assets = assets;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
        if (path.startsWith(Assets.PATH)) {
            write(asset(path.substring(Assets.PATH.length())), request, response, callback);
            return true;
        }
        if (!path.equals("/open") && !path.startsWith("/open/")) {
            return false;
        }
        write(answer(request), request, response, callback);
        return true;
    }

    private Answer asset(String name) {
        return assets.find(name)
                .map(asset -> Answer.of(200, asset.type(), asset.bytes())
                        .with("Cache-Control", Assets.CACHED_FOR_GOOD)
                        .with("ETag", asset.etag()))
                .orElseGet(() -> Problem.of(404, "There is no such part of a page."));
    }

    private Answer answer(Request request) {
        try {
            Ask ask = Ask.of(request);
            return ask.segments().equals(List.of("sns")) ? received(ask) : api.answer(ask);
        } catch (BadAsk bad) {
            return Problem.of(bad.status(), bad.why());
        } catch (StoreUnavailable unavailable) {
            LOG.warn("{}", unavailable.getMessage());
            return Problem.of(503, "The open data cannot be read now. Try again later.")
                    .with("Retry-After", "5");
        } catch (RuntimeException failed) {
            LOG.error("A request for open data failed.", failed);
            return Problem.of(500, "The request could not be answered.");
        }
    }

    private Answer received(Ask ask) {
        if (!ask.method().equals("POST")) {
            return Problem.of(405, "Amazon SNS posts here.").with("Allow", "POST");
        }
        byte[] body = ask.body(ENVELOPE_AT_MOST);
        return switch (subscriber.receive(ask.header("x-amz-sns-message-type").orElse(""), body)) {
            case Receipt.Taken _ -> Answer.empty(204);
            case Receipt.Malformed(String why) -> Problem.of(400, why);
            case Receipt.Forged(String why) -> {
                LOG.warn("A post to /open/sns was refused: {}", why);
                yield Problem.of(403, why);
            }
            case Receipt.NotNow(String why) -> Problem.of(503, why).with("Retry-After", "20");
        };
    }

    private static void write(Answer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(header -> response.getHeaders().add(header.name(), header.value()));
        if (!answer.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.type());
        }
        boolean head = request.getMethod().equals("HEAD");
        switch (answer.body()) {
            case Answer.Body.Whole(byte[] bytes) -> {
                if (answer.status() != 204 && answer.status() != 304) {
                    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
                }
                response.write(true, ByteBuffer.wrap(head ? new byte[0] : bytes), callback);
            }
            case Answer.Body.Stream(Answer.Writing writing) -> {
                if (head) {
                    response.write(true, ByteBuffer.allocate(0), callback);
                    return;
                }
                try (OutputStream out = Content.Sink.asOutputStream(response)) {
                    writing.to(out);
                } catch (IOException | RuntimeException broken) {
                    callback.failed(broken);
                    return;
                }
                callback.succeeded();
            }
        }
    }
}
