package uk.wayleave.streetmanager.description;

/** What a value is, as the schema files of the catalogue write it. */
public sealed interface FieldType {

    /** @param enumeration the name of the list of values it is one of; empty where it may be any */
    record Text(String enumeration) implements FieldType {
        @Override
        public String toString() {
            return written("text", enumeration);
        }
    }

    /** @param enumeration the name of the list of values it is one of; empty where it may be any */
    record Numeric(String enumeration) implements FieldType {
        @Override
        public String toString() {
            return written("number", enumeration);
        }
    }

    record Truth() implements FieldType {
        @Override
        public String toString() {
            return "truth";
        }
    }

    /** Anything: described no further, as GeoJSON coordinates are. */
    record Anything() implements FieldType {
        @Override
        public String toString() {
            return "geometry";
        }
    }

    /** An object of a named schema of the same API. */
    record Named(String schema) implements FieldType {
        @Override
        public String toString() {
            return schema;
        }
    }

    record ListOf(FieldType items) implements FieldType {
        @Override
        public String toString() {
            return "[" + items + "]";
        }
    }

    FieldType TEXT = new Text("");
    FieldType NUMBER = new Numeric("");
    FieldType TRUTH = new Truth();
    FieldType ANYTHING = new Anything();

    /** Reads a type as it is written. */
    static FieldType parse(String written) {
        if (written.startsWith("[")) {
            return new ListOf(parse(written.substring(1, written.length() - 1)));
        }
        int open = written.indexOf('(');
        String enumeration = open < 0 ? "" : written.substring(open + 1, written.length() - 1);
        return switch (open < 0 ? written : written.substring(0, open)) {
            case "text" -> new Text(enumeration);
            case "number" -> new Numeric(enumeration);
            case "truth" -> TRUTH;
            case "geometry" -> ANYTHING;
            default -> new Named(written);
        };
    }

    private static String written(String type, String enumeration) {
        return enumeration.isEmpty() ? type : type + "(" + enumeration + ")";
    }
}
