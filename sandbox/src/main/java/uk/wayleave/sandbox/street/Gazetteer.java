package uk.wayleave.sandbox.street;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import uk.wayleave.sandbox.street.Street.Point;

/** The streets of the sandbox, in the areas of a county and of a borough, none of them real. */
public final class Gazetteer {
    private static final String FILE = "streets.txt";
    private static final long FIRST_USRN = 99_800_000L;

    private final List<Street> streets;

    public Gazetteer() {
        try (InputStream in = Gazetteer.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The sandbox was built without its file " + FILE + ".");
            }
            streets = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Gazetteer::street)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The sandbox cannot read its file " + FILE + ".", unreadable);
        }
    }

    private static Street street(String line) {
        String[] parts = line.split("\\|", -1);
        List<Point> points = Stream.of(parts[8].split(" ", -1))
                .map(point -> point.split(",", -1))
                .map(point -> new Point(Double.parseDouble(point[0]), Double.parseDouble(point[1])))
                .toList();
        return new Street(
                FIRST_USRN + Long.parseLong(parts[0]),
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                Optional.of(parts[7]).filter(code -> !code.isEmpty()),
                Integer.parseInt(parts[5]),
                parts[6].equals("yes"),
                points);
    }

    public List<Street> all() {
        return streets;
    }

    public Optional<Street> byUsrn(long usrn) {
        return streets.stream().filter(s -> s.usrn() == usrn).findFirst();
    }

    /** Whose name, town or USRN holds the text. */
    public List<Street> search(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return streets.stream()
                .filter(s -> (s.name() + " " + s.town() + " " + s.usrn())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted))
                .toList();
    }

    /** Within 100 metres, nearest first. */
    public List<Street> near(double easting, double northing) {
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
