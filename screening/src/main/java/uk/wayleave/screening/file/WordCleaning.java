package uk.wayleave.screening.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Writes a Word document (ECMA-376, Office Open XML) anew without its properties, times and what its pictures carry, and
 * tells what it says, paragraph by paragraph. Only what is known is taken: parts of XML, which are all read wherever they
 * stand, pictures that can be cleaned, and fonts; and of relationships only the kinds of {@link WordRelationships}. Whatever
 * it unpacks to, no more than one picture is in memory at once, and what unpacks to more than {@value #UNPACKED_AT_MOST}
 * bytes, or takes longer than {@value #SECONDS_AT_MOST} seconds, is not taken.
 */
public final class WordCleaning {
    private static final long UNPACKED_AT_MOST = 200L << 20;
    private static final int PICTURE_AT_MOST = 20 << 20;
    private static final int ENTRIES_AT_MOST = 5_000;
    private static final long SECONDS_AT_MOST = 20;
    private static final int TEXT_AT_MOST = 2_000_000;
    private static final int NAME_AT_MOST = 250;
    /** An archive ends with this record (APPNOTE 4.3.16); Word writes no comment after it. */
    private static final byte[] END = {'P', 'K', 5, 6};

    private static final int END_LENGTH = 22;
    /** Of 1 January 1980, the earliest that a ZIP archive knows. */
    private static final long NO_TIME = 315_532_800_000L;

    private static final Set<String> TEXTS = Set.of("t", "delText", "instrText");
    private static final Set<String> SPACES = Set.of("tab", "br", "cr");
    /** Attributes that hold what somebody typed, or who it was. */
    private static final Set<String> TOLD =
            Set.of("author", "descr", "title", "initials", "userId", "tooltip", "alt", "nameOther");

    /** Elements whose value does: variables of the document, names of its controls. */
    private static final Set<String> VALUES = Set.of("docVar", "alias", "tag");

    /** Shorter numbers outside of texts are measures. */
    private static final int NUMBER_AT_LEAST = 10;

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String EXTENDED =
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"/>";
    private static final String CUSTOM =
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>";
    private static final String CORE = "<cp:coreProperties"
            + " xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"/>";
    private static final Map<String, byte[]> INSTEAD = Map.of(
            "docprops/core.xml", utf8(XML + CORE),
            "docprops/app.xml", utf8(XML + EXTENDED),
            "docprops/custom.xml", utf8(XML + CUSTOM));

    private final Tail whole;
    private final ZipInputStream in;
    private final ZipOutputStream out;
    private final Consumer<String> paragraphs;
    private final XMLInputFactory xml = XMLInputFactory.newFactory();
    private final byte[] buffer = new byte[8192];
    private long unpacked;
    private int told;
    private int removed;
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AT_MOST);

    private WordCleaning(InputStream in, OutputStream out, Consumer<String> paragraphs) {
        this.whole = new Tail(in, END_LENGTH);
        this.in = new ZipInputStream(whole, StandardCharsets.UTF_8);
        this.out = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.paragraphs = paragraphs;
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        xml.setProperty(XMLInputFactory.IS_COALESCING, false);
    }

    /**
     * Neither stream is closed.
     *
     * @param paragraphs takes what each paragraph says, and what authors and pictures are called
     * @return how many parts were emptied, and what was taken out of pictures
     */
    public static int clean(InputStream in, OutputStream out, Consumer<String> paragraphs)
            throws IOException, UnusableFile {
        try {
            return new WordCleaning(in, out, paragraphs).clean();
        } catch (ZipException | EOFException | XMLStreamException | IllegalArgumentException unreadable) {
            throw new UnusableFile("The document is none that can be read. Save it anew as a Word document.");
        }
    }

    private int clean() throws IOException, XMLStreamException, UnusableFile {
        Set<String> names = new HashSet<>();
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            String name = entry.getName();
            String known = name.toLowerCase(Locale.ROOT);
            if (names.size() >= ENTRIES_AT_MOST
                    || name.length() > NAME_AT_MOST
                    || !names.add(known)
                    || name.contains("..")) {
                throw new ZipException();
            }
            if (entry.isDirectory()) {
                continue;
            }
            refuseFilesInside(known);
            ZipEntry anew = new ZipEntry(name);
            anew.setTime(NO_TIME);
            out.putNextEntry(anew);
            part(known);
            out.closeEntry();
        }
        if (!names.containsAll(Set.of("[content_types].xml", "word/document.xml"))) {
            throw new ZipException();
        }
        whole.transferTo(OutputStream.nullOutputStream());
        if (!Arrays.equals(whole.bytes(), 0, END.length, END, 0, END.length)) {
            throw new ZipException();
        }
        out.finish();
        return removed;
    }

    private static void refuseFilesInside(String name) throws UnusableFile {
        if (name.contains("/embeddings/")
                || name.contains("vbaproject")
                || name.contains("/activex/")
                || name.startsWith("_xmlsignatures/")) {
            throw new UnusableFile("The document has macros, signatures or other files in it. Send it without.");
        }
    }

    private void part(String name) throws IOException, XMLStreamException, UnusableFile {
        byte[] instead = INSTEAD.get(name);
        String kind = name.substring(name.lastIndexOf('.') + 1);
        if (instead != null) {
            pass(OutputStream.nullOutputStream());
            out.write(instead);
            removed++;
        } else if (kind.equals("xml") || kind.equals("rels") || kind.equals("vml")) {
            InputStream passing = new Passing();
            if (kind.equals("rels")) {
                new WordRelationships(name, INSTEAD.keySet(), this::tell).read(xml.createXMLStreamReader(passing));
            } else {
                tell(passing);
            }
            passing.transferTo(OutputStream.nullOutputStream());
        } else if (kind.equals("jpg") || kind.equals("jpeg")) {
            removed += JpegCleaning.clean(picture(), out);
        } else if (kind.equals("png")) {
            removed += PngCleaning.clean(picture(), out);
        } else if (kind.equals("odttf")) {
            pass(out);
        } else {
            throw new UnusableFile(
                    "The document has a picture or a part of a kind that cannot be cleaned. Save its pictures"
                            + " as PNG or JPEG, and send it without other parts.");
        }
    }

    /** Its size is bounded before anything is made of it. */
    private InputStream picture() throws IOException, UnusableFile {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        for (int count = read(buffer, 0, buffer.length); count >= 0; count = read(buffer, 0, buffer.length)) {
            picture.write(buffer, 0, count);
            if (picture.size() > PICTURE_AT_MOST) {
                throw new UnusableFile("A picture in the document is too large. Send a smaller one.");
            }
        }
        return new java.io.ByteArrayInputStream(picture.toByteArray());
    }

    private void pass(OutputStream to) throws IOException, UnusableFile {
        for (int count = read(buffer, 0, buffer.length); count >= 0; count = read(buffer, 0, buffer.length)) {
            to.write(buffer, 0, count);
        }
    }

    private int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        unpacked += Math.max(count, 0);
        if (unpacked > UNPACKED_AT_MOST || System.nanoTime() - end > 0) {
            throw new ZipException();
        }
        return count;
    }

    /** What is read goes out too. */
    private final class Passing extends FilterInputStream {
        Passing() {
            super(WordCleaning.this.in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = WordCleaning.this.read(into, offset, length);
            if (count > 0) {
                out.write(into, offset, count);
            }
            return count;
        }

        /** An XML reader closes what it read; the archive goes on. */
        @Override
        public void close() {}
    }

    private void tell(InputStream part) throws XMLStreamException, UnusableFile {
        XMLStreamReader reader = xml.createXMLStreamReader(part);
        StringBuilder paragraph = new StringBuilder();
        int inText = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    inText += TEXTS.contains(reader.getLocalName()) ? 1 : 0;
                    if (SPACES.contains(reader.getLocalName())) {
                        paragraph.append(' ');
                    }
                    tellAttributes(reader);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (inText > 0) {
                        paragraph.append(reader.getText());
                        refuseMoreThan(told + paragraph.length());
                    } else if (saysSomething(reader.getText())) {
                        tell(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText -= TEXTS.contains(reader.getLocalName()) ? 1 : 0;
                    if (reader.getLocalName().equals("p")) {
                        tell(paragraph.toString());
                        paragraph.setLength(0);
                    }
                }
                default -> {}
            }
        }
        tell(paragraph.toString());
    }

    private void tellAttributes(XMLStreamReader reader) throws UnusableFile {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            if (TOLD.contains(name) || (name.equals("val") && VALUES.contains(reader.getLocalName()))) {
                tell(reader.getAttributeValue(i));
            }
        }
    }

    /** What stands between other tags than those of texts: data of forms and charts, or a mere measure. */
    private static boolean saysSomething(String text) {
        return text.codePoints().anyMatch(Character::isLetter)
                || text.codePoints().filter(Character::isDigit).count() >= NUMBER_AT_LEAST;
    }

    private void tell(String text) throws UnusableFile {
        if (!text.isBlank()) {
            told += text.length();
            refuseMoreThan(told);
            paragraphs.accept(text);
        }
    }

    private static void refuseMoreThan(int characters) throws UnusableFile {
        if (characters > TEXT_AT_MOST) {
            throw new UnusableFile("The document has more text than can be looked at. Send a shorter one.");
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
