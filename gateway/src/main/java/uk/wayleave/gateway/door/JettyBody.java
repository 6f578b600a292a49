package uk.wayleave.gateway.door;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import uk.wayleave.gateway.call.RequestBody;

/** The body of a request at the door, read at most to its limit. */
final class JettyBody implements RequestBody {
    private final Request request;
    private final int limit;

    JettyBody(Request request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    @Override
    public boolean isEmpty() {
        return request.getLength() <= 0 && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    }

    @Override
    public Reading read() {
        if (request.getLength() > limit) {
            return new Reading.TooLong(limit);
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(limit + 1);
            return bytes.length > limit ? new Reading.TooLong(limit) : new Reading.Whole(bytes);
        } catch (IOException broken) {
            return new Reading.Broken();
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
