package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
    @ParameterizedTest
    @CsvSource({"1,0,0,0", "0,1,0,0", "-1,0,0,0", "0,-1,0,0", "0,0,800001,0", "0,0,0,1400001"})
    void refusesWhatIsInvertedOrOffTheGrid(int minEasting, int minNorthing, int maxEasting, int maxNorthing) {
        assertThatThrownBy(() -> new Box(minEasting, minNorthing, maxEasting, maxNorthing))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesTheWholeGridAndASinglePoint() {
        assertThat(new Box(0, 0, 800_000, 1_400_000).longestSide()).isEqualTo(1_400_000);
        assertThat(new Box(7, 9, 7, 9).longestSide()).isZero();
    }

    @Property
    void containsExactlyTheBoxesAllOfWhosePointsItHas(
            @ForAll @IntRange(max = 6) int a,
            @ForAll @IntRange(max = 6) int b,
            @ForAll @IntRange(max = 6) int c,
            @ForAll @IntRange(max = 6) int d) {
        Box outer = new Box(2, 2, 4, 4);
        Box inner = new Box(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
        boolean all = true;
        for (int x = inner.minEasting(); x <= inner.maxEasting(); x++) {
            for (int y = inner.minNorthing(); y <= inner.maxNorthing(); y++) {
                all &= x >= 2 && x <= 4 && y >= 2 && y <= 4;
            }
        }
        assertThat(outer.contains(inner)).isEqualTo(all);
    }
}
