package uk.wayleave.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
    private static Columns columns(long... numbers) {
        List<Columns.Day> days = java.util.Arrays.stream(numbers)
                .mapToObj(number -> new Columns.Day("1 Jan", List.of(number)))
                .toList();
        return Columns.of("Calls", List.of("Answered"), days);
    }

    @ParameterizedTest(name = "up to {0} a day: {1} and {2}")
    @CsvSource({
        "0, 2, 1",
        "1, 2, 1",
        "3, 4, 2",
        "7, 10, 5",
        "15, 20, 10",
        "40, 40, 20",
        "99, 100, 50",
        "1001, '2,000', '1,000'"
    })
    void drawsLinesAtNumbersThatAreEasyToRead(long most, String upper, String lower) {
        assertThat(columns(0, most).lines()).extracting(Columns.Line::number).containsExactly(upper, lower);
    }

    @Test
    void drawsAColumnAsHighAsItsLineSays() {
        Columns chart = columns(10);

        assertThat(chart.columns().getFirst().blocks().getFirst().y())
                .isEqualTo(chart.lines().getFirst().y());
    }

    @Test
    void keepsASingleCallAmongThousandsInSight() {
        Columns chart = Columns.of(
                "Calls", List.of("Answered", "Refused"), List.of(new Columns.Day("1 Jan", List.of(9_999L, 1L))));

        assertThat(chart.columns().getFirst().blocks())
                .last()
                .satisfies(block -> assertThat(block.height()).isEqualTo("2.0"));
    }

    @Test
    void putsShortNamesBesideTheirBarsAndLongOnesAbove() {
        Bars clauses = Bars.of("r", "Refusals", "Clause", List.of(new Bars.Figure("A5c", 3), new Bars.Figure("B5", 1)));
        Bars kinds = Bars.of("k", "Permits", "Kind", List.of(new Bars.Figure("Multi-way signals", 3)));

        assertThat(clauses.bars()).extracting(Bars.Bar::x).containsOnly("90");
        assertThat(kinds.bars()).extracting(Bars.Bar::x).containsOnly("0");
        assertThat(Integer.parseInt(kinds.bars().getFirst().y()))
                .isGreaterThan(Integer.parseInt(kinds.bars().getFirst().nameY()));
    }
}
