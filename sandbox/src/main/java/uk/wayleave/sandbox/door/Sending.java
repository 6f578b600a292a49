package uk.wayleave.sandbox.door;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** How the body of an answer goes out. */
sealed interface Sending {
    void send(byte[] body, Response response, Callback callback);

    record AtOnce() implements Sending {
        @Override
        public void send(byte[] body, Response response, Callback callback) {
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    /** In ten pieces or more, with a pause before each. */
    record Slowly(Duration pause) implements Sending {
        private static final int PIECES = 10;

        @Override
        public void send(byte[] body, Response response, Callback callback) {
            int piece = Math.max(1, body.length / PIECES);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
            try (OutputStream out = Content.Sink.asOutputStream(response)) {
                for (int from = 0; from < body.length; from += piece) {
                    Thread.sleep(pause);
                    out.write(body, from, Math.min(piece, body.length - from));
                    out.flush();
                }
            } catch (IOException gone) {
                callback.failed(gone);
                return;
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                callback.failed(stopping);
                return;
            }
            callback.succeeded();
        }
    }

    /** The whole length is announced, only so many bytes come, then the connection breaks. */
    record CutAfter(int bytes) implements Sending {
        @Override
        public void send(byte[] body, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, Math.max(body.length, bytes + 1));
            ByteBuffer part = ByteBuffer.wrap(body, 0, Math.min(bytes, body.length));
            response.write(false, part, Callback.from(() -> callback.failed(new IOException("cut")), callback::failed));
        }
    }
}
