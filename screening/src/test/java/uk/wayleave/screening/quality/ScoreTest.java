package uk.wayleave.screening.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import uk.wayleave.screening.PersonalData;

class ScoreTest {
    private final LabelledText text = LabelledText.parse("comment: call {name:Mr Haddow} on {telephone:07700 900123}");
    private final Quality quality = new Quality();

    @Test
    void aFindingOfTheRightClassAndPlaceIsRight() {
        quality.add(text, text.labels());

        assertThat(quality.of(PersonalData.NAME)).isEqualTo(new Score(1, 0, 0));
        assertThat(quality.of(PersonalData.TELEPHONE)).isEqualTo(new Score(1, 0, 0));
    }

    @Test
    void aFindingOfAnotherClassIsWrongAndItsLabelMissed() {
        Span name = text.labels().getFirst();
        quality.add(text, List.of(new Span(PersonalData.HOUSEHOLD, name.start(), name.end())));

        assertThat(quality.of(PersonalData.HOUSEHOLD)).isEqualTo(new Score(0, 1, 0));
        assertThat(quality.of(PersonalData.NAME)).isEqualTo(new Score(0, 0, 1));
    }

    @Test
    void aFindingThatSharesLessThanHalfIsWrong() {
        Span name = text.labels().getFirst();
        quality.add(text, List.of(new Span(PersonalData.NAME, name.start(), name.start() + 4)));

        assertThat(quality.of(PersonalData.NAME)).isEqualTo(new Score(0, 1, 1));
    }

    @Test
    void aLabelIsMetOnce() {
        Span name = text.labels().getFirst();
        quality.add(text, List.of(name, name));

        assertThat(quality.of(PersonalData.NAME)).isEqualTo(new Score(1, 1, 0));
    }

    @Test
    void countsTextsWithNothingInThem() {
        LabelledText nothing = LabelledText.parse("location: o/s no 14");
        quality.add(nothing, List.of());
        quality.add(nothing, List.of(new Span(PersonalData.HOUSEHOLD, 4, 9)));

        assertThat(quality.silentTexts()).isEqualTo(2);
        assertThat(quality.disturbedTexts()).isEqualTo(1);
    }
}
