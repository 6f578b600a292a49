package uk.wayleave.gateway.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.form.Form;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.PublishedTexts;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/**
 * Finds the texts of a call that may say anything: free text, what nobody has classified, members that are not in the
 * catalogue at all (with their names), texts where something else belongs, and the name of a file. All of it goes out, whatever Street Manager
 * makes of it.
 */
final class TextsOfCall {
    /** What is replaced before it goes out: in JSON other names than in forms, and only at the top. */
    private static final Set<String> PERSON_IN_JSON = Set.of(ScreeningStep.IDENTIFIER, ScreeningStep.NAME);

    private static final Set<String> PERSON_IN_FORM =
            Set.of(RequestShape.Form.USER_IDENTIFIER, RequestShape.Form.USER_NAME);
    private static final int NAME_SHOWN = 64;

    private final PublishedTexts published;
    private final List<OutgoingText> texts = new ArrayList<>();

    TextsOfCall(PublishedTexts published) {
        this.published = published;
    }

    List<OutgoingText> of(List<QueryParameter> query, Requested requested) {
        for (QueryParameter parameter : query) {
            if (mayBeAnything(requested.operation(), parameter)) {
                add("query parameter " + shown(parameter.name()), parameter.name(), parameter.value());
            }
        }
        requested.body().ifPresent(body -> body(requested.operation(), body));
        requested.form().ifPresent(this::form);
        return texts;
    }

    private static boolean mayBeAnything(Operation operation, QueryParameter parameter) {
        Optional<FieldClass> known = operation.parameters().stream()
                .filter(one ->
                        one.place() == Parameter.Place.QUERY && one.name().equals(parameter.name()))
                .map(Parameter::fieldClass)
                .findFirst();
        return known.map(FieldClass::mayBeAnything).orElse(true);
    }

    private void body(Operation operation, ObjectNode body) {
        if (operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)) {
            object(body, shape, "");
        } else {
            everything(body, "", "");
        }
    }

    private void form(Form form) {
        new TreeMap<>(form.fields()).forEach((name, value) -> {
            if (!PERSON_IN_FORM.contains(name)) {
                add("part " + name, name, value);
            }
        });
        add("name of the file", RequestShape.Form.FILE, words(form.file().name()));
    }

    /** Of a file's name, with each character in its place. */
    private static String words(String name) {
        return name.replace('_', ' ').replace('-', ' ').replace('.', ' ');
    }

    private void object(ObjectNode object, Shape.ObjectShape shape, String pointer) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            Optional<Field> field = shape.field(name);
            String at = pointer + "/" + shown(name);
            if (PERSON_IN_JSON.contains(name) && pointer.isEmpty()) {
                continue;
            }
            if (field.isEmpty()) {
                unknown(member, at, name);
            } else if (field.get().fieldClass().mayBeAnything()) {
                free(member.getValue(), field.get().shape(), at, name);
            } else {
                value(member.getValue(), field.get().shape(), at, name);
            }
        }
    }

    /** In free text: every text, but in objects of a known shape what their members are. */
    private void free(JsonNode value, Shape shape, String at, String field) {
        switch (shape) {
            case Shape.ObjectShape object when value instanceof ObjectNode node -> object(node, object, at);
            case Shape.ArrayShape(Shape items)
            when value.isArray() -> {
                for (int i = 0; i < value.size(); i++) {
                    free(value.get(i), items, at + "/" + i, field);
                }
            }
            default -> everything(value, at, field);
        }
    }

    /** In something else: what has another shape than it should have may be anything. */
    private void value(JsonNode value, Shape shape, String at, String field) {
        switch (shape) {
            case Shape.ObjectShape object when value instanceof ObjectNode node -> object(node, object, at);
            case Shape.ArrayShape(Shape items)
            when value.isArray() -> {
                for (int i = 0; i < value.size(); i++) {
                    value(value.get(i), items, at + "/" + i, field);
                }
            }
            case Shape.ScalarShape _ when value.isValueNode() -> {}
            default -> everything(value, at, field);
        }
    }

    /** Its name is the caller's own word as well. */
    private void unknown(Map.Entry<String, JsonNode> member, String at, String field) {
        add("name of the member " + at, field, member.getKey());
        everything(member.getValue(), at, field);
    }

    private void everything(JsonNode value, String at, String field) {
        if (value.isString()) {
            add(at, field, value.stringValue());
        } else if (value.isNumber()) {
            add(at, field, value.asString());
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                everything(value.get(i), at + "/" + i, field);
            }
        } else {
            value.properties()
                    .forEach(member -> unknown(
                            member, at + "/" + shown(member.getKey()), field.isEmpty() ? member.getKey() : field));
        }
    }

    private void add(String where, String field, String text) {
        texts.add(new OutgoingText(where, field, published.include(field), text));
    }

    /** A name is repeated to the caller only where it is plainly one (RFC 6901 needs no escapes then). */
    private static String shown(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= NAME_SHOWN
                && name.chars().allMatch(c -> c == '_' || c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
        return plain ? name : "(a name that is none)";
    }
}
