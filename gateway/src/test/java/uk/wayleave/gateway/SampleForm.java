package uk.wayleave.gateway;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A multipart form, part by part, as a client writes it or as none should. */
public record SampleForm(List<Part> parts) {
    public static final String BOUNDARY = "----SampleBoundary7MA4YWxk";

    /**
     * One part.
     *
     * @param head its header lines, without line ends
     */
    public record Part(List<String> head, byte[] content) {}

    public static SampleForm empty() {
        return new SampleForm(List.of());
    }

    public static SampleForm with(String fileName, String type, byte[] content) {
        return empty().file(fileName, type, content);
    }

    public SampleForm file(String fileName, String type, byte[] content) {
        return part(
                content,
                "Content-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"",
                "Content-Type: " + type);
    }

    public SampleForm field(String name, String value) {
        return part(value.getBytes(StandardCharsets.UTF_8), "Content-Disposition: form-data; name=\"" + name + "\"");
    }

    public SampleForm part(byte[] content, String... head) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(List.of(head), content));
        return new SampleForm(more);
    }

    /** Its parts without a file, as texts by name; each must be written by {@link #field}. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        for (Part part : parts) {
            String head = part.head().getFirst();
            if (!head.contains("filename=")) {
                fields.put(head.replaceAll(".*name=\"|\".*", ""), new String(part.content(), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            out.writeBytes(("--" + BOUNDARY + "\r\n" + String.join("\r\n", part.head()) + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.writeBytes(part.content());
            out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
