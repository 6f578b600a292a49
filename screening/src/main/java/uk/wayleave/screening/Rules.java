package uk.wayleave.screening;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules file, read. */
final class Rules {
    private final String version;
    private final Map<String, Rule> byId;

    private Rules(String version, Map<String, Rule> byId) {
        this.version = version;
        this.byId = byId;
    }

    /** @param hash of rules and lists together */
    static Rules read(byte[] bytes, String hash) {
        JsonNode file = JsonMapper.shared().readTree(bytes);
        Map<String, String> advice = new LinkedHashMap<>();
        file.path("advice")
                .properties()
                .forEach(entry -> advice.put(entry.getKey(), entry.getValue().stringValue()));
        Map<String, Rule> byId = new LinkedHashMap<>();
        for (JsonNode one : file.path("rules")) {
            Rule rule = rule(one, advice);
            if (byId.put(rule.id(), rule) != null) {
                throw new IllegalStateException("Two rules are called " + rule.id() + ".");
            }
        }
        return new Rules(file.path("version").stringValue() + "+" + hash, byId);
    }

    private static Rule rule(JsonNode one, Map<String, String> advice) {
        String id = one.path("id").stringValue();
        String personalData = one.path("class").stringValue();
        String text = advice.get(personalData);
        if (text == null) {
            throw new IllegalStateException("There is no advice for " + personalData + ".");
        }
        return new Rule(
                id,
                PersonalData.withId(personalData)
                        .orElseThrow(() -> new IllegalStateException("No class " + personalData + " of " + id + ".")),
                one.path("confidence").doubleValue(),
                one.path("meaning").stringValue(),
                text);
    }

    String version() {
        return version;
    }

    List<Rule> all() {
        return new ArrayList<>(byId.values());
    }

    /** @throws IllegalArgumentException if the file has no such rule */
    Rule rule(String id) {
        Rule rule = byId.get(id);
        if (rule == null) {
            throw new IllegalArgumentException("There is no rule " + id + ".");
        }
        return rule;
    }
}
