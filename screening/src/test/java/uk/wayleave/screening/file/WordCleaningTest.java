package uk.wayleave.screening.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordCleaningTest {
    private static final String W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

    private final List<String> paragraphs = new ArrayList<>();

    private static Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put("_rels/.rels", "<Relationships/>");
        parts.put(
                "word/document.xml",
                "<w:document " + W
                        + "><w:body><w:p><w:r><w:t>Spoke to Mr </w:t></w:r><w:r><w:t>Haddow</w:t></w:r></w:p>"
                        + "<w:p><w:r><w:t>Second</w:t><w:tab/><w:t>line</w:t></w:r></w:p></w:body></w:document>");
        parts.put(
                "word/comments.xml",
                "<w:comments " + W + "><w:comment w:author=\"Jo Example\"><w:p><w:r><w:t>Why?</w:t></w:r></w:p>"
                        + "</w:comment></w:comments>");
        parts.put("docProps/core.xml", "<x>Jo Example</x>");
        parts.put("docProps/app.xml", "<x>Example Ltd</x>");
        return parts;
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> unzipped(byte[] bytes) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private byte[] cleaned(byte[] document) throws IOException, UnusableFile {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WordCleaning.clean(new ByteArrayInputStream(document), out, paragraphs::add);
        return out.toByteArray();
    }

    @Test
    void tellsEachParagraphOfEveryPartAndWhoCommented() throws Exception {
        cleaned(zip(parts()));

        assertThat(paragraphs).containsExactly("Spoke to Mr Haddow", "Second line", "Jo Example", "Why?");
    }

    @Test
    void emptiesThePropertiesAndLeavesTheRestAsItIs() throws Exception {
        Map<String, String> clean = unzipped(cleaned(zip(parts())));

        Map<String, String> expected = parts();
        assertThat(clean.keySet()).containsExactlyElementsOf(expected.keySet());
        assertThat(clean.get("docProps/core.xml")).contains("coreProperties").doesNotContain("Example");
        assertThat(clean.get("docProps/app.xml")).doesNotContain("Example");
        clean.keySet().removeIf(name -> name.startsWith("docProps/"));
        expected.keySet().removeIf(name -> name.startsWith("docProps/"));
        assertThat(clean).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"word/embeddings/sheet.xlsx", "word/vbaProject.bin", "word/activeX/activeX1.xml"})
    void takesNoDocumentWithOtherFilesOrMacrosInIt(String part) throws IOException {
        Map<String, String> parts = parts();
        parts.put(part, "x");
        byte[] document = zip(parts);

        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> cleaned(document))
                .withMessageContaining("Send it without");
    }

    private static String relationships(String type, String target, String mode) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type + "\" Target=\""
                + target + "\"" + (mode.isEmpty() ? "" : " TargetMode=\"" + mode + "\"") + "/></Relationships>";
    }

    /** Pieces of HTML, templates on somebody's disk, pictures and documents elsewhere, properties in another place. */
    @ParameterizedTest
    @CsvSource({
        "word/_rels/document.xml.rels, aFChunk, afchunk.xml, ''",
        "word/_rels/settings.xml.rels, attachedTemplate, file:///C:/Users/jo/Normal.dotm, External",
        "word/_rels/document.xml.rels, image, https://elsewhere.example/x.png, External",
        "word/_rels/document.xml.rels, subDocument, other.docx, External",
        "word/_rels/document.xml.rels, oleObject, embeddings2/x.bin, ''",
        "word/_rels/document.xml.rels, somethingNew, x.xml, ''",
        "_rels/.rels, extended-properties, hidden/app.xml, ''",
        "word/_rels/document.xml.rels, custom-properties, docProps/custom.xml, ''"
    })
    void takesNothingThatItDoesNotKnow(String part, String type, String target, String mode) throws IOException {
        Map<String, String> parts = parts();
        parts.put(part, relationships(type, target, mode));
        byte[] document = zip(parts);

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word/media/a.emf",
                "word/media/a.gif",
                "word/media/a.tiff",
                "word/printer.bin",
                "word/x",
                "x.html"
            })
    void takesNoPartOfAKindThatCannotBeCleaned(String part) throws IOException {
        Map<String, String> parts = parts();
        parts.put(part, "x");
        byte[] document = zip(parts);

        assertThatExceptionOfType(UnusableFile.class)
                .isThrownBy(() -> cleaned(document))
                .withMessageContaining("cannot be cleaned");
    }

    @Test
    void readsTextsWhereverTheyStand() throws Exception {
        Map<String, String> parts = parts();
        String text = "<w:p " + W + "><w:r><w:t>%s</w:t></w:r></w:p>";
        for (String part :
                List.of("word/header1.xml", "word/footer1.xml", "word/footnotes.xml", "elsewhere/main.xml")) {
            parts.put(part, text.formatted("in " + part));
        }
        parts.put("customXml/item1.xml", "<form><name>Jo Example</name><size>1234</size><tel>07700900123</tel></form>");
        parts.put("word/_rels/document.xml.rels", relationships("hyperlink", "mailto:jo@example.org", "External"));
        parts.put(
                "word/people.xml",
                "<p:people xmlns:p=\"x\"><p:person p:author=\"Al Example\"><p:info userId=\"S::al@example.org\"/>"
                        + "</p:person></p:people>");
        cleaned(zip(parts));

        assertThat(paragraphs)
                .contains(
                        "in word/header1.xml",
                        "in word/footer1.xml",
                        "in word/footnotes.xml",
                        "in elsewhere/main.xml",
                        "Jo Example",
                        "07700900123",
                        "mailto:jo@example.org",
                        "Al Example",
                        "S::al@example.org")
                .doesNotContain("1234");
    }

    @Test
    void takesNothingThatUnpacksWithoutEnd() throws IOException {
        Map<String, String> parts = parts();
        parts.put("word/media/big.emf", "0".repeat(64 << 20));
        for (int i = 0; i < 4; i++) {
            parts.put("word/media/big" + i + ".emf", parts.get("word/media/big.emf"));
        }
        byte[] bomb = zip(parts);
        assertThat(bomb.length).isLessThan(1 << 20);

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(bomb));
    }

    @Test
    void takesNoMoreTextThanCanBeLookedAt() throws IOException {
        Map<String, String> parts = parts();
        parts.put("word/footnotes.xml", "<w:p " + W + "><w:t>" + "a".repeat(2_000_001) + "</w:t></w:p>");
        byte[] document = zip(parts);

        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(document));
    }

    @Test
    void readsNoEntitiesFromOutside() throws IOException {
        Map<String, String> parts = parts();
        parts.put(
                "word/document.xml",
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:p " + W + "><w:t>&x;</w:t></w:p>");
        byte[] document = zip(parts);

        try {
            cleaned(document);
            assertThat(paragraphs).doesNotContain("&x;").allMatch(text -> !text.contains("host"));
        } catch (UnusableFile notTaken) {
            assertThat(notTaken.why()).isNotBlank();
        }
    }

    @Test
    void takesNothingThatIsCutOrNoDocument() throws IOException {
        byte[] document = zip(parts());
        for (int length : new int[] {0, 10, 100, document.length / 3}) {
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(Arrays.copyOf(document, length)));
        }
        byte[] other = zip(Map.of("a.txt", "x"));
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> cleaned(other));
    }
}
