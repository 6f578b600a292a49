package uk.wayleave.sandbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.wayleave.sandbox.Street.Point;

/** The streets of the sandbox, all in the area of its county, none of them real. */
final class Gazetteer {
    private final List<Street> streets = List.of(
            street(1, "Tannery Lane", "Aldermere", 3, false, 384120, 171560, 384188, 171622, 384260, 171640),
            street(2, "Market Cross", "Aldermere", 2, true, 384300, 171700, 384342, 171748),
            street(3, "Weavers Row", "Aldermere", 4, false, 384410, 171480, 384470, 171512, 384533, 171520),
            street(4, "Old Turnpike Road", "Ashcombe", 1, true, 386010, 172300, 386180, 172420, 386402, 172515),
            street(5, "St Wilfrid Street", "Ashcombe", 3, false, 386500, 172100, 386566, 172070),
            street(6, "Quarry Hill", "Ashcombe", 4, false, 386720, 171950, 386790, 172010, 386802, 172096),
            street(7, "Station Approach", "Tarnbrook", 2, true, 389100, 170250, 389166, 170301),
            street(8, "Lower Millbank", "Tarnbrook", 3, false, 389240, 170110, 389310, 170164, 389388, 170170),
            street(9, "Heron Close", "Tarnbrook", 4, false, 389450, 170330, 389480, 170388),
            street(10, "Coronation Avenue", "Ashcombe", 3, false, 386110, 171800, 386214, 171846, 386320, 171890),
            street(11, "Priory Walk", "Aldermere", 4, false, 384600, 171900, 384652, 171932),
            street(12, "Great Southern Road", "Tarnbrook", 1, true, 388700, 169800, 388930, 169944, 389180, 170060));

    private static Street street(
            int number, String name, String town, int category, boolean sensitive, double... coordinates) {
        List<Point> line = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            line.add(new Point(coordinates[i], coordinates[i + 1]));
        }
        return new Street(99_800_000L + number, name, town, "Vale of Ashcombe", category, sensitive, line);
    }

    List<Street> all() {
        return streets;
    }

    Optional<Street> byUsrn(long usrn) {
        return streets.stream().filter(s -> s.usrn() == usrn).findFirst();
    }

    /** Whose name, town or USRN holds the text. */
    List<Street> search(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return streets.stream()
                .filter(s -> (s.name() + " " + s.town() + " " + s.usrn())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
    }

    /** Within 100 metres, nearest first. */
    List<Street> near(double easting, double northing) {
        Point here = new Point(easting, northing);
        return streets.stream()
                .filter(s -> distance(s, here) <= 100)
                .sorted(Comparator.comparingDouble(s -> distance(s, here)))
                .toList();
    }

    private static double distance(Street street, Point here) {
        return street.line().stream()
                .mapToDouble(p -> Math.hypot(p.easting() - here.easting(), p.northing() - here.northing()))
                .min()
                .orElse(Double.MAX_VALUE);
    }
}
