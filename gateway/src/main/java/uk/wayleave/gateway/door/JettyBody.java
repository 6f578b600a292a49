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
}
