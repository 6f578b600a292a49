package uk.wayleave.gateway.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Finds the works that a call names anywhere: by their own reference, or by that of a permit, an inspection or another
 * part of them. What is named so counts as asked for.
 */
final class NamedWorks {
    /** What follows the works in a reference of a part of them: {@code -01}, {@code -FP}, {@code -01-INSP-3}. */
    private static final Pattern PART =
            Pattern.compile("(.+?)(?:-[0-9]{2,4})?(?:-(?:FP|[A-Z][A-Z0-9]{1,9}-[0-9]{1,6}))?");

    /** Where the reference of works stands by itself; it may end like that of a part. */
    private static final Pattern OF_WORKS = Pattern.compile("work_reference_numbers?(?:_exact)?|workReferenceNumbers?");

    private static final Pattern REFERENCE =
            Pattern.compile("(?:.*_)?reference_numbers?(?:_exact)?|.*[rR]eferenceNumbers?");

    /** Works of another promoter that the Controller's join or follow: named, but not what is asked for. */
    private static final Pattern OF_ANOTHER = Pattern.compile("primary_promoter_.*|historical_.*");

    private NamedWorks() {}

    static List<WorkReference> in(Incoming incoming, Requested requested) {
        List<WorkReference> found = new ArrayList<>();
        requested.parameters().forEach((name, text) -> add(name, text, found));
        for (QueryParameter parameter : incoming.query()) {
            if (names(parameter.name())) {
                add(parameter.name(), parameter.value(), found);
            }
        }
        requested.body().ifPresent(body -> inMembers(body, found));
        return found;
    }

    private static void inMembers(JsonNode node, List<WorkReference> found) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            JsonNode value = member.getValue();
            if (names(member.getKey())) {
                texts(value).forEach(text -> add(member.getKey(), text, found));
            }
            inMembers(value, found);
        }
        if (node.isArray()) {
            node.forEach(item -> inMembers(item, found));
        }
    }

    private static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        if (value.isString()) {
            texts.add(value.stringValue());
        }
        if (value.isArray()) {
            value.forEach(item -> texts.addAll(texts(item)));
        }
        return texts;
    }

    private static boolean names(String member) {
        return REFERENCE.matcher(member).matches()
                && !OF_ANOTHER.matcher(member).matches();
    }

    private static void add(String name, String text, List<WorkReference> found) {
        (OF_WORKS.matcher(name).matches() ? WorkReference.parse(text).toOptional() : worksOf(text))
                .ifPresent(found::add);
    }

    /** The works that the reference of a part of them begins with. */
    static Optional<WorkReference> worksOf(String text) {
        Matcher part = PART.matcher(text.toUpperCase(Locale.ROOT));
        return part.matches() ? WorkReference.parse(part.group(1)).toOptional() : Optional.empty();
    }
}
