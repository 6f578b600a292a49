package uk.wayleave.screening.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.wayleave.screening.PersonalData;

class GoldSetTest {
    private static final List<LabelledText> ALL = GoldSet.all();

    @Test
    void hasEnoughTextsAndAThirdWithNothingInThem() {
        long nothing = ALL.stream().filter(one -> one.labels().isEmpty()).count();

        assertThat(ALL).hasSizeGreaterThanOrEqualTo(1500);
        assertThat(nothing * 3).isGreaterThanOrEqualTo(ALL.size());
    }

    @Test
    void isAsLargeAsItsReadMeSays() {
        List<String> made = lines("made.txt");
        Set<String> differing = new HashSet<>();
        made.forEach(line -> differing.add(line.replaceAll("\\{([a-z-]+):[^}]*}", "{$1}")));

        assertThat(ALL).hasSize(1_835);
        assertThat(made).hasSize(486);
        assertThat(lines("written-nothing.txt")).hasSize(738);
        assertThat(differing).hasSize(300);
    }

    private static List<String> lines(String file) {
        try (var in = GoldSetTest.class.getResourceAsStream("/uk/wayleave/screening/gold/" + file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void labelsLieInsideTheirTextsInOrderAndCoverWords() {
        for (LabelledText one : ALL) {
            int before = 0;
            for (Span label : one.labels()) {
                assertThat(label.start()).as(one.text()).isGreaterThanOrEqualTo(before);
                assertThat(label.end())
                        .as(one.text())
                        .isLessThanOrEqualTo(one.text().length());
                String labelled = one.text().substring(label.start(), label.end());
                assertThat(labelled).as(one.text()).isEqualTo(labelled.strip());
                before = label.end();
            }
        }
    }

    @Test
    void noTextStandsTwice() {
        Set<String> seen = new HashSet<>();
        for (LabelledText one : ALL) {
            assertThat(seen.add(one.text())).as(one.text()).isTrue();
        }
    }

    @Test
    void kindsAreThoseOfStreetWorks() {
        assertThat(ALL).extracting(LabelledText::kind).containsOnly("works", "location", "comment", "inspection");
    }

    @Test
    void everyClassIsThereInBothHalves() {
        for (PersonalData one : PersonalData.values()) {
            for (boolean heldOut : new boolean[] {true, false}) {
                long cases = ALL.stream()
                        .filter(text -> text.isHeldOut() == heldOut)
                        .flatMap(text -> text.labels().stream())
                        .filter(label -> label.personalData() == one)
                        .count();
                assertThat(cases).as(one + ", held out: " + heldOut).isGreaterThanOrEqualTo(6);
            }
        }
    }

    @Test
    void aLineThatIsNotLabelledRightIsRefused() {
        assertThatThrownBy(() -> LabelledText.parse("comment: call {nobody:Mr Haddow}"))
                .hasMessageContaining("No such class");
        assertThatThrownBy(() -> LabelledText.parse("comment: call {name:Mr Haddow"))
                .hasMessageContaining("not closed");
        assertThatThrownBy(() -> LabelledText.parse("call Mr Haddow")).hasMessageContaining("No kind");
    }
}
