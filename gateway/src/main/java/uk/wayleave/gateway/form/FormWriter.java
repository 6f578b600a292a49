package uk.wayleave.gateway.form;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.streetmanager.RequestShape;

/**
 * Writes a form anew, as RFC 7578 has it: nothing of the one that came in but its values and the bytes of its file. The
 * boundary is ours, and long enough never to be met in a file.
 */
public final class FormWriter {
    private static final int RANDOM_BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    /** @param fields names are Street Manager's own; a value has no control characters */
    public OutboundBody.Form write(Map<String, String> fields, FormFile file) {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        String boundary = "wayleave-" + HexFormat.of().formatHex(chance);
        SortedMap<String, String> inOrder = new TreeMap<>(fields);
        StringBuilder before = new StringBuilder();
        inOrder.forEach((name, value) -> part(before, boundary, "name=\"" + name + "\"")
                .append("\r\n")
                .append(value)
                .append("\r\n"));
        part(before, boundary, "name=\"" + RequestShape.Form.FILE + "\"; filename=\"" + file.name() + "\"")
                .append("Content-Type: ")
                .append(file.type().mediaType())
                .append("\r\n\r\n");
        return new OutboundBody.Form(
                boundary, utf8(before.toString()), file.content(), utf8("\r\n--" + boundary + "--\r\n"));
    }

    private static StringBuilder part(StringBuilder to, String boundary, String parameters) {
        return to.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; ")
                .append(parameters)
                .append("\r\n");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
