package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;

/**
 * What of Street Manager's own errors reaches the caller. A mistake in the caller's request does, written anew: status,
 * message and the messages by field, no more. What concerns our account with Street Manager, or Street Manager itself,
 * is ours to say.
 */
final class UpstreamErrors {
    private static final String ACCESS_RESTRICTED = "Access restricted";
    private static final int MESSAGE_AT_MOST = 2_000;
    private static final int FIELDS_AT_MOST = 200;
    private static final long READ_AT_MOST = 256 * 1024;

    private final JsonMapper mapper = JsonMapper.shared();
    private final SpoolSettings spools;

    UpstreamErrors(SpoolSettings spools) {
        this.spools = spools;
    }

    Spool released(Passage passage, Sent.Answered answer) {
        int status = answer.status();
        ObjectNode body = readable(answer.body());
        if (status == 401 && !ACCESS_RESTRICTED.equals(body.path("message").asString(""))) {
            throw failed(
                    passage, 502, "account-not-accepted", "Street Manager did not accept the Controller's account.");
        }
        if (status == 412 || status == 423 || status == 429) {
            throw new Refused(new Refusal.Failed(
                    503,
                    "street-manager-holds-off",
                    "Street Manager answered " + status + ": the account or this gateway has to wait.",
                    passage.upstream(),
                    answer.retryAfter().or(() -> Optional.of(Duration.ofMinutes(1)))));
        }
        if (status < 400 || status > 499) {
            throw failed(
                    passage,
                    502,
                    "street-manager-failed",
                    "Street Manager answered " + status + ", which settles nothing. Look before you repeat a write.");
        }
        return spool(passage, rewritten(body, status));
    }

    private ObjectNode readable(Spool spool) {
        if (spool.size() == 0 || spool.size() > READ_AT_MOST) {
            return mapper.createObjectNode();
        }
        try (InputStream in = spool.openStream()) {
            return mapper.readTree(in) instanceof ObjectNode object ? object : mapper.createObjectNode();
        } catch (IOException | JacksonException unreadable) {
            return mapper.createObjectNode();
        }
    }

    private ObjectNode rewritten(ObjectNode from, int status) {
        ObjectNode to = mapper.createObjectNode();
        to.put("message", text(from.path("message")).orElse("Street Manager answered " + status + "."));
        JsonNode fields = from.path("fields");
        if (fields.isObject() && !fields.isEmpty()) {
            ObjectNode written = to.putObject("fields");
            for (Map.Entry<String, JsonNode> field : fields.properties()) {
                if (written.size() < FIELDS_AT_MOST) {
                    text(field.getValue().path("message"))
                            .ifPresent(
                                    message -> written.putObject(field.getKey()).put("message", message));
                }
            }
        }
        return to;
    }

    private static Optional<String> text(JsonNode node) {
        if (!node.isString()) {
            return Optional.empty();
        }
        String text = node.stringValue();
        return Optional.of(text.length() <= MESSAGE_AT_MOST ? text : text.substring(0, MESSAGE_AT_MOST));
    }

    private Spool spool(Passage passage, ObjectNode body) {
        try (Spool.Writer writer = Spool.writer(spools)) {
            byte[] bytes = mapper.writeValueAsBytes(body);
            writer.write(bytes, 0, bytes.length);
            return writer.finish();
        } catch (IOException spoolFailed) {
            throw failed(passage, 503, "no-room", "Street Manager's error could not be kept.");
        }
    }

    private static Refused failed(Passage passage, int status, String code, String detail) {
        return new Refused(Refusal.Failed.of(status, code, detail, passage.upstream()));
    }
}
