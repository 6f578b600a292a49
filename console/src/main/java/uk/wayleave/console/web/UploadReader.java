package uk.wayleave.console.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;

/**
 * Reads a form with one file (RFC 7578) as it comes: nothing of it is written to a disk, and of a file that is too long
 * nothing is kept.
 */
final class UploadReader implements MultiPart.Parser.Listener {
    private static final int FIELDS_AT_MOST = 16 * 1024;
    private static final int PARTS_AT_MOST = 8;
    private static final int PART_HEADERS_AT_MOST = 4 * 1024;
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_NAME = 200;
    /** RFC 2046 section 5.1.1. */
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data; *boundary=\"?([0-9A-Za-z'()+_,./:=?-]{1,70})\"?");

    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]{1,100})\"");
    private static final Pattern FILE_NAME = Pattern.compile("; *filename=\"([^\"]*)\"");

    private final int fileAtMost;
    private final Map<String, List<String>> fields = new HashMap<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private String disposition = "";
    private Upload file = new Upload.Nothing();
    private boolean tooLong;
    private boolean failed;
    private boolean complete;
    private int fieldBytes;

    private UploadReader(int fileAtMost) {
        this.fileAtMost = fileAtMost;
    }

    /** What was filled in, and the file. */
    record Read(Form form, Upload file) {}

    /**
     * @param fileAtMost bytes
     * @throws IllegalArgumentException if it is no such form
     */
    static Read read(Optional<String> contentType, InputStream in, int fileAtMost) throws IOException {
        Matcher type = BOUNDARY.matcher(contentType.orElse(""));
        if (!type.matches()) throw new IllegalArgumentException("The form is of another type.");
        var reader = new UploadReader(fileAtMost);
        var parser = new MultiPart.Parser(type.group(1), MultiPartCompliance.RFC7578, reader);
        parser.setMaxParts(PARTS_AT_MOST);
        parser.setPartHeadersMaxLength(PART_HEADERS_AT_MOST);
        reader.feed(in, parser);
        if (reader.failed || !reader.complete) throw new IllegalArgumentException("The form could not be read.");
        return new Read(new Form(reader.fields), reader.file);
    }

    private void feed(InputStream in, MultiPart.Parser parser) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int held = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer, held, BUFFER - held)) {
            int length = held + count;
            // The parser (Jetty 12.1.14) takes a CRLF for a bare LF when its CR was the last byte of the chunk before.
            held = length > 0 && buffer[length - 1] == '\r' ? 1 : 0;
            parse(parser, buffer, length - held);
            buffer[0] = '\r';
            if (failed) return;
        }
        parse(parser, buffer, held);
        parser.parse(Content.Chunk.EOF);
    }

    private static void parse(MultiPart.Parser parser, byte[] buffer, int length) {
        if (length > 0) parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, length), false));
    }

    @Override
    public void onPartBegin() {
        disposition = "";
        tooLong = false;
        value.reset();
    }

    @Override
    public void onPartHeader(String name, String text) {
        if (name.toLowerCase(Locale.ROOT).equals("content-disposition")) disposition = text;
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
        ByteBuffer bytes = chunk.getByteBuffer();
        int count = bytes.remaining();
        if (isFile()) tooLong |= value.size() + count > fileAtMost;
        else {
            fieldBytes += count;
            failed |= fieldBytes > FIELDS_AT_MOST;
        }
        if (failed) return;
        if (tooLong) {
            value.reset();
            return;
        }
        byte[] copy = new byte[count];
        bytes.get(copy);
        value.writeBytes(copy);
    }

    private boolean isFile() {
        return FILE_NAME.matcher(disposition).find();
    }

    @Override
    public void onPartEnd() {
        Matcher name = NAME.matcher(disposition);
        Matcher fileName = FILE_NAME.matcher(disposition);
        if (!name.find()) failed = true;
        else if (!fileName.find())
            fields.computeIfAbsent(name.group(1), same -> new ArrayList<>())
                    .add(value.toString(StandardCharsets.UTF_8));
        else if (tooLong) file = new Upload.TooLong();
        else if (value.size() > 0) file = new Upload.Whole(plain(fileName.group(1)), value.toByteArray());
        value.reset();
    }

    /** Without directories, and what a person may have to read. */
    private static String plain(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String printable = last.codePoints()
                .filter(c -> !Character.isISOControl(c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        if (printable.isEmpty()) return "contract.pdf";
        return printable.substring(0, Math.min(printable.length(), LONGEST_NAME));
    }

    @Override
    public void onComplete() {
        complete = true;
    }

    @Override
    public void onFailure(Throwable notAForm) {
        failed = true;
    }
}
