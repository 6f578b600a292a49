package uk.wayleave.streetmanager;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a piece of JSON looks like, so far as it is known. {@code null} may stand in place of any shape. */
public sealed interface Shape {

    /** An object. A member that is not among the fields is unknown. */
    final class ObjectShape implements Shape {
        private final String name;
        private final Map<String, Field> fields;

        /** @param name what Street Manager calls the schema */
        public ObjectShape(String name, Collection<Field> fields) {
            this.name = name;
            Map<String, Field> byName = LinkedHashMap.newLinkedHashMap(fields.size());
            fields.forEach(field -> byName.put(field.name(), field));
            this.fields = byName;
        }

        public String name() {
            return name;
        }

        public Optional<Field> field(String member) {
            return Optional.ofNullable(fields.get(member));
        }

        /** The fields, in DfT's order. */
        public Collection<Field> fields() {
            return Collections.unmodifiableCollection(fields.values());
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
