package uk.wayleave.streetmanager.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Edition;

/** Reads what the catalogue says of an API as a description. */
public final class CatalogueDescriptions {
    private CatalogueDescriptions() {}

    /** @param title what to call it */
    public static Description of(String title, String number, Edition.Chapter chapter) {
        List<Description.Call> calls = new ArrayList<>();
        chapter.operations().forEach(entry -> calls.add(call(entry)));
        Map<String, Map<String, Description.Member>> schemas = new LinkedHashMap<>();
        chapter.schemas().forEach((name, schema) -> schemas.put(name, members(schema)));
        Map<String, List<String>> enumerations = new LinkedHashMap<>();
        chapter.enumerations().forEach((name, values) -> enumerations.put(name, strings(values)));
        return new Description(title, number, "", calls, schemas, enumerations);
    }

    private static Description.Call call(JsonNode entry) {
        Optional<FieldType> request = type(entry, "request");
        Optional<FieldType> answer = type(entry, "answer");
        return new Description.Call(
                entry.path("name").asString(),
                entry.path("method").asString(),
                entry.path("path").asString(),
                Optional.of(roles(entry)),
                query(entry),
                entry.has("form") ? Content.MULTIPART : content(entry, "requestContent", request),
                request,
                entry.path("status").asInt(),
                content(entry, "answerContent", answer),
                answer);
    }

    private static Set<String> roles(JsonNode entry) {
        return new LinkedHashSet<>(strings(entry.path("roles")));
    }

    private static Map<String, FieldType> query(JsonNode entry) {
        Map<String, FieldType> query = new LinkedHashMap<>();
        for (String stated : strings(entry.path("query"))) {
            int space = stated.indexOf(' ');
            query.put(
                    space < 0 ? stated : stated.substring(0, space),
                    space < 0 ? FieldType.TEXT : FieldType.parse(stated.substring(space + 1)));
        }
        return query;
    }

    private static Content content(JsonNode entry, String member, Optional<FieldType> type) {
        JsonNode stated = entry.path(member);
        return stated.isString()
                ? Content.valueOf(stated.stringValue())
                : type.isPresent() ? Content.JSON : Content.EMPTY;
    }

    private static Optional<FieldType> type(JsonNode entry, String member) {
        JsonNode stated = entry.path(member);
        return stated.isString() ? Optional.of(FieldType.parse(stated.stringValue())) : Optional.empty();
    }

    private static Map<String, Description.Member> members(JsonNode schema) {
        Map<String, Description.Member> members = new LinkedHashMap<>();
        schema.properties().forEach(member -> {
            String written = member.getValue().asString();
            boolean required = written.endsWith("!");
            members.put(
                    member.getKey(),
                    new Description.Member(
                            FieldType.parse(required ? written.substring(0, written.length() - 1) : written),
                            required));
        });
        return members;
    }

    private static List<String> strings(JsonNode array) {
        return array.values().stream().map(JsonNode::asString).toList();
    }
}
