package uk.wayleave.messages.sns;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What SNS posts. Nothing of it is believed before its signature has been checked. Texts are kept as they came, since
 * they are what was signed.
 */
public record Envelope(
        MessageType type,
        String messageId,
        String topicArn,
        String message,
        String timestamp,
        String signatureVersion,
        String signature,
        String signingCertUrl,
        Optional<String> subject,
        Optional<String> token,
        Optional<String> subscribeUrl) {

    /** Bytes: SNS carries 256 KB of a message at most, and its envelope comes on top. */
    public static final int LONGEST = 300 * 1024;

    private static final int LONGEST_NAME = 2048;
    private static final int DEEPEST = 32;

    /** What can be read in two ways is signed in one of them at most, so it is not read at all. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** JSON in UTF-8 (RFC 8259 section 8.1) that can be read in only one way; empty for what is none. */
    public static Optional<JsonNode> strictly(byte[] body) {
        try {
            return Optional.of(JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString()));
        } catch (CharacterCodingException | JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads it; empty if it is not what SNS posts. */
    public static Optional<Envelope> read(byte[] body) {
        return strictly(body).flatMap(Envelope::of);
    }

    /** The same of what is read already. */
    public static Optional<Envelope> of(JsonNode json) {
        Optional<MessageType> type = MessageType.of(optional(json, "Type").orElse(""));
        if (type.isEmpty() || !json.path("Message").isString()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Envelope(
                    type.get(),
                    required(json, "MessageId"),
                    required(json, "TopicArn"),
                    json.path("Message").stringValue(),
                    required(json, "Timestamp"),
                    required(json, "SignatureVersion"),
                    required(json, "Signature"),
                    required(json, "SigningCertURL"),
                    optional(json, "Subject"),
                    optional(json, "Token"),
                    optional(json, "SubscribeURL")));
        } catch (IllegalArgumentException notAnEnvelope) {
            return Optional.empty();
        }
    }

    private static String required(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException(name + " is missing."));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        JsonNode node = json.path(name);
        return node.isString() && node.asString().length() <= LONGEST_NAME
                ? Optional.of(node.asString())
                : Optional.empty();
    }

    /**
     * The text that was signed. Source: AWS, "Verifying the signatures of Amazon SNS messages".
     */
    public String signed() {
        StringBuilder text = new StringBuilder(message.length() + 512);
        line("Message", message, text);
        line("MessageId", messageId, text);
        if (type == MessageType.NOTIFICATION) {
            subject.ifPresent(one -> line("Subject", one, text));
        } else {
            line("SubscribeURL", subscribeUrl.orElse(""), text);
        }
        line("Timestamp", timestamp, text);
        if (type != MessageType.NOTIFICATION) {
            line("Token", token.orElse(""), text);
        }
        line("TopicArn", topicArn, text);
        line("Type", type.wireName(), text);
        return text.toString();
    }

    private static void line(String name, String value, StringBuilder into) {
        into.append(name).append('\n').append(value).append('\n');
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "Envelope[" + type + "]";
    }
}
