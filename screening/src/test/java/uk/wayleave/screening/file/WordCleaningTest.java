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
