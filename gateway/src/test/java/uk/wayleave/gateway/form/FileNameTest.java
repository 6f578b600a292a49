package uk.wayleave.gateway.form;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.streetmanager.FileType;

class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "plan.pdf, plan.pdf",
                "Plan of Works (v2).PDF, Plan of Works (v2).pdf",
                "plan, plan.pdf",
                "../../etc/passwd.pdf, passwd.pdf",
                "C:\\Users\\jo\\plan.pdf, plan.pdf",
                "/var/tmp/.hidden.pdf, hidden.pdf",
                "a\"b.pdf, a_b.pdf",
                "a;b=c.pdf, a_b_c.pdf",
                "évidence.pdf, évidence.pdf",
                "plan....pdf, plan.pdf",
                "^   ^, file.pdf",
                "^^, file.pdf",
                "..., file.pdf",
                ".pdf, file.pdf",
                "plan.exe, plan.exe.pdf"
            })
    void keepsWhatMeansNothingElsewhere(String asked, String sent) {
        assertThat(FileName.of(asked, FileType.PDF)).isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"photo.jpeg, JPEG, photo.jpeg", "photo, JPEG, photo.jpg", "list.csv, STREET_LIST, list.csv"})
    void endsAsFilesOfItsTypeDo(String asked, FileType type, String sent) {
        assertThat(FileName.of(asked, type)).isEqualTo(sent);
    }

    @Property(tries = 500)
    void isNeverMoreThanAPlainName(@ForAll String asked, @ForAll FileType type) {
        String name = FileName.of(asked, type);

        assertThat(name)
                .doesNotContain("/", "\\", "\"", "\r", "\n", ";", "..", "%")
                .endsWith("." + ending(name, type));
        assertThat(name.codePoints()).noneMatch(Character::isISOControl);
        assertThat(name.codePoints()).noneMatch(c -> Character.getType(c) == Character.FORMAT);
        assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(106);
        assertThat(name).doesNotStartWith(".").doesNotStartWith(" ");
        assertThat(FileName.of(name, type)).isEqualTo(name);
    }

    private static String ending(String name, FileType type) {
        String extension = FileName.extensionOf(name);
        assertThat(type.endsWith(extension)).isTrue();
        return extension;
    }
}
