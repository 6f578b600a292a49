package uk.wayleave.gateway.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolFailed;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.RequestShape;

/**
 * Reads a multipart form (RFC 7578) as it comes, its file into a spool: known parts only, each once, exactly one file. A
 * form that two readers could understand differently is refused, as JSON is.
 */
public final class FormReader {
    /** DfT, resource guide V3: a file cannot exceed 10 MB. */
    public static final int FILE_AT_MOST = 10 * 1024 * 1024;
    /** What the other parts and the boundaries may take. */
    private static final int BESIDE_THE_FILE = 64 * 1024;

    private static final int PARTS_AT_MOST = 16;
    private static final int PART_HEADERS_AT_MOST = 4 * 1024;
    private static final int BUFFER = 16 * 1024;
    /** RFC 2046 section 5.1.1. */
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

    private final SpoolSettings spools;

    public FormReader(SpoolSettings spools) {
        this.spools = spools;
    }

    /** The form; whoever takes it closes the spool of its file. */
    public Form read(Incoming incoming, RequestShape.Form shape) {
        String boundary = boundary(incoming.headers().contentType());
        try (Spool.Writer file = Spool.writer(spools);
                InputStream in = incoming.body().openStream(FILE_AT_MOST + BESIDE_THE_FILE)) {
            PartsOfForm parts = new PartsOfForm(shape, file);
            MultiPart.Parser parser = new MultiPart.Parser(boundary, MultiPartCompliance.RFC7578_STRICT, parts);
            parser.setMaxParts(PARTS_AT_MOST);
            parser.setPartHeadersMaxLength(PART_HEADERS_AT_MOST);
            feed(in, parser, parts);
            return parts.form();
        } catch (RequestBody.NotRead notRead) {
            throw notRead.refused();
        } catch (SpoolFailed noRoom) {
            throw noRoom();
        } catch (IOException broken) {
            throw new Refused(Refusal.BadRequest.of(400, "body-broken", "The body did not arrive whole."));
        }
    }

    private static void feed(InputStream in, MultiPart.Parser parser, PartsOfForm parts) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int held = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer, held, BUFFER - held)) {
            int length = held + count;
            // The parser (Jetty 12.1.14) takes a CRLF for a bare LF when its CR was the last byte of the chunk before.
            held = length > 0 && buffer[length - 1] == '\r' ? 1 : 0;
            parse(parser, parts, buffer, length - held);
            buffer[0] = '\r';
        }
        parse(parser, parts, buffer, held);
        parser.parse(Content.Chunk.EOF);
        parts.refuseWhatFailed();
    }

    private static void parse(MultiPart.Parser parser, PartsOfForm parts, byte[] buffer, int length) {
        if (length > 0) {
            parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, length), false));
            parts.refuseWhatFailed();
        }
    }

    static Refused noRoom() {
        return new Refused(Refusal.Failed.of(
                503,
                "no-room",
                "The file could not be kept while it was read, so nothing was sent.",
                uk.wayleave.gateway.call.UpstreamState.NOT_SENT));
    }

    private static String boundary(Optional<String> contentType) {
        HeaderValue type = contentType
                .flatMap(HeaderValue::parse)
                .filter(read -> read.essence().equals("multipart/form-data"))
                .orElseThrow(() -> new Refused(new Refusal.BadRequest(
                        415,
                        "content-type-not-multipart",
                        "This call takes a form with a file in it: a body of type multipart/form-data.",
                        Optional.of("header Content-Type"))));
        return type.parameter("boundary")
                .filter(text -> BOUNDARY.matcher(text).matches())
                .filter(_ -> type.parameters().size() == 1)
                .orElseThrow(() -> new Refused(new Refusal.BadRequest(
                        400,
                        "form-malformed",
                        "The type multipart/form-data comes with a boundary (RFC 2046, 5.1.1) and nothing else.",
                        Optional.of("header Content-Type"))));
    }
}
