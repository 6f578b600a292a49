package uk.wayleave.pages;

import java.util.HashMap;
import java.util.Map;

/**
 * One page before it is rendered.
 *
 * @param template its name, without directory and ending
 * @param values what the template may name; text is escaped when it is written
 */
public record Page(String template, Map<String, Object> values) {
    public Page {
        values = Map.copyOf(values);
    }

    public static Page of(String template) {
        return new Page(template, Map.of());
    }

    /** The same with one more value. */
    public Page with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Page(template, more);
    }
}
