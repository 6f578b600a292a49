package uk.wayleave.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import uk.wayleave.gateway.call.RequestBody;

/** The body of a request at the door, read at most to its limit, and not for ever. */
final class JettyBody implements RequestBody {
    private final Request request;
    private final int limit;
    private final Duration time;

    /** @param time in which it has to arrive whole, from when it is asked for */
    JettyBody(Request request, int limit, Duration time) {
        this.request = request;
        this.limit = limit;
        this.time = time;
    }

    @Override
    public boolean isEmpty() {
        return request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public Reading read() {
        try (InputStream in = openStream(limit)) {
            return new Reading.Whole(in.readAllBytes());
        } catch (NotRead notRead) {
            return new Reading.Not(notRead);
        } catch (IOException broken) {
            return new Reading.Not(NotRead.broken());
        }
    }

    @Override
    public InputStream openStream(long atMost) {
        return new Arriving(Content.Source.asInputStream(request), request.getLength(), atMost, time);
    }

    /** Bytes as they come, until there are too many or they take too long. */
    private static final class Arriving extends InputStream {
        private final InputStream in;
        private final long stated;
        private final long atMost;
        private final Duration time;
        private final long begun = System.nanoTime();
        private long taken;

        Arriving(InputStream in, long stated, long atMost, Duration time) {
            this.in = in;
            this.stated = stated;
            this.atMost = atMost;
            this.time = time;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (stated > atMost) {
                throw NotRead.tooLong(atMost);
            }
            int count;
            try {
                count = in.read(into, offset, length);
            } catch (IOException broken) {
                throw NotRead.broken();
            }
            taken += Math.max(count, 0);
            if (taken > atMost) {
                throw NotRead.tooLong(atMost);
            }
            if (count >= 0 && System.nanoTime() - begun > time.toNanos()) {
                throw NotRead.tooSlow(time.toSeconds());
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /**
     * Reads what is left of it, so that what follows on the connection is the next request. False where that is more
     * than the limit, where it broke off, or where the client waits to be asked for it.
     */
    boolean isReadToItsEnd() {
        if (isEmpty()) {
            return true;
        }
        if (request.getLength() > limit || request.getHeaders().contains(HttpHeader.EXPECT)) {
            return request.consumeAvailable();
        }
        try {
            // Not closed: that would break the request off, and its answer is still to be written.
            return Content.Source.asInputStream(request).readNBytes(limit + 1).length <= limit;
        } catch (IOException broken) {
            return false;
        }
    }
}
