package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The schemas of one version, each made once and shared. */
final class Schemas {
    private final Edition source;
    private final FieldClasses classes;
    private final Map<String, Shape.ObjectShape> made = new HashMap<>();
    private final Set<String> making = new LinkedHashSet<>();

    Schemas(Edition source, FieldClasses classes) {
        this.source = source;
        this.classes = classes;
    }

    /** @param type a type as the schema files write it, without the mark of a required member */
    Shape shape(Api api, String type) {
        if (type.endsWith(")")) {
            // A closed list of values is taken for what its values are: DfT adds to it without notice.
            return shape(api, type.substring(0, type.indexOf('(')));
        }
        if (type.startsWith("[")) {
            return new Shape.ArrayShape(shape(api, type.substring(1, type.length() - 1)));
        }
        return switch (type) {
            case "text" -> Shape.ScalarShape.STRING;
            case "number" -> Shape.ScalarShape.NUMBER;
            case "truth" -> Shape.ScalarShape.BOOLEAN;
            case "geometry" -> Shape.FreeShape.GEOMETRY;
            default -> object(api, type);
        };
    }

    Shape.ObjectShape object(Api api, String name) {
        String key = api.segment() + "." + name;
        Shape.ObjectShape known = made.get(key);
        if (known != null) {
            return known;
        }
        check(making.add(key), key + " contains itself");
        Shape.ObjectShape shape = new Shape.ObjectShape(key, fields(api, key, name));
        making.remove(key);
        made.put(key, shape);
        return shape;
    }

    private List<Field> fields(Api api, String key, String name) {
        Edition.Chapter chapter = source.chapters().get(api);
        JsonNode schema = chapter == null ? null : chapter.schemas().get(name);
        if (schema == null) {
            throw new IllegalStateException("The catalogue is damaged. No schema " + key);
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String type = member.getValue().asString();
            boolean required = type.endsWith("!");
            Shape shape = shape(api, required ? type.substring(0, type.length() - 1) : type);
            fields.add(classes.field(key, member.getKey(), shape, required));
        }
        return fields;
    }
}
