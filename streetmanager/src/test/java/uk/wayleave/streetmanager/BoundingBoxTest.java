package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.OperationId;

class BoundingBoxTest {

    @Test
    void knowsItsSize() {
        BoundingBox box =
                read("530000", "180000", "530100.5", "180020").toOptional().orElseThrow();

        assertThat(box).isEqualTo(new BoundingBox(530_000, 180_000, 530_100.5, 180_020));
        assertThat(box.squareMetres()).isEqualTo(2010);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1e9", "0x1p3", "1d", "+1", "--1", "1.", ".1", "1,5", "１", "-"})
    void refusesWhatIsNoPlainNumber(String number) {
        assertThat(read(number, "0", "600000", "1")).isInstanceOf(Parsed.Malformed.class);
    }

    @Test
    void refusesAMissingOrRepeatedOrReversedSide() {
        assertThat(BoundingBox.read(name -> List.of())).isInstanceOf(Parsed.Malformed.class);
        assertThat(BoundingBox.read(name -> List.of("1", "2"))).isInstanceOf(Parsed.Malformed.class);
        assertThat(read("2", "0", "1", "1")).isInstanceOf(Parsed.Malformed.class);
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundingBox(0, 2, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoundingBox(0, 0, Double.NaN, 1));
    }

    @Property
    void readsBackWhatItIsMadeOf(
            @ForAll @IntRange(max = 700_000) int east,
            @ForAll @IntRange(max = 1_300_000) int north,
            @ForAll @IntRange(max = 10_000) int width,
            @ForAll @IntRange(max = 10_000) int height) {
        assertThat(read("" + east, "" + north, "" + (east + width), "" + (north + height))
                        .toOptional())
                .contains(new BoundingBox(east, north, east + width, north + height));
    }

    @Test
    void knowsWhichOperationsTakeOne() {
        Catalogue catalogue = Catalogue.load();

        assertThat(catalogue.operations(ApiVersion.V3_6).stream().filter(BoundingBox::isTakenBy))
                .hasSize(4)
                .allMatch(operation -> operation.api() == Api.GEOJSON);
        assertThat(catalogue
                        .operation(ApiVersion.V6_0, new OperationId("reporting.GetWorks"))
                        .map(BoundingBox::isTakenBy))
                .contains(false);
    }

    private static Parsed<BoundingBox> read(String west, String south, String east, String north) {
        Map<String, String> query =
                Map.of("minEasting", west, "minNorthing", south, "maxEasting", east, "maxNorthing", north);
        return BoundingBox.read(name -> query.containsKey(name) ? List.of(query.get(name)) : List.of());
    }
}
