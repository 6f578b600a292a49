package uk.wayleave.streetmanager.description;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a swagger file: OpenAPI 3 or Swagger 2, JSON or YAML, whole in itself. It is read as a tree and no further: nothing
 * that it points at is fetched, and what cannot be made sense of is told.
 */
public final class OpenApiFile {
    /** Ten times the largest that DfT publishes. */
    private static final int LARGEST = 50 * 1024 * 1024;

    private OpenApiFile() {}

    /** @throws IOException if the stream cannot be read */
    public static Reading read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return new Reading.Unreadable("It is larger than " + LARGEST / (1024 * 1024) + " MB.");
        }
        boolean json = beginsAsJson(bytes);
        try {
            return read(mapper(json).readTree(bytes));
        } catch (JacksonException broken) {
            return new Reading.Unreadable("It is no " + (json ? "JSON" : "JSON or YAML") + where(broken)
                    + ". Give a swagger file as DfT publishes it.");
        }
    }

    private static Reading read(JsonNode root) {
        boolean second = root.path("swagger").asString("").startsWith("2.");
        if (!second && !root.path("openapi").asString("").startsWith("3.")) {
            return new Reading.Unreadable(
                    "It is no OpenAPI file: at its top stands neither openapi with a version 3 nor"
                            + " swagger with a version 2.");
        }
        if (!root.path("paths").isObject()) {
            return new Reading.Unreadable("It describes no paths.");
        }
        try {
            return new Reading.Read(new OpenApiReader(root, second).read());
        } catch (NotUnderstood problem) {
            return new Reading.Unreadable(problem.why());
        }
    }

    private static boolean beginsAsJson(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, 64), StandardCharsets.UTF_8);
        return start.strip().startsWith("{") || start.startsWith("\uFEFF{");
    }

    private static ObjectMapper mapper(boolean json) {
        return json
                ? JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build()
                : YAMLMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
    }

    private static String where(JacksonException broken) {
        TokenStreamLocation location = broken.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
