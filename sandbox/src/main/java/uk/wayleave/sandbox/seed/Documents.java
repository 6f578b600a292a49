package uk.wayleave.sandbox.seed;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import uk.wayleave.sandbox.wire.Form;

/** Files with next to nothing in them. */
final class Documents {
    /** The shortest beginning and end a JPEG can have. */
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010100000100010000ffd9");

    private Documents() {}

    static Form.Attachment plan(String name) {
        byte[] content = "%PDF-1.4\n% A plan that shows nothing\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        return new Form.Attachment(name, content);
    }

    static Form.Attachment photo(String name) {
        return new Form.Attachment(name, JPEG.clone());
    }

    static Form.Attachment text(String name, String text) {
        return new Form.Attachment(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
