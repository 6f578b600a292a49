package uk.wayleave.opendata.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {
    private final Coordinates coordinates = new Coordinates();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POINT(527155.3328125 182227.946386719) | POINT (527155.3328125 182227.946386719)",
                "point (527155 182227) | POINT (527155 182227)",
                "SRID=27700;POINT(527155 182227) | POINT (527155 182227)",
                "LINESTRING(501251.53 222574.64,501305.92 222506.65) | LINESTRING (501251.53 222574.64, 501305.92 222506.65)",
                "LINESTRING(334003,350162 334083,350162) | LINESTRING (334003 350162, 334083 350162)",
                "POLYGON((1 1,5 1,5 5,1 1)) | POLYGON ((1 1, 5 1, 5 5, 1 1))",
                "POLYGON((1,1 5,1 5,5 1,1)) | POLYGON ((1 1, 5 1, 5 5, 1 1))",
                "MULTIPOINT((1 2),(3 4)) | MULTIPOINT ((1 2), (3 4))",
                "{\"type\":\"Point\",\"coordinates\":[527155,182227]} | POINT (527155 182227)",
                "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]} | LINESTRING (1 2, 3 4)"
            })
    void readsPointsLinesAndPolygonsAndTheOddOnes(String published, String meant) {
        assertThat(coordinates.read(published))
                .isInstanceOfSatisfying(
                        Place.Known.class,
                        known -> assertThat(known.geometry().toText()).isEqualTo(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POINT(over there)",
                "POINT(527155)",
                "POINT(-0.118 51.509)",
                "POINT(5271553 182227)",
                "POINT(NaN 182227)",
                "LINESTRING(501251 222574)",
                "POLYGON((1 1,5 1,5 5))",
                "{\"type\":\"Point\",\"coordinates\":[\"a\",1]}",
                "{\"type\":\"Point\"",
                "527155 182227"
            })
    void saysWhyWhatItCannotPlaceHasNoPlace(String published) {
        assertThat(coordinates.read(published)).isInstanceOf(Place.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "POINT EMPTY"})
    void nothingIsNowhere(String published) {
        assertThat(coordinates.read(published)).isEqualTo(new Place.None());
    }
}
