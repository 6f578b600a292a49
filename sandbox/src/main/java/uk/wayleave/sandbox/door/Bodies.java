package uk.wayleave.sandbox.door;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Json;

/** Reading the bodies of requests. */
final class Bodies {
    /** Of a JSON body, in bytes. */
    static final int LONGEST_JSON = 1 << 20;

    /** Of a whole form, in bytes: a file of 10 MB (API documentation, "File upload") and what stands around it. */
    static final long LONGEST_FORM = (10L << 20) + (64 << 10);

    private static final long MOST_SWALLOWED = 64L << 20;
    private static final int MOST_PARTS = 8;

    private Bodies() {}

    /** Empty when the body is no JSON object or too long; nothing sent counts as an object without members. */
    static Optional<ObjectNode> object(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(LONGEST_JSON + 1);
            if (bytes.length == 0) {
                return Optional.of(Json.object());
            }
            return bytes.length > LONGEST_JSON
                    ? Optional.empty()
                    : Json.parse(bytes).flatMap(JsonNode::asObjectOpt);
        } catch (IOException interrupted) {
            return Optional.empty();
        }
    }

    /** Empty when the body is no form or too long. */
    static Optional<Form> form(Request request) {
        String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (contentType == null || !contentType.startsWith("multipart/form-data")) {
            return Optional.empty();
        }
        if (request.getLength() > LONGEST_FORM) {
            return Optional.empty();
        }
        MultiPartConfig config = new MultiPartConfig.Builder()
                .maxSize(LONGEST_FORM)
                .maxPartSize(LONGEST_FORM)
                .maxMemoryPartSize(LONGEST_FORM)
                .maxParts(MOST_PARTS)
                .useFilesForPartsWithoutFileName(false)
                .build();
        try (MultiPartFormData.Parts parts = MultiPartFormData.getParts(request, request, contentType, config)) {
            return Optional.of(form(parts));
        } catch (IOException | RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /**
     * Reads what was left of a body. Answering before it has come would end the connection, and a sender that is not
     * done sending, or has begun its next call, would take that for a failure.
     */
    static void swallow(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            in.skip(MOST_SWALLOWED);
        } catch (IOException gone) {
            return;
        }
    }

    private static Form form(MultiPartFormData.Parts parts) throws IOException {
        Map<String, String> fields = new HashMap<>();
        Optional<Form.Attachment> file = Optional.empty();
        for (MultiPart.Part part : parts) {
            if (part.getFileName() == null) {
                fields.put(part.getName(), part.getContentAsString(StandardCharsets.UTF_8));
            } else if (file.isEmpty()) {
                try (InputStream in = Content.Source.asInputStream(part.getContentSource())) {
                    file = Optional.of(new Form.Attachment(part.getFileName(), in.readAllBytes()));
                }
            }
        }
        return new Form(fields, file);
    }
}
