package uk.wayleave.streetmanager;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * One version of the API as it is written down, in the files of the product or in those that an operator imported.
 *
 * @param number the number that DfT gives it
 * @param chapters what it says of each API
 * @param classes the classes of fields, by schema and name as in {@code work.PermitResponse.town}, that take the place of
 *     what {@code field-classes.json} says
 */
public record Edition(ApiVersion version, String number, Map<Api, Chapter> chapters, Map<String, FieldClass> classes) {

    /**
     * One API of one version.
     *
     * @param operations as in the operation files, one entry each
     * @param schemas by name, as in the schema files
     * @param enumerations lists of values, by name
     * @param imported whether an operator brought it
     */
    public record Chapter(
            List<JsonNode> operations,
            Map<String, JsonNode> schemas,
            Map<String, JsonNode> enumerations,
            boolean imported) {
        public Chapter {
            operations = List.copyOf(operations);
            schemas = Map.copyOf(schemas);
            enumerations = Map.copyOf(enumerations);
        }

        /** This and what a later edition added. */
        Chapter and(Chapter later) {
            List<JsonNode> all = new ArrayList<>(operations);
            all.addAll(later.operations);
            Map<String, JsonNode> allSchemas = new LinkedHashMap<>(schemas);
            allSchemas.putAll(later.schemas);
            Map<String, JsonNode> allEnumerations = new LinkedHashMap<>(enumerations);
            allEnumerations.putAll(later.enumerations);
            return new Chapter(all, allSchemas, allEnumerations, imported || later.imported);
        }
    }

    public Edition {
        chapters = Collections.unmodifiableMap(new TreeMap<>(chapters));
        classes = Map.copyOf(classes);
    }

    /** Whether an operator brought any of it. */
    public boolean isImported() {
        return chapters.values().stream().anyMatch(Chapter::imported);
    }
}
