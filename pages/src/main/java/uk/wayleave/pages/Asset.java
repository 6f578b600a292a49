package uk.wayleave.pages;

/**
 * A file that pages load.
 *
 * @param type its media type
 * @param version changes with its content
 */
public record Asset(String type, byte[] bytes, String version) {
    /** What a browser keeps it by (RFC 9110 section 8.8.3). */
    public String etag() {
        return '"' + version + '"';
    }
}
