package uk.wayleave.screening.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Writes a PDF (ISO 32000-2) anew without its properties and what its pictures carry, and tells what it says. A PDF with
 * files, scripts or an XFA form in it is not taken, nor one that needs a password. What it unpacks to is bounded by nothing
 * here: it belongs into a process of its own, see {@link PdfProgram}.
 */
final class PdfCleaning {
    private static final int PAGES_AT_MOST = 2_000;
    private static final int TEXT_AT_MOST = 2_000_000;
    private static final int OBJECTS_AT_MOST = 300_000;
    private static final int OUTLINE_AT_MOST = 10_000;

    /** What does something by itself (ISO 32000-2 section 12.6), or holds other files (7.11.4). */
    private static final Set<COSName> ACTIONS =
            Set.of(COSName.getPDFName("JavaScript"), COSName.getPDFName("Launch"), COSName.getPDFName("ImportData"));

    private static final Set<COSName> TOLD =
            Set.of(COSName.CONTENTS, COSName.T, COSName.getPDFName("Subj"), COSName.TU, COSName.V, COSName.ALT);

    private static final List<COSName> DROPPED =
            List.of(COSName.METADATA, COSName.getPDFName("PieceInfo"), COSName.LAST_MODIFIED);

    private final Consumer<String> texts;
    private int told;
    private int withoutText;

    private PdfCleaning(Consumer<String> texts) {
        this.texts = texts;
    }

    /**
     * What became of it.
     *
     * @param pagesWithoutText pages that show no text that can be read: pictures of text, or nothing
     */
    record Cleaned(int pages, int pagesWithoutText) {}

    /** @param texts takes what each page says, what notes, fields and headings say, and who wrote them */
    static Cleaned clean(byte[] pdf, OutputStream out, Consumer<String> texts) throws IOException, UnusableFile {
        return new PdfCleaning(texts).clean(pdf, out);
    }

    private Cleaned clean(byte[] pdf, OutputStream out) throws IOException, UnusableFile {
        try (PDDocument document = Loader.loadPDF(
                new RandomAccessReadBuffer(pdf), "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            if (document.isEncrypted()) {
                throw new UnusableFile("The PDF is protected. Save it without a password and without restrictions.");
            }
            int pages = document.getNumberOfPages();
            if (pages < 1 || pages > PAGES_AT_MOST) {
                throw new UnusableFile("The PDF has no page, or more than " + PAGES_AT_MOST + ". Send a shorter one.");
            }
            tellPages(document, pages);
            tellHeadings(document);
            tellFields(document);
            everyObject(document.getDocument());
            document.getDocument().getTrailer().removeItem(COSName.INFO);
            document.getDocumentCatalog().getCOSObject().removeItem(COSName.METADATA);
            document.getDocument().getTrailer().removeItem(COSName.ID);
            document.getDocument().getTrailer().removeItem(COSName.SIZE);
            // Else it is made of the time.
            document.setDocumentId(0L);
            // Numbered from one again, so that what was written once is written the same the next time.
            document.getDocument().setHighestXRefObjectNumber(0);
            // Only what can be reached is written, so nothing of earlier revisions.
            document.save(out, CompressParameters.NO_COMPRESSION);
            return new Cleaned(pages, withoutText);
        } catch (InvalidPasswordException locked) {
            throw new UnusableFile("The PDF is protected. Save it without a password and without restrictions.");
        }
    }

    private void tellPages(PDDocument document, int pages) throws IOException, UnusableFile {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setSuppressDuplicateOverlappingText(false);
        for (int number = 1; number <= pages; number++) {
            stripper.setStartPage(number);
            stripper.setEndPage(number);
            Bounded text = new Bounded(TEXT_AT_MOST - told);
            stripper.writeText(document, text);
            tell(text.toString());
            withoutText += text.toString().isBlank() ? 1 : 0;
            PDPage page = document.getPage(number - 1);
            for (PDAnnotation note : page.getAnnotations()) {
                tellMembers(note.getCOSObject());
            }
        }
    }

    private void tellMembers(COSDictionary dictionary) throws UnusableFile {
        for (COSName name : TOLD) {
            if (dictionary.getDictionaryObject(name) instanceof COSString text) {
                tell(text.getString());
            }
        }
    }

    private void tellHeadings(PDDocument document) throws UnusableFile {
        PDOutlineNode outline = document.getDocumentCatalog().getDocumentOutline();
        if (outline != null) {
            tellHeadings(outline, new int[] {OUTLINE_AT_MOST}, 0);
        }
    }

    private void tellHeadings(PDOutlineNode node, int[] left, int depth) throws UnusableFile {
        for (PDOutlineItem item : node.children()) {
            if (left[0]-- <= 0 || depth > 50) {
                throw new UnusableFile("The PDF has more headings than can be looked at. Send a shorter one.");
            }
            tell(Optional.ofNullable(item.getTitle()).orElse(""));
            tellHeadings(item, left, depth + 1);
        }
    }

    private void tellFields(PDDocument document) throws UnusableFile {
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return;
        }
        if (form.hasXFA()) {
            throw new UnusableFile(
                    "The PDF is an XFA form, which cannot be looked at. Print it to a PDF and send that.");
        }
        for (PDField field : form.getFieldTree()) {
            tellMembers(field.getCOSObject());
        }
    }

    private void everyObject(COSDocument document) throws IOException, UnusableFile {
        int count = 0;
        for (COSObjectKey key : List.copyOf(document.getXrefTable().keySet())) {
            if (++count > OBJECTS_AT_MOST) {
                throw new UnusableFile("The PDF has more in it than can be looked at. Send a simpler one.");
            }
            COSObject object = document.getObjectFromPool(key);
            if (object.getObject() instanceof COSDictionary dictionary) {
                look(dictionary, 0);
            }
        }
        look(document.getTrailer(), 0);
    }

    /** What is an object of its own is looked at by itself; here only what stands in the dictionary. */
    private void look(COSDictionary dictionary, int depth) throws IOException, UnusableFile {
        if (depth > 100) {
            throw new UnusableFile("The PDF is nested too deeply to be looked at.");
        }
        refuseFilesAndScripts(dictionary);
        DROPPED.forEach(dictionary::removeItem);
        if (dictionary instanceof COSStream stream) {
            picture(stream);
        }
        for (COSName name : List.copyOf(dictionary.keySet())) {
            look(dictionary.getItem(name), depth);
        }
    }

    private void look(COSBase value, int depth) throws IOException, UnusableFile {
        if (value instanceof COSDictionary inner) {
            look(inner, depth + 1);
        } else if (value instanceof COSArray array && depth < 100) {
            for (int i = 0; i < array.size(); i++) {
                look(array.get(i), depth + 1);
            }
        }
    }

    private static void refuseFilesAndScripts(COSDictionary dictionary) throws UnusableFile {
        boolean file = dictionary.containsKey(COSName.EF)
                || COSName.getPDFName("EmbeddedFile").equals(dictionary.getCOSName(COSName.TYPE))
                || dictionary.containsKey(COSName.getPDFName("RichMediaContent"));
        COSName action = dictionary.getCOSName(COSName.S);
        boolean script = dictionary.containsKey(COSName.JS) || (action != null && ACTIONS.contains(action));
        if (file || script) {
            throw new UnusableFile("The PDF has scripts or other files in it. Send it without.");
        }
    }

    /** A JPEG stands in a PDF as it is, with all that the camera wrote into it. */
    private static void picture(COSStream stream) throws IOException, UnusableFile {
        COSBase filter = stream.getFilters();
        boolean jpeg = COSName.DCT_DECODE.equals(filter)
                || (filter instanceof COSArray filters
                        && filters.size() == 1
                        && COSName.DCT_DECODE.equals(filters.getObject(0)));
        if (!jpeg) {
            return;
        }
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        try (InputStream raw = stream.createRawInputStream()) {
            if (JpegCleaning.clean(raw, clean) == 0) {
                return;
            }
        }
        try (OutputStream raw = stream.createRawOutputStream()) {
            new ByteArrayInputStream(clean.toByteArray()).transferTo(raw);
        }
    }

    private void tell(String text) throws UnusableFile {
        if (!text.isBlank()) {
            told += text.length();
            if (told > TEXT_AT_MOST) {
                throw new UnusableFile("The PDF has more text than can be looked at. Send a shorter one.");
            }
            texts.accept(text);
        }
    }

    /** No page says more than is taken of the whole. */
    private static final class Bounded extends java.io.Writer {
        private final StringBuilder text = new StringBuilder();
        private final int most;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            if (text.length() + length > most) {
                throw new IOException("too long");
            }
            text.append(characters, offset, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
