package uk.wayleave.screening.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.screening.Screening;

/** What the rules reach on the half of the gold set on which they were not tuned. */
class QualityTest {
    private static final Set<PersonalData> STRUCTURED =
            EnumSet.complementOf(EnumSet.of(PersonalData.NAME, PersonalData.HOUSEHOLD, PersonalData.SPECIAL_CATEGORY));

    private final Quality heldOut = measured();

    private static Quality measured() {
        Screening screening = Screening.standard();
        Quality quality = new Quality();
        for (LabelledText text : GoldSet.all()) {
            if (text.isHeldOut()) {
                List<Span> found = screening.screen(text.text()).all().stream()
                        .map(one -> new Span(one.personalData(), one.start(), one.end()))
                        .toList();
                quality.add(text, found);
            }
        }
        return quality;
    }

    @Test
    void writesItsFiguresForEveryClass() throws IOException {
        StringBuilder report = new StringBuilder("Held-out half of the gold set\n");
        for (PersonalData one : PersonalData.values()) {
            Score score = heldOut.of(one);
            report.append(String.format(
                    Locale.ROOT,
                    "%-26s precision %.3f  recall %.3f  (%d right, %d wrong, %d missed)%n",
                    one.id(),
                    score.precision(),
                    score.recall(),
                    score.right(),
                    score.wrong(),
                    score.missed()));
        }
        report.append(
                heldOut.disturbedTexts() + " of " + heldOut.silentTexts() + " texts with nothing in them disturbed\n");
        Files.writeString(Path.of("target/quality.txt"), report);

        assertThat(report).contains("name ").contains("passport");
    }

    @Test
    void findsIdentifiersOfAFixedForm() {
        assertThat(heldOut.of(STRUCTURED).precision()).isGreaterThanOrEqualTo(0.98);
        assertThat(heldOut.of(STRUCTURED).recall()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void findsNames() {
        assertThat(heldOut.of(PersonalData.NAME).precision()).isGreaterThanOrEqualTo(0.94);
        assertThat(heldOut.of(PersonalData.NAME).recall()).isGreaterThanOrEqualTo(0.90);
    }

    @Test
    void findsHouseholds() {
        assertThat(heldOut.of(PersonalData.HOUSEHOLD).precision()).isGreaterThanOrEqualTo(0.94);
        assertThat(heldOut.of(PersonalData.HOUSEHOLD).recall()).isGreaterThanOrEqualTo(0.91);
    }

    @Test
    void findsWhatIsSaidOfHealth() {
        assertThat(heldOut.of(PersonalData.SPECIAL_CATEGORY).precision()).isGreaterThanOrEqualTo(0.88);
        assertThat(heldOut.of(PersonalData.SPECIAL_CATEGORY).recall()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void leavesTextsAloneInWhichNothingIs() {
        assertThat((double) heldOut.disturbedTexts() / heldOut.silentTexts()).isLessThanOrEqualTo(0.03);
    }
}
