package uk.wayleave.streetmanager;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a piece of JSON looks like, so far as it is known. {@code null} may stand in place of any shape. */
public sealed interface Shape {

    /** An object. A member that is not among the fields is unknown. */
    final class ObjectShape implements Shape {
        private final String name;
        private final List<Field> fields;
        /** Wrapped once: a field is looked for with every member of every answer. */
        private final Map<String, Optional<Field>> byName;

        /** @param name what Street Manager calls the schema */
        public ObjectShape(String name, Collection<Field> fields) {
            this.name = name;
            Map<String, Field> last = LinkedHashMap.newLinkedHashMap(fields.size());
            fields.forEach(field -> last.put(field.name(), field));
            this.fields = List.copyOf(last.values());
            this.byName = HashMap.newHashMap(fields.size());
            this.fields.forEach(field -> byName.put(field.name(), Optional.of(field)));
        }

        public String name() {
            return name;
        }

        public Optional<Field> field(String member) {
            return byName.getOrDefault(member, Optional.empty());
        }

        /** The fields, in DfT's order. */
        public Collection<Field> fields() {
            return fields;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record ArrayShape(Shape items) implements Shape {}

    /** Text, a number, or a boolean. Dates and closed lists of values are text: DfT adds values without notice. */
    enum ScalarShape implements Shape {
        STRING,
        NUMBER,
        BOOLEAN
    }

    /** GeoJSON geometry or its coordinates: passes as it is. */
    enum FreeShape implements Shape {
        GEOMETRY
    }
}
