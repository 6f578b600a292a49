package uk.wayleave.opendata.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads events as they really are: DfT's own samples break its schema, and it says that unknown members and values may
 * come at any time. What is needed to place an event is required; everything else may be anything.
 */
public final class EventReader {
    private static final int DEEPEST = 64;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final RecordReader records = new RecordReader();

    /** @param published the bytes of one event, UTF-8 */
    public Reading read(byte[] published) {
        JsonNode event;
        try {
            event = mapper.readTree(published);
        } catch (JacksonException notJson) {
            return new Reading.Unreadable("It is not JSON.");
        }
        if (!event.isObject()) {
            return new Reading.Unreadable("It is not a JSON object.");
        }
        JsonNode data = event.path("object_data");
        if (!data.isObject()) {
            return new Reading.Unreadable("It has no object_data.");
        }
        ObjectKind kind = kind(event, data);
        Optional<String> reference = text(event, "object_reference")
                .or(() -> text(data, kind.referenceField()))
                .map(found -> found.toUpperCase(Locale.ROOT));
        if (reference.isEmpty()) {
            return new Reading.Unreadable("It names no object_reference.");
        }
        Optional<Instant> time = text(event, "event_time").flatMap(Times::instant);
        if (time.isEmpty()) {
            return new Reading.Unreadable("It has no event_time that can be read.");
        }
        return new Reading.Read(new OpenEvent(
                kind,
                reference.get(),
                works(kind, data, reference.get()),
                number(event.path("event_reference")),
                text(event, "event_type").map(Codes::constant).orElse("UNKNOWN"),
                time.get(),
                content(event),
                records.read(kind, reference.get(), data)));
    }

    private static ObjectKind kind(JsonNode event, JsonNode data) {
        Optional<String> stated = text(event, "object_type").map(Codes::constant);
        if (stated.isEmpty()) {
            for (ObjectKind kind : ObjectKind.values()) {
                if (data.has(kind.referenceField())) {
                    return kind;
                }
            }
            return ObjectKind.OTHER;
        }
        return switch (stated.get()) {
            case "PERMIT" -> ObjectKind.PERMIT;
            case "ACTIVITY" -> ObjectKind.ACTIVITY;
            case "SECTION_58", "SECTION58", "SECTION_58S" -> ObjectKind.SECTION_58;
            default -> ObjectKind.OTHER;
        };
    }

    /** A permit without a works reference has it in its own: all but the number after the last dash. */
    private static String works(ObjectKind kind, JsonNode data, String reference) {
        if (kind != ObjectKind.PERMIT) {
            return "";
        }
        int dash = reference.lastIndexOf('-');
        return text(data, "work_reference_number")
                .map(found -> found.toUpperCase(Locale.ROOT))
                .orElse(dash > 0 ? reference.substring(0, dash) : reference);
    }

    private static long number(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.asLong();
        }
        String text = node.isString() ? node.asString().strip() : "";
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static UUID content(JsonNode event) {
        byte[] hash = sha256(CanonicalJson.of(event).getBytes(StandardCharsets.UTF_8));
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(hash);
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    /** SHA-256, as the hash of what was published is too. */
    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** Text of a member that says something. */
    static Optional<String> text(JsonNode from, String member) {
        JsonNode node = from.path(member);
        if (!node.isValueNode() || node.isNull()) {
            return Optional.empty();
        }
        String text = node.asString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
