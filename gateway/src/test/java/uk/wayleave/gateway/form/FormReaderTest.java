package uk.wayleave.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.gateway.SampleFiles;
import uk.wayleave.gateway.SampleForm;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.FileType;
import uk.wayleave.streetmanager.RequestShape;

class FormReaderTest {
    private static final RequestShape.Form UPLOAD = new RequestShape.Form(
            Set.of("swaCode"), Set.of(FileType.PDF, FileType.PNG, FileType.WORD, FileType.WORD_XML));
    private static final RequestShape.Form AREA =
            new RequestShape.Form(Set.of("internalUserIdentifier", "internalUserName"), Set.of(FileType.STREET_LIST));

    /** Bytes that come so many at a time. */
    private record Arriving(byte[] bytes, int atATime) implements RequestBody {
        @Override
        public boolean isEmpty() {
            return bytes.length == 0;
        }

        @Override
        public Reading read() {
            throw new IllegalStateException("A form is never read whole.");
        }

        @Override
        public InputStream openStream(long limit) {
            InputStream in = new ByteArrayInputStream(bytes);
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    return in.read();
                }

                @Override
                public int read(byte[] into, int offset, int length) throws IOException {
                    return in.read(into, offset, Math.min(length, atATime));
                }
            };
        }
    }

    private static Incoming incoming(String contentType, byte[] body, int atATime) {
        return new Incoming(
                UUID.randomUUID(),
                Instant.EPOCH,
                "POST",
                "v6",
                "work",
                List.of("files"),
                List.of(),
                new Incoming.CallHeaders(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(contentType),
                        Optional.empty()),
                new Arriving(body, atATime));
    }

    private static FormReader reader() {
        return new FormReader(new SpoolSettings(64 << 10, Path.of(System.getProperty("java.io.tmpdir"))));
    }

    private static Form read(SampleForm form, RequestShape.Form shape) {
        return reader().read(incoming(form.contentType(), form.bytes(), 4096), shape);
    }

    private static Refusal.BadRequest refused(String contentType, byte[] body, RequestShape.Form shape) {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> reader().read(incoming(contentType, body, 1000), shape));
        assertThat(refused).isNotNull();
        return (Refusal.BadRequest) refused.refusal();
    }

    private static Refusal.BadRequest refused(SampleForm form) {
        return refused(form.contentType(), form.bytes(), UPLOAD);
    }

    private static byte[] content(Form form) throws IOException {
        try (var spool = form.file().content();
                InputStream in = spool.openStream()) {
            return in.readAllBytes();
        }
    }

    @Test
    void readsFieldsAndFile() throws IOException {
        Form form = read(
                SampleForm.with("Plan.PDF", "application/pdf", SampleFiles.PDF).field("swaCode", "9981"), UPLOAD);

        assertThat(form.fields()).isEqualTo(Map.of("swaCode", "9981"));
        assertThat(form.file().name()).isEqualTo("Plan.pdf");
        assertThat(form.file().type()).isEqualTo(FileType.PDF);
        assertThat(content(form)).isEqualTo(SampleFiles.PDF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/octet-stream", "application/pdf", "APPLICATION/PDF; name=x", "application/x-pdf"})
    void takesTheTypesThatClientsDeclare(String declared) {
        assertThat(read(SampleForm.with("plan.pdf", declared, SampleFiles.PDF), UPLOAD)
                        .file()
                        .type())
                .isEqualTo(FileType.PDF);
    }

    @Test
    void takesAFileWithoutDeclaredTypeAndWithHeadersThatSomeClientsAdd() {
        SampleForm form = SampleForm.empty()
                .part(
                        SampleFiles.PDF,
                        "content-disposition: form-data; name=file; filename=plan.pdf",
                        "Content-Transfer-Encoding: binary",
                        "Content-Length: " + SampleFiles.PDF.length);

        assertThat(read(form, UPLOAD).file().name()).isEqualTo("plan.pdf");
    }

    @Test
    void takesWhoActsInAnyForm() {
        SampleForm form = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF)
                .field("internalUserIdentifier", "jo.planner");

        assertThat(read(form, UPLOAD).field("internalUserIdentifier")).contains("jo.planner");
    }

    @Test
    void takesAListOfStreetsWhereOneBelongs() {
        assertThat(read(SampleForm.with("streets.csv", "text/csv", SampleFiles.STREETS), AREA)
                        .file()
                        .type())
                .isEqualTo(FileType.STREET_LIST);
    }

    /** A form with the code by which it is refused. */
    record Wrong(String why, String code, int status, SampleForm form) {
        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Wrong> wrong() {
        SampleForm good = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF);
        return Stream.of(
                new Wrong("no file", "file-missing", 400, SampleForm.empty().field("swaCode", "9981")),
                new Wrong("an empty file", "file-empty", 400, SampleForm.with("a.pdf", "application/pdf", new byte[0])),
                new Wrong("two files", "file-repeated", 400, good.file("b.pdf", "application/pdf", SampleFiles.PDF)),
                new Wrong(
                        "a field twice",
                        "form-field-repeated",
                        400,
                        good.field("swaCode", "1").field("swaCode", "2")),
                new Wrong("an unknown field", "form-field-unknown", 400, good.field("isAdmin", "true")),
                new Wrong(
                        "a second file under another name",
                        "form-field-unknown",
                        400,
                        good.part(
                                SampleFiles.PDF,
                                "Content-Disposition: form-data; name=\"other\"; filename=\"x.pdf\"",
                                "Content-Type: application/pdf")),
                new Wrong(
                        "a field that is a file",
                        "form-field-not-text",
                        400,
                        good.part(
                                "9981".getBytes(StandardCharsets.US_ASCII),
                                "Content-Disposition: form-data; name=\"swaCode\"; filename=\"x\"")),
                new Wrong("a long field", "form-field-too-long", 400, good.field("swaCode", "9".repeat(2000))),
                new Wrong("a field with a line break", "form-field-malformed", 400, good.field("swaCode", "9\r\nX: y")),
                new Wrong(
                        "a field that is no UTF-8",
                        "form-field-malformed",
                        400,
                        good.part(new byte[] {(byte) 0xff}, "Content-Disposition: form-data; name=\"swaCode\"")),
                new Wrong(
                        "a part without a name",
                        "form-field-unknown",
                        400,
                        good.part(new byte[0], "Content-Disposition: form-data")),
                new Wrong(
                        "a part without a disposition",
                        "form-malformed",
                        400,
                        good.part(new byte[0], "Content-Type: text/plain")),
                new Wrong(
                        "a disposition twice",
                        "form-malformed",
                        400,
                        good.part(
                                new byte[0],
                                "Content-Disposition: form-data; name=\"swaCode\"",
                                "Content-Disposition: form-data; name=\"file\"")),
                new Wrong(
                        "a name twice",
                        "form-malformed",
                        400,
                        good.part(new byte[0], "Content-Disposition: form-data; name=\"swaCode\"; name=\"file\"")),
                new Wrong(
                        "a file name in two spellings",
                        "form-malformed",
                        400,
                        SampleForm.empty()
                                .part(
                                        SampleFiles.PDF,
                                        "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\";"
                                                + " filename*=UTF-8''b.pdf")),
                new Wrong(
                        "a header after the file name",
                        "form-malformed",
                        400,
                        SampleForm.empty()
                                .part(
                                        SampleFiles.PDF,
                                        "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf",
                                        "X-Injected: yes\"")),
                new Wrong(
                        "an unknown header",
                        "form-malformed",
                        400,
                        SampleForm.empty()
                                .part(
                                        SampleFiles.PDF,
                                        "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"",
                                        "X-Token: abc")),
                new Wrong(
                        "an encoded part",
                        "form-malformed",
                        400,
                        SampleForm.empty()
                                .part(
                                        SampleFiles.PDF,
                                        "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"",
                                        "Content-Transfer-Encoding: base64")),
                new Wrong(
                        "a form in the form",
                        "form-malformed",
                        400,
                        SampleForm.empty()
                                .part(
                                        "--inner\r\n\r\n--inner--".getBytes(StandardCharsets.US_ASCII),
                                        "Content-Disposition: attachment; filename=\"a.pdf\"",
                                        "Content-Type: multipart/mixed; boundary=inner")),
                new Wrong(
                        "a form in place of the file",
                        "file-type-not-taken",
                        415,
                        SampleForm.with(
                                "a.pdf",
                                "multipart/mixed; boundary=inner",
                                "--inner\r\n\r\n%PDF-1.7\r\n--inner--".getBytes(StandardCharsets.US_ASCII))),
                new Wrong(
                        "a name that is our marker",
                        "withheld-marker-sent",
                        422,
                        SampleForm.with("[withheld by Wayleave].pdf", "application/pdf", SampleFiles.PDF)),
                new Wrong(
                        "an executable that is called a PDF",
                        "file-type-not-taken",
                        415,
                        SampleForm.with("a.pdf", "application/pdf", "MZ".getBytes(StandardCharsets.US_ASCII))),
                new Wrong(
                        "a PDF that is declared a picture",
                        "file-type-disagrees",
                        415,
                        SampleForm.with("a.pdf", "image/png", SampleFiles.PDF)),
                new Wrong(
                        "a PDF that is named a picture",
                        "file-type-disagrees",
                        415,
                        SampleForm.with("a.png", "application/pdf", SampleFiles.PDF)),
                new Wrong(
                        "a type that is not taken here",
                        "file-type-not-taken",
                        415,
                        SampleForm.with("a.jpg", "image/jpeg", SampleFiles.JPEG)),
                new Wrong(
                        "a list of streets where a document belongs",
                        "file-type-not-taken",
                        415,
                        SampleForm.with("a.csv", "text/csv", SampleFiles.STREETS)),
                new Wrong(
                        "an archive",
                        "file-type-not-taken",
                        415,
                        SampleForm.with("a.docx", "application/octet-stream", SampleFiles.zip("a.exe"))),
                new Wrong(
                        "10 MB and a byte",
                        "file-too-long",
                        413,
                        SampleForm.with("a.pdf", "application/pdf", SampleFiles.pdfOf(FormReader.FILE_AT_MOST + 1))));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesWhatIsNotOneFileAndKnownFields(Wrong wrong) {
        Refusal.BadRequest refusal = refused(wrong.form());

        assertThat(refusal.code()).isEqualTo(wrong.code());
        assertThat(refusal.status()).isEqualTo(wrong.status());
        assertThat(refusal.detail() + refusal.where()).doesNotContain("plan", "9981", "isAdmin=", "X-Injected");
    }

    @Test
    void readsAFormWhereverItsBytesAreParted() throws IOException {
        SampleForm form =
                SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF).field("swaCode", "9981");
        for (int atATime = 1; atATime <= form.bytes().length; atATime++) {
            Form read = reader().read(incoming(form.contentType(), form.bytes(), atATime), UPLOAD);
            assertThat(content(read)).as(atATime + " bytes at a time").isEqualTo(SampleFiles.PDF);
        }
    }

    @Test
    void takes10MegabytesExactly() throws IOException {
        byte[] file = SampleFiles.pdfOf(FormReader.FILE_AT_MOST);

        assertThat(content(read(SampleForm.with("a.pdf", "application/pdf", file), UPLOAD)))
                .isEqualTo(file);
    }

    @Test
    void refusesAFormThatIsCutOffAnywhere() {
        SampleForm form =
                SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF).field("swaCode", "9981");
        byte[] whole = form.bytes();
        // Up to the two line-end bytes and dashes of its last boundary.
        for (int length = 0; length < whole.length - 4; length++) {
            assertThat(refused(form.contentType(), Arrays.copyOf(whole, length), UPLOAD)
                            .code())
                    .as("cut at " + length)
                    .isIn("form-malformed", "file-missing", "file-empty");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"a\\\"b\"",
                "multipart/form-data; boundary=a; boundary=b",
                "multipart/form-data; boundary=a; charset=utf-16",
                "multipart/form-data; boundary=aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghh"
            })
    void refusesABoundaryThatIsNotOne(String contentType) {
        assertThat(refused(contentType, new byte[0], UPLOAD).code())
                .isIn("form-malformed", "content-type-not-multipart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "multipart/mixed; boundary=a", "text/plain", "multipart", ";"})
    void refusesABodyThatIsNoForm(String contentType) {
        Refusal.BadRequest refusal = refused(contentType, new byte[0], UPLOAD);

        assertThat(refusal.status()).isEqualTo(415);
        assertThat(refusal.code()).isEqualTo("content-type-not-multipart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r"})
    void refusesOtherLineEnds(String lineEnd) {
        SampleForm form = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF);
        String text = new String(form.bytes(), StandardCharsets.ISO_8859_1).replace("\r\n", lineEnd);

        assertThat(refused(form.contentType(), text.getBytes(StandardCharsets.ISO_8859_1), UPLOAD)
                        .code())
                .isEqualTo("form-malformed");
    }

    @Test
    void refusesMorePartsThanAnyFormHas() {
        SampleForm form = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF);
        for (int i = 0; i < 50; i++) {
            form = form.part(new byte[0], "Content-Disposition: form-data; name=\"swaCode\"");
        }

        assertThat(refused(form).code()).isIn("form-malformed", "form-field-repeated");
    }

    @Test
    void refusesALongHead() {
        SampleForm form = SampleForm.with("a".repeat(100_000) + ".pdf", "application/pdf", SampleFiles.PDF);

        assertThat(refused(form).code()).isEqualTo("form-malformed");
    }

    @Property(tries = 300)
    void whatIsWrittenAnewIsWhatWasRead(
            @ForAll("contents") byte[] content,
            @ForAll("fileNames") String name,
            @ForAll @IntRange(min = 1, max = 70) int chunk)
            throws IOException {
        SampleForm sent = SampleForm.with(name, "application/pdf", content).field("swaCode", "9981");
        Form first = reader().read(incoming(sent.contentType(), sent.bytes(), chunk), UPLOAD);
        OutboundBody.Form written = new FormWriter().write(first.fields(), first.file());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(written.before());
        try (InputStream in = written.file().openStream()) {
            in.transferTo(out);
        }
        out.writeBytes(written.after());
        assertThat(out.size()).isEqualTo((int) written.length());

        Form again = reader().read(
                        incoming("multipart/form-data; boundary=" + written.boundary(), out.toByteArray(), chunk),
                        UPLOAD);

        assertThat(again.fields()).isEqualTo(first.fields());
        assertThat(again.file().name()).isEqualTo(first.file().name());
        assertThat(content(again)).isEqualTo(content);
        first.file().content().close();
    }

    @Provide
    Arbitrary<byte[]> contents() {
        Arbitrary<byte[]> pieces = Arbitraries.of(
                        "\r\n--", "--", SampleForm.BOUNDARY, "\r\n", "\r", "-", "\u0000", "é", "x", "\r\n--wayleave-")
                .list()
                .ofMaxSize(40)
                .map(list -> String.join("", list).getBytes(StandardCharsets.ISO_8859_1))
                // A client that finds its boundary in the file has to choose another one.
                .filter(bytes -> !new String(bytes, StandardCharsets.ISO_8859_1).contains("--" + SampleForm.BOUNDARY));
        return pieces.map(tail -> {
            byte[] all = Arrays.copyOf(SampleFiles.PDF, SampleFiles.PDF.length + tail.length);
            System.arraycopy(tail, 0, all, SampleFiles.PDF.length, tail.length);
            return all;
        });
    }

    @Provide
    Arbitrary<String> fileNames() {
        return Arbitraries.strings()
                .withChars("abcXYZ019 ._-()'&;=/é€")
                .ofMaxLength(30)
                .map(stem -> stem + ".pdf");
    }

    @Test
    void aSpoolOfAFormThatIsRefusedLeavesNothingBehind(@TempDir Path directory) {
        SampleForm form = SampleForm.with("a.pdf", "application/pdf", SampleFiles.pdfOf(300_000))
                .field("no", "such");
        FormReader spooling = new FormReader(new SpoolSettings(1024, directory));
        Incoming incoming = incoming(form.contentType(), form.bytes(), 4096);

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> spooling.read(incoming, UPLOAD));
        assertThat(directory).isEmptyDirectory();
    }
}
