package uk.wayleave.sandbox.wire;

import java.util.Map;
import java.util.Optional;

/** A multipart form: its plain fields, and the first part that was a file. */
public record Form(Map<String, String> fields, Optional<Attachment> file) {
    /** Of a call that sent none. */
    public static final Form NONE = new Form(Map.of(), Optional.empty());

    public Form {
        fields = Map.copyOf(fields);
    }

    /** A file as it was sent. */
    public static final class Attachment {
        private final String name;
        private final byte[] content;

        public Attachment(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        public String name() {
            return name;
        }

        public byte[] content() {
            return content;
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(text -> !text.isBlank());
    }
}
