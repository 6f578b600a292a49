package uk.wayleave.gateway.form;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.FileType;
import uk.wayleave.streetmanager.RequestShape;

/**
 * Takes the parts of one form from Jetty's parser. What is wrong is kept until the reader asks: the parser would swallow
 * what is thrown here.
 */
final class PartsOfForm implements MultiPart.Parser.Listener {
    private static final int FIELD_AT_MOST = 1024;
    private static final Set<String> PART_HEADERS =
            Set.of("content-disposition", "content-type", "content-length", "content-transfer-encoding");
    /** Encodings that leave the bytes as they are (RFC 2045 section 6.2); any other would have to be undone. */
    private static final Set<String> UNENCODED = Set.of("binary", "8bit", "7bit");
    /** What a client declares that does not know the type. */
    private static final String UNKNOWN = "application/octet-stream";

    private final RequestShape.Form shape;
    private final Spool.Writer file;
    private final FileSignature signature = new FileSignature();
    private final Map<String, String> fields = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final byte[] value = new byte[FIELD_AT_MOST];
    private int valueLength;
    private String part = "";
    private @Nullable String fileName;
    private Optional<String> declared = Optional.empty();
    private boolean complete;
    private @Nullable Refused failure;

    PartsOfForm(RequestShape.Form shape, Spool.Writer file) {
        this.shape = shape;
        this.file = file;
    }

    void refuseWhatFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    /** The form, once all of it has come. */
    Form form() throws IOException {
        if (!complete) {
            throw malformed("It ends before its last boundary.");
        }
        if (fileName == null) {
            throw bad(400, "file-missing", "The form has no file in it. Send it in the part named file.", "part file");
        }
        if (file.size() == 0) {
            throw bad(400, "file-empty", "The file is empty.", "part file");
        }
        FileType type = type(fileName);
        return new Form(fields, new FormFile(FileName.of(fileName, type), type, file.finish()));
    }

    private FileType type(String name) {
        FileType type = signature
                .type()
                .filter(shape.files()::contains)
                .orElseThrow(() -> bad(415, "file-type-not-taken", takes(), "part file"));
        boolean declaredSo = declared.isEmpty() || declared.get().equals(UNKNOWN) || type.isCalled(declared.get());
        String extension = FileName.extensionOf(name);
        boolean namedSo = extension.isEmpty() || type.endsWith(extension);
        if (!declaredSo || !namedSo) {
            throw bad(
                    415,
                    "file-type-disagrees",
                    "By its bytes the file is of type " + type.mediaType()
                            + ", but its Content-Type or the end of its name says otherwise.",
                    "part file");
        }
        return type;
    }

    private String takes() {
        if (shape.files().contains(FileType.STREET_LIST)) {
            return "This call takes a list of streets: one column of at most 10,000 USRNs, as CSV without a heading.";
        }
        return "Street Manager takes files of the types PDF, PNG, JPEG, TIFF, BMP and Word, told by their bytes.";
    }

    @Override
    public void onPartBegin() {
        headers.clear();
        valueLength = 0;
        part = "";
    }

    @Override
    public void onPartHeader(String name, String text) {
        String known = name.toLowerCase(Locale.ROOT);
        if (!PART_HEADERS.contains(known)) {
            fail(malformed("A part has a header other than Content-Disposition and Content-Type."));
        } else if (headers.put(known, text) != null) {
            fail(malformed("A part has a header twice."));
        }
    }

    @Override
    public void onPartHeaders() {
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        Optional<HeaderValue> disposition = Optional.ofNullable(headers.get("content-disposition"))
                .filter(text -> text.indexOf('\uFFFD') < 0)
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .flatMap(HeaderValue::parse)
                .filter(read -> read.essence().equals("form-data"))
                .filter(read ->
                        Set.of("name", "filename").containsAll(read.parameters().keySet()));
        if (disposition.isEmpty() || !UNENCODED.contains(encoding.toLowerCase(Locale.ROOT))) {
            fail(malformed(
                    "Each part needs a Content-Disposition of form-data with a name, in UTF-8, and no encoding of"
                            + " its content."));
            return;
        }
        begin(disposition.get());
    }

    private void begin(HeaderValue disposition) {
        part = disposition.parameter("name").orElse("");
        Optional<String> name = disposition.parameter("filename");
        if (part.equals(RequestShape.Form.FILE)) {
            beginFile(name);
        } else if (!isKnown(part)) {
            fail(bad(400, "form-field-unknown", "The form has a part that this call does not take.", where(part)));
        } else if (name.isPresent()) {
            fail(bad(400, "form-field-not-text", "This part is a text, not a file.", where(part)));
        } else if (fields.containsKey(part)) {
            fail(bad(400, "form-field-repeated", "The form has this part twice.", where(part)));
        }
    }

    /** Who acts may be named wherever a form is taken, as in JSON; whether it goes out is another matter. */
    private boolean isKnown(String name) {
        return shape.fields().contains(name)
                || name.equals(RequestShape.Form.USER_IDENTIFIER)
                || name.equals(RequestShape.Form.USER_NAME);
    }

    private void beginFile(Optional<String> name) {
        if (fileName != null) {
            fail(bad(400, "file-repeated", "One file can be uploaded at a time.", "part file"));
            return;
        }
        if (name.filter(Marker::isIn).isPresent()) {
            fail(bad(
                    422,
                    "withheld-marker-sent",
                    "The name of the file is the marker that stands for a withheld value. Send the real one.",
                    "part file"));
            return;
        }
        fileName = name.orElse("");
        declared = Optional.ofNullable(headers.get("content-type"))
                .map(text -> HeaderValue.parse(text).map(HeaderValue::essence).orElse("unreadable"));
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        if (failure != null) {
            return;
        }
        ByteBuffer bytes = chunk.getByteBuffer();
        if (part.equals(RequestShape.Form.FILE)) {
            takeFile(bytes);
        } else if (valueLength + bytes.remaining() > FIELD_AT_MOST) {
            fail(bad(400, "form-field-too-long", "This part is longer than any value that belongs here.", where(part)));
        } else {
            int count = bytes.remaining();
            bytes.get(value, valueLength, count);
            valueLength += count;
        }
    }

    private void takeFile(ByteBuffer bytes) {
        if (file.size() + bytes.remaining() > FormReader.FILE_AT_MOST) {
            fail(bad(413, "file-too-long", "A file is at most 10 MB (10,485,760 bytes) long.", "part file"));
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        try {
            signature.update(copy, 0, copy.length);
            file.write(copy, 0, copy.length);
        } catch (IOException spoolFailed) {
            fail(FormReader.noRoom());
        }
    }

    @Override
    public void onPartEnd() {
        if (failure == null && !part.equals(RequestShape.Form.FILE)) {
            text().ifPresentOrElse(
                            text -> fields.put(part, text),
                            () -> fail(bad(
                                    400,
                                    "form-field-malformed",
                                    "This part is no text in UTF-8 without control characters.",
                                    where(part))));
        }
    }

    private Optional<String> text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(value, 0, valueLength))
                    .toString();
            return text.chars().anyMatch(Character::isISOControl) ? Optional.empty() : Optional.of(text);
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(Throwable notAForm) {
        fail(malformed("Its boundaries, headers or line ends are not those of RFC 7578, or it does not end."));
    }

    private void fail(Refused why) {
        if (failure == null) {
            failure = why;
        }
    }

    /** A name is repeated to the caller only where it is plainly one. */
    private static String where(String part) {
        return part.matches("[A-Za-z0-9_-]{1,64}") ? "part " + part : "a part of the form";
    }

    private static Refused malformed(String why) {
        return new Refused(
                Refusal.BadRequest.of(400, "form-malformed", "The form cannot be read in only one way. " + why));
    }

    private static Refused bad(int status, String code, String detail, String where) {
        return new Refused(new Refusal.BadRequest(status, code, detail, Optional.of(where)));
    }
}
