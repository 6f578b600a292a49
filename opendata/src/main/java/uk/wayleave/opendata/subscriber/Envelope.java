package uk.wayleave.opendata.subscriber;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What SNS posts. Nothing of it is believed before its signature has been checked. Texts are kept as they came, since
 * they are what was signed.
 */
record Envelope(
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

    private static final int LONGEST_NAME = 2048;

    /** Reads it; empty if it is not what SNS posts. */
    static Optional<Envelope> read(byte[] body) {
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            Optional<MessageType> type = MessageType.of(json.path("Type").asString(""));
            if (type.isEmpty()) {
                return Optional.empty();
            }
            Envelope read = new Envelope(
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
                    optional(json, "SubscribeURL"));
            return Optional.of(read);
        } catch (JacksonException | IllegalArgumentException notAnEnvelope) {
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
    String signed() {
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
}
