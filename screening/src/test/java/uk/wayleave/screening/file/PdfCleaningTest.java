package uk.wayleave.screening.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFileAttachment;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.Test;

class PdfCleaningTest {
    private final List<String> texts = new ArrayList<>();

    /** Does something to a document of one page before it is saved. */
    private interface Change {
        void to(PDDocument document, PDPage page) throws IOException;
    }

    private static byte[] pdf(Change change) throws IOException {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(72, 700);
                content.showText("Spoke to Mr Haddow, will return");
                content.endText();
            }
            change.to(document, page);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        }
    }

    private byte[] cleaned(byte[] pdf) throws IOException, UnusableFile {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        var _ = PdfCleaning.clean(pdf, out, texts::add);
        return out.toByteArray();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** With nothing packed, so that what stands in it can be seen. */
    private static String plain(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.setDocumentId(0L);
            document.save(out, CompressParameters.NO_COMPRESSION);
            return latin(out.toByteArray());
        }
    }

    @Test
    void tellsPagesNotesAndHeadings() throws Exception {
        cleaned(pdf((document, page) -> {
            PDAnnotationText note = new PDAnnotationText();
            note.setContents("Ring Mrs Penhaligon");
            note.setTitlePopup("Jo Example");
            page.getAnnotations().add(note);
            PDDocumentOutline outline = new PDDocumentOutline();
            PDOutlineItem item = new PDOutlineItem();
            item.setTitle("Visit to Mr Tregear");
            outline.addLast(item);
            document.getDocumentCatalog().setDocumentOutline(outline);
        }));

        assertThat(texts.stream().map(String::strip))
                .contains(
                        "Spoke to Mr Haddow, will return", "Ring Mrs Penhaligon", "Jo Example", "Visit to Mr Tregear");
    }

    @Test
    void takesPropertiesOutWhereverTheyStand() throws Exception {
        byte[] pdf = pdf((document, page) -> {
            document.getDocumentInformation().setAuthor("Jo Example");
            document.getDocumentInformation().setCustomMetadataValue("Desk", "Al Example");
            document.getDocumentInformation().setCreationDate(Calendar.getInstance());
            byte[] xmp = "<x>Jo Example</x>".getBytes(StandardCharsets.UTF_8);
            document.getDocumentCatalog().setMetadata(new PDMetadata(document, new ByteArrayInputStream(xmp)));
            page.getCOSObject().setItem(COSName.METADATA, new PDMetadata(document, new ByteArrayInputStream(xmp)));
            COSDictionary piece = new COSDictionary();
            piece.setString(COSName.getPDFName("Who"), "Jo Example");
            page.getCOSObject().setItem(COSName.getPDFName("PieceInfo"), piece);
        });
        assertThat(latin(pdf)).contains("Jo Example");

        String clean = plain(cleaned(pdf));

        assertThat(clean)
                .doesNotContain("Example", "CreationDate", "Metadata", "PieceInfo")
                .startsWith("%PDF-");
    }

    /** What an earlier revision said is still in a file that was only added to. */
    @Test
    void leavesNothingOfEarlierRevisions() throws Exception {
        byte[] first = pdf((document, page) -> document.getDocumentInformation().setSubject("Old secret"));
        ByteArrayOutputStream added = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(first)) {
            document.getDocumentInformation().setSubject("New");
            document.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
            document.saveIncremental(added);
        }
        assertThat(latin(added.toByteArray())).contains("Old secret");

        assertThat(plain(cleaned(added.toByteArray()))).doesNotContain("Old secret");
    }

    @Test
    void takesOutWhatACameraWroteIntoAPicture() throws Exception {
        byte[] jpeg = PictureCleaningTest.photograph();
        assertThat(latin(jpeg)).contains("Exif");
        byte[] pdf = pdf((document, page) -> {
            COSStream picture = document.getDocument().createCOSStream();
            picture.setItem(COSName.FILTER, COSName.DCT_DECODE);
            picture.setItem(COSName.TYPE, COSName.XOBJECT);
            picture.setItem(COSName.SUBTYPE, COSName.IMAGE);
            try (OutputStream raw = picture.createRawOutputStream()) {
                raw.write(jpeg);
            }
            COSDictionary pictures = new COSDictionary();
            pictures.setItem(COSName.getPDFName("P1"), picture);
            page.getResources().getCOSObject().setItem(COSName.XOBJECT, pictures);
        });
        assertThat(latin(pdf)).contains("Exif");

        assertThat(plain(cleaned(pdf))).doesNotContain("Exif");
    }

    @Test
    void takesNoneWithScriptsFilesOrAPassword() throws IOException {
        byte[] script = pdf((document, page) ->
                document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('x')")));
        byte[] file = pdf((document, page) -> {
            PDAnnotationFileAttachment note = new PDAnnotationFileAttachment();
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setEmbeddedFile(new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[3])));
            note.setFile(specification);
            page.getAnnotations().add(note);
        });
        byte[] locked = pdf((document, page) ->
                document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission())));
        byte[] restricted = pdf((document, page) ->
                document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission())));
        for (byte[] one : List.of(script, file, locked, restricted)) {
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(one));
        }
    }

    @Test
    void writesTheSameAgainFromWhatItWrote() throws Exception {
        byte[] once = cleaned(pdf((document, page) -> {}));

        assertThat(cleaned(once)).isEqualTo(once);
    }

    @Test
    void theProcessAnswersOneAfterTheOtherAndIsThereAgainAfterAFileThatKilledIt() throws Exception {
        byte[] good = pdf((document, page) -> {});
        try (PdfProcess process = PdfProcess.within(Duration.ofSeconds(20), 48)) {
            assertThat(through(process, good)).isEqualTo(0);
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> through(process, "no PDF".getBytes(StandardCharsets.US_ASCII)));
            byte[] bomb = bomb();
            assertThat(bomb.length).isLessThan(2 << 20);
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> through(process, bomb));
            texts.clear();
            assertThat(through(process, good)).isEqualTo(0);
            assertThat(texts.toString()).contains("Haddow");
        }
        try (PdfProcess hasty = PdfProcess.within(Duration.ofMillis(1), 48)) {
            assertThatExceptionOfType(UnusableFile.class)
                    .isThrownBy(() -> through(hasty, good))
                    .withMessageContaining("longer");
        }
    }

    private int through(PdfProcess process, byte[] pdf) throws IOException, UnusableFile {
        return process.clean(new ByteArrayInputStream(pdf), pdf.length, OutputStream.nullOutputStream(), texts::add);
    }

    /** A page whose content unpacks to 400 MB. */
    private static byte[] bomb() throws IOException {
        return pdf((document, page) -> {
            COSStream content = document.getDocument().createCOSStream();
            byte[] line = "0 0 0 rg 0 0 0 rg 0 0 0 rg\n".repeat(4000).getBytes(StandardCharsets.US_ASCII);
            try (OutputStream out = content.createOutputStream(COSName.FLATE_DECODE)) {
                for (int i = 0; i < 4000; i++) {
                    out.write(line);
                }
            }
            page.getCOSObject().setItem(COSName.CONTENTS, content);
        });
    }

    @Test
    void whateverIsChangedInAFileTheAnswerIsAFileOrThatItCannotBeRead() throws IOException {
        byte[] pdf = pdf((document, page) -> {});
        Random random = new Random(7);
        for (int i = 0; i < 100; i++) {
            byte[] changed = Arrays.copyOf(pdf, random.nextInt(4) == 0 ? random.nextInt(pdf.length) : pdf.length);
            for (int j = 0; j < 4 && changed.length > 0; j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(latin(cleaned(changed))).startsWith("%PDF-");
            } catch (UnusableFile | IOException | RuntimeException unreadable) {
                // As the program says of all three.
                assertThat(unreadable).isNotInstanceOf(AssertionError.class);
            }
        }
    }
}
