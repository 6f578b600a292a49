package uk.wayleave.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.gateway.SampleFiles;
import uk.wayleave.streetmanager.FileType;

class FileSignatureTest {
    private static FileSignature of(byte[] bytes, int atATime) {
        FileSignature signature = new FileSignature();
        for (int i = 0; i < bytes.length; i += atATime) {
            signature.update(bytes, i, Math.min(atATime, bytes.length - i));
        }
        return signature;
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(FileType.PDF, SampleFiles.PDF),
                Arguments.of(FileType.PNG, SampleFiles.PNG),
                Arguments.of(FileType.JPEG, SampleFiles.JPEG),
                Arguments.of(FileType.TIFF, SampleFiles.TIFF),
                Arguments.of(FileType.BMP, SampleFiles.bitmap()),
                Arguments.of(FileType.WORD, SampleFiles.WORD),
                Arguments.of(FileType.WORD_XML, SampleFiles.wordXml()),
                Arguments.of(FileType.STREET_LIST, SampleFiles.STREETS));
    }

    @ParameterizedTest
    @MethodSource("files")
    void tellsATypeByTheBytesHoweverTheyCome(FileType type, byte[] bytes) {
        for (int atATime : new int[] {1, 3, 4096}) {
            assertThat(of(bytes, atATime).type()).contains(type);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " %PDF-1.7",
                "%PDF",
                "MZ an executable",
                "<html><script>alert(1)</script>",
                "#!/bin/sh",
                "BM a text that begins like a bitmap",
                "10001234,Jo Planner",
                "usrn\n10001234",
                "100012345\n",
                "10001234\n\n10001235",
                "10001234\r10001235",
                "\n"
            })
    void takesNothingElse(String text) {
        assertThat(of(text.getBytes(StandardCharsets.ISO_8859_1), 7).type()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.exe", "xl/workbook.xml", "META-INF/MANIFEST.MF"})
    void takesNoArchiveButWordsOwn(String firstEntry) {
        assertThat(of(SampleFiles.zip(firstEntry), 100).type()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10_000})
    void takesAListOfUpTo10000Streets(int streets) {
        assertThat(of("10001234\n".repeat(streets).getBytes(StandardCharsets.US_ASCII), 1000)
                        .type())
                .contains(FileType.STREET_LIST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1"})
    void takesNoListOfMoreStreets(String last) {
        String list = "10001234\n".repeat(last.isEmpty() ? 10_001 : 10_000) + last;
        assertThat(of(list.getBytes(StandardCharsets.US_ASCII), 1000).type()).isEmpty();
    }
}
