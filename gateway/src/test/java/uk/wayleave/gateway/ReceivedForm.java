package uk.wayleave.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.BufferUtil;

/**
 * A form as another reader than the gateway's own understands it: Jetty's reader of whole forms.
 *
 * @param fields its texts by name
 * @param fileName as it came
 * @param fileType as it was declared
 */
record ReceivedForm(String contentType, Map<String, String> fields, String fileName, String fileType, byte[] file) {
    static ReceivedForm of(Request request) {
        String contentType = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
        return of(contentType, request);
    }

    static ReceivedForm of(String contentType, Content.Source source) {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .location(Path.of(System.getProperty("java.io.tmpdir")))
                .maxMemoryPartSize(-1)
                .maxPartSize(-1)
                .maxSize(-1)
                .build();
        Map<String, String> fields = new TreeMap<>();
        String fileName = "";
        String fileType = "";
        byte[] file = new byte[0];
        try (MultiPartFormData.Parts parts =
                MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, config)) {
            for (MultiPart.Part part : parts) {
                byte[] bytes = BufferUtil.toArray(Content.Source.asByteBuffer(part.newContentSource(null, 0, -1)));
                if (part.getName().equals("file")) {
                    fileName = String.valueOf(part.getFileName());
                    fileType = String.valueOf(part.getHeaders().get(HttpHeader.CONTENT_TYPE));
                    file = bytes;
                } else {
                    fields.put(part.getName(), new String(bytes, StandardCharsets.UTF_8));
                }
            }
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        return new ReceivedForm(contentType, fields, fileName, fileType, file);
    }
}
