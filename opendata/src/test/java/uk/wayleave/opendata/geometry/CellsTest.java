package uk.wayleave.opendata.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

class CellsTest {
    private static boolean covered(List<Cells.Range> ranges, int cell) {
        return ranges.stream().anyMatch(range -> range.from() <= cell && cell <= range.to());
    }

    @Property(tries = 2000)
    void whateverTouchesABoxIsInItsRanges(
            @ForAll @DoubleRange(max = 700_000) double x,
            @ForAll @DoubleRange(max = 1_300_000) double y,
            @ForAll @DoubleRange(max = 30_000) double width,
            @ForAll @DoubleRange(max = 30_000) double height,
            @ForAll @DoubleRange(min = -20_000, max = 20_000) double aside,
            @ForAll @DoubleRange(max = 5_000) double size) {
        Envelope box = new Envelope(x, x + width, y, y + height);
        double west = Math.max(0, x + aside);
        Envelope object = new Envelope(west, west + size, y, y + size / 2);
        if (box.intersects(object)) {
            assertThat(covered(Cells.covering(box), Cells.of(object))).isTrue();
        }
    }

    @Test
    void everyNumberFitsAndTheWholeGridIsOneRange() {
        assertThat(Cells.covering(new Envelope(-10, 2_000_000 * 2, -10, 4_000_000)))
                .hasSize(1)
                .first()
                .satisfies(range -> assertThat(range.to()).isPositive());
        assertThat(Cells.of(new Envelope(699_999.9, 700_000, 1_299_999, 1_300_000)))
                .isPositive();
    }

    @Test
    void aTownIsCoveredByFewRangesThatReachNotFarBeyondIt() {
        Envelope town = new Envelope(380_000, 390_000, 395_000, 401_000);
        List<Cells.Range> ranges = Cells.covering(town);
        assertThat(ranges).hasSizeLessThan(160);
        assertThat(covered(ranges, Cells.of(new Envelope(384_000, 384_050, 398_000, 398_020))))
                .isTrue();
        assertThat(covered(ranges, Cells.of(new Envelope(370_000, 370_050, 398_000, 398_020))))
                .isFalse();
        assertThat(covered(ranges, Cells.of(new Envelope(394_000, 394_050, 398_000, 398_020))))
                .isFalse();
    }
}
