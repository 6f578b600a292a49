package uk.wayleave.messages.receiver;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a receiver must answer before anything is sent to it, so that nobody can name a stranger's address:
 * {@code {"challenge_response": …}} with the base64url of the challenge's SHA-256. A machine that merely repeats what it
 * gets does not.
 *
 * @param text that nobody can guess: see {@link Nonces}
 */
public record Challenge(String text) {
    /** The kind of message that it is sent as. */
    public static final String MESSAGE = "challenge";

    /** Posted to the receiver, as JSON. */
    public byte[] body(String receiver) {
        JsonMapper json = JsonMapper.shared();
        return json.writeValueAsBytes(json.createObjectNode()
                .put("type", "wayleave.receiver-challenge")
                .put("receiver", receiver)
                .put("challenge", text));
    }

    /** What a receiver answers to it. */
    public String response() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ContentDigest.sha256(text.getBytes(StandardCharsets.US_ASCII)));
    }

    public boolean isMetBy(ReceiverAnswer answer) {
        if (!(answer instanceof ReceiverAnswer.Answered answered) || !answered.took()) {
            return false;
        }
        try {
            JsonNode given = JsonMapper.shared().readTree(answered.body()).path("challenge_response");
            return given.isString()
                    && MessageDigest.isEqual(
                            given.stringValue().getBytes(StandardCharsets.UTF_8),
                            response().getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            return false;
        }
    }

    /** Without what nobody may guess. */
    @Override
    public String toString() {
        return "Challenge";
    }
}
