package uk.wayleave.opendata.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

class TransformationTest {
    private final Transformation transformation = new Transformation();

    /** Ordnance Survey's test points for OSTN15: the same place in both systems, to the millimetre. */
    @ParameterizedTest
    @CsvSource({
        "91492.146, 11318.804, 49.92226393730, -6.29977752014",
        "170370.718, 11572.405, 49.96006137820, -5.20304609998",
        "250359.811, 62016.569, 50.43885825610, -4.10864563561",
        "438710.920, 114792.250, 50.93127937910, -1.45051433700",
        "292184.870, 168003.465, 51.40078220140, -3.55128349240",
        "639821.835, 169565.858, 51.37447025550, 1.44454730409",
        "362269.991, 169978.690, 51.42754743020, -2.54407618349",
        "530624.974, 178388.464, 51.48936564950, -0.11992557180"
    })
    void isWithinItsStatedErrorOfOstn15(double easting, double northing, double latitude, double longitude) {
        Coordinate grid = transformation.toGrid(new Coordinate(longitude, latitude));
        assertThat(Math.hypot(grid.x - easting, grid.y - northing)).isLessThan(Transformation.ERROR_METRES);
        Coordinate world = transformation.toWgs84(new Coordinate(easting, northing));
        double metresPerDegree = 111_200;
        assertThat(Math.hypot(
                        (world.x - longitude) * metresPerDegree * Math.cos(Math.toRadians(latitude)),
                        (world.y - latitude) * metresPerDegree))
                .isLessThan(Transformation.ERROR_METRES);
    }

    @Test
    void thereAndBackIsTheSamePlace() {
        Coordinate grid = new Coordinate(527_155.33, 182_227.95);
        Coordinate back = transformation.toGrid(transformation.toWgs84(grid));
        assertThat(back.x).isCloseTo(grid.x, within(0.01));
        assertThat(back.y).isCloseTo(grid.y, within(0.01));
    }

    @Test
    void aBoxOnTheGridHoldsAllOfTheBoxInTheWorld() {
        Envelope world = new Envelope(-2.6, -2.4, 53.4, 53.5);
        Envelope grid = transformation.toGrid(world);
        for (int i = 0; i <= 100; i++) {
            for (double edge : new double[] {53.4, 53.5}) {
                assertThat(grid.contains(transformation.toGrid(new Coordinate(-2.6 + i * 0.002, edge))))
                        .isTrue();
            }
        }
    }

    /** One instance serves all calls at once. */
    @Test
    void severalThreadsDoNotDisturbEachOther() throws Exception {
        List<Coordinate> places = IntStream.range(0, 2000)
                .mapToObj(i -> new Coordinate(100_000 + i * 250.0, 50_000 + i * 500.0))
                .toList();
        List<Coordinate> alone = places.stream().map(transformation::toWgs84).toList();
        Callable<List<Coordinate>> again =
                () -> places.stream().map(transformation::toWgs84).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<List<Coordinate>> one : threads.invokeAll(List.of(again, again, again, again))) {
                assertThat(one.get()).isEqualTo(alone);
            }
        }
    }
}
