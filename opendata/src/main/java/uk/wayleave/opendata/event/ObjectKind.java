package uk.wayleave.opendata.event;

import java.util.Optional;

/** What an open event is about. */
public enum ObjectKind {
    PERMIT(1, "permits", "permit_reference_number", "works_location_coordinates"),
    ACTIVITY(2, "activities", "activity_reference_number", "activity_coordinates"),
    SECTION_58(3, "section-58s", "section_58_reference_number", "section_58_coordinates"),
    /** A kind that DfT began to publish after this was written: kept, not served. */
    OTHER(9, "other", "", "");

    private final int code;
    private final String collection;
    private final String referenceField;
    private final String coordinatesField;

    ObjectKind(int code, String collection, String referenceField, String coordinatesField) {
        this.code = code;
        this.collection = collection;
        this.referenceField = referenceField;
        this.coordinatesField = coordinatesField;
    }

    /** How the store writes it. */
    public int code() {
        return code;
    }

    /** The name of its collection in the open API. */
    public String collection() {
        return collection;
    }

    String referenceField() {
        return referenceField;
    }

    String coordinatesField() {
        return coordinatesField;
    }

    public static ObjectKind of(int code) {
        for (ObjectKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("No kind of object has the code " + code + ".");
    }

    /** The kind whose collection is called so, of those that are served. */
    public static Optional<ObjectKind> ofCollection(String name) {
        for (ObjectKind kind : values()) {
            if (kind != OTHER && kind.collection.equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
