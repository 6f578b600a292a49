package uk.wayleave.streetmanager;

/** What the body of a request or of a successful answer is. */
public enum Content {
    EMPTY,
    JSON,
    /** A form with a file in it. */
    MULTIPART,
    /** A file of any kind. */
    BINARY,
    CSV
}
