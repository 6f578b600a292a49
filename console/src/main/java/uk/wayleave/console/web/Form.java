package uk.wayleave.console.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was typed, or asked for in an address: {@code application/x-www-form-urlencoded} (WHATWG URL section 5.1). */
public record Form(Map<String, List<String>> fields) {
    public Form {
        fields = Map.copyOf(fields);
    }

    /** Nothing typed yet. */
    public static Form empty() {
        return new Form(Map.of());
    }

    /** @throws IllegalArgumentException if it is not percent-encoded well */
    static Form parse(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            fields.computeIfAbsent(name, same -> new ArrayList<>()).add(value);
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value without white space around it; empty text where there is none. */
    public String text(String name) {
        return raw(name).strip();
    }

    /** The first value as it was typed: a password is not stripped. */
    public String raw(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** Every value: of check boxes. */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** Without what was typed. */
    @Override
    public String toString() {
        return "Form[withheld]";
    }
}
