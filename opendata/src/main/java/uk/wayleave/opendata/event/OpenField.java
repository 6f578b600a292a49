package uk.wayleave.opendata.event;

/**
 * One member of an event's {@code object_data} that is known to be published.
 *
 * @param name as published
 */
public record OpenField(String name, Form form) {
    /** How it is published, and how it is served. */
    public enum Form {
        /** Text; numbers and booleans are taken as text. */
        TEXT,
        /** A code: small letters, digits and underscores, made of the label where a label stands in its place. */
        CODE,
        /** Published as the UTC instant of midnight in London; served as the date in London. */
        DATE,
        /** An instant, served in UTC. */
        INSTANT,
        /** Values joined with commas; served as a list. */
        LIST,
        /** Well-known text in the British National Grid; served as the feature's geometry. */
        COORDINATES
    }
}
