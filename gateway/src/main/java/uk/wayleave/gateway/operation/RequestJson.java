package uk.wayleave.gateway.operation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;

/**
 * Reads the JSON of a request, strictly: what two readers could understand differently (a member twice, text after the
 * end) could be judged one way here and carried out another way there.
 */
public final class RequestJson {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1_000_000;
    /** Each becomes an object in memory, however short it is written. */
    private static final long MOST_TOKENS = 100_000;

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_TEXT)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The object of the body. */
    public ObjectNode read(Incoming incoming) {
        byte[] bytes = bytes(incoming);
        requireJson(incoming.headers().contentType());
        try {
            JsonNode node = mapper.readTree(text(bytes));
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw bad(
                    "body-not-an-object",
                    "The body is JSON, but not an object. Send an object: {…}.",
                    Optional.empty());
        } catch (CharacterCodingException notUtf8) {
            throw bad("body-malformed", "The body is not UTF-8.", Optional.empty());
        } catch (JacksonException notJson) {
            throw bad("body-malformed", "The body is not JSON that can be read in only one way.", where(notJson));
        }
    }

    public byte[] write(ObjectNode body) {
        return mapper.writeValueAsBytes(body);
    }

    private static byte[] bytes(Incoming incoming) {
        return switch (incoming.body().read()) {
            case RequestBody.Reading.Whole(byte[] bytes) -> bytes;
            case RequestBody.Reading.Not(RequestBody.NotRead why) -> throw why.refused();
        };
    }

    /** RFC 8259 section 8.1. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static void requireJson(Optional<String> contentType) {
        String type = contentType.orElse("").toLowerCase(Locale.ROOT);
        int semicolon = type.indexOf(';');
        String essence = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        String rest = semicolon < 0 ? "" : type.substring(semicolon + 1).strip().replace("\"", "");
        if (!essence.equals("application/json") || !(rest.isEmpty() || rest.equals("charset=utf-8"))) {
            throw new Refused(new Refusal.BadRequest(
                    415,
                    "content-type-not-json",
                    "This call takes a body of type application/json in UTF-8.",
                    Optional.of("header Content-Type")));
        }
    }

    private static Optional<String> where(JacksonException notJson) {
        TokenStreamLocation location = notJson.getLocation();
        return location == null
                ? Optional.empty()
                : Optional.of("line " + location.getLineNr() + ", column " + location.getColumnNr());
    }

    private static Refused bad(String code, String detail, Optional<String> where) {
        return new Refused(new Refusal.BadRequest(400, code, detail, where));
    }
}
