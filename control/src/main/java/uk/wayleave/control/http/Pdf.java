package uk.wayleave.control.http;

/** A document as a body: {@code application/pdf}, in place of JSON. */
public record Pdf(byte[] bytes) {
    /** 10 MB. */
    public static final int LARGEST = 10 * 1024 * 1024;

    static final String TYPE = "application/pdf";

    /** Without its bytes. */
    @Override
    public String toString() {
        return "Pdf[withheld]";
    }
}
