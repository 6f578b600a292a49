package uk.wayleave.opendata.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/** JSON without spacing. Numbers stay as they were written. */
final class CanonicalJson {
    private CanonicalJson() {}

    /** The same text for the same content: members in the order of their names. */
    static String of(JsonNode node) {
        StringBuilder text = new StringBuilder(2048);
        write(node, true, text);
        return text.toString();
    }

    /** Members in the order they have. */
    static String inOrder(JsonNode node) {
        StringBuilder text = new StringBuilder(2048);
        write(node, false, text);
        return text.toString();
    }

    private static void write(JsonNode node, boolean sorted, StringBuilder into) {
        if (node.isObject()) {
            char before = '{';
            for (Map.Entry<String, JsonNode> member : sorted ? sorted(node) : node.properties()) {
                into.append(before);
                quoted(member.getKey(), into);
                into.append(':');
                write(member.getValue(), sorted, into);
                before = ',';
            }
            into.append(node.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            char before = '[';
            for (JsonNode one : node.values()) {
                into.append(before);
                write(one, sorted, into);
                before = ',';
            }
            into.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isString()) {
            quoted(node.asString(), into);
        } else {
            into.append(node.asString());
        }
    }

    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode node) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
        members.sort(Comparator.comparing(Map.Entry::getKey));
        return members;
    }

    private static void quoted(String text, StringBuilder into) {
        into.append('"');
        if (isPlain(text)) {
            into.append(text);
        } else {
            into.append(JsonStringEncoder.getInstance().quoteAsCharArray(text));
        }
        into.append('"');
    }

    /** Nearly all texts need no escape, and to look is cheaper than to copy. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < ' ' || letter == '"' || letter == '\\') {
                return false;
            }
        }
        return true;
    }
}
