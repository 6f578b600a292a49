package uk.wayleave.opendata.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A value to be looked up, as it is posted. It may be personal data, and addresses are kept in histories and logs, so it is
 * never taken from one.
 */
public final class OriginAsk {
    /** What can be said, all of it as text. */
    public static final List<String> MEMBERS = List.of("reference", "field", "value", "time");

    /** What to do where the value stood in the address. */
    public static final String CURE =
            "The value stood in the address, where it may be logged; it was not looked up. Post it instead: to"
                    + " /open/origin, as JSON or as a form, with reference, field, value and, unless now is meant, time.";

    private static final int BODY_AT_MOST = 16 * 1024;
    private static final String FORM = "application/x-www-form-urlencoded";

    private OriginAsk() {}

    public static boolean hasValueInAddress(Ask ask) {
        return ask.parameters().containsKey("value");
    }

    public static boolean isPosted(Ask ask) {
        return ask.method().equals("POST");
    }

    /** @throws BadAsk if they cannot be read; no message repeats one */
    public static Map<String, String> members(Ask ask) {
        byte[] body = ask.body(BODY_AT_MOST);
        if (ask.isOfType("application/json")) {
            return json(body);
        }
        if (ask.isOfType(FORM)) {
            return form(new String(body, StandardCharsets.UTF_8));
        }
        throw new BadAsk(415, "Post application/json or " + FORM + "; say which in Content-Type.");
    }

    private static Map<String, String> json(byte[] body) {
        JsonNode given;
        try {
            given = JsonMapper.shared().readTree(body);
        } catch (JacksonException malformed) {
            throw new BadAsk("The body is not JSON.");
        }
        if (!given.isObject()) {
            throw new BadAsk("The body is not a JSON object with reference, field, value and time.");
        }
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> one : given.properties()) {
            if (!one.getValue().isString()) {
                throw new BadAsk("A member of the body is not text.");
            }
            put(members, one.getKey(), one.getValue().asString());
        }
        return members;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> one : Ask.parameters(body).entrySet()) {
            if (one.getValue().size() > 1) {
                throw new BadAsk("A member of the form came more than once.");
            }
            put(members, one.getKey(), one.getValue().getFirst());
        }
        return members;
    }

    private static void put(Map<String, String> members, String name, String value) {
        if (!MEMBERS.contains(name)) {
            throw new BadAsk("There is another member than reference, field, value and time.");
        }
        members.put(name, value);
    }
}
