package uk.wayleave.opendata.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import uk.wayleave.opendata.store.Counts.Square;

/**
 * Draws places on the grid into a picture of {@value #WIDTH} points across: an outline of the coast that comes with us, so
 * that nobody is asked for tiles, and on it circles that grow with the number of works, or the works themselves.
 */
final class MapPicture {
    static final int WIDTH = 640;
    private static final double SMALLEST_CIRCLE = 5;

    private static final List<List<Coordinate>> COAST = everyCoast();
    private static final List<Town> TOWNS = everyTown();

    private final Envelope box;
    private final int height;

    MapPicture(Envelope box) {
        this.box = box;
        this.height = (int) Math.round(WIDTH * box.getHeight() / box.getWidth());
    }

    /** A name with its place. */
    private record Town(String name, Coordinate at) {}

    /** Text at a point of the picture. */
    public record Label(String text, String x, String y) {}

    /** Works that are drawn together. */
    public record Circle(String x, String y, String radius, String href, String words) {}

    /** One work. */
    public record Mark(String x, String y, String shape, String href, String words) {}

    public String viewBox() {
        return "0 0 " + WIDTH + " " + height;
    }

    /** The paths of the coast. */
    public List<String> coastLines() {
        return COAST.stream().map(this::path).toList();
    }

    private String path(List<Coordinate> line) {
        StringBuilder path = new StringBuilder();
        for (Coordinate at : line) {
            path.append(path.isEmpty() ? "M" : "L").append(x(at.x)).append(' ').append(y(at.y));
        }
        return path.append('Z').toString();
    }

    public List<Label> towns() {
        return TOWNS.stream()
                .filter(town -> box.contains(town.at()))
                .map(town -> new Label(town.name(), x(town.at().x), y(town.at().y)))
                .toList();
    }

    /** The larger the circle, the more works; its area is what counts. */
    List<Circle> circles(List<Square> squares, int side, MapAsk ask) {
        long most = squares.stream().mapToLong(Square::number).max().orElse(1);
        double largest = WIDTH * side / box.getWidth() / 2;
        List<Circle> circles = new ArrayList<>();
        for (Square square : squares) {
            Envelope there = new Envelope(square.east(), square.east() + side, square.north(), square.north() + side);
            double radius = Math.max(SMALLEST_CIRCLE, largest * Math.sqrt((double) square.number() / most));
            circles.add(new Circle(
                    x(square.east() + side / 2.0),
                    y(square.north() + side / 2.0),
                    number(radius),
                    ask.at(there),
                    (square.number() == 1 ? "1 permit" : "%,d permits".formatted(square.number()))
                            + near(there.centre())));
        }
        return circles;
    }

    String x(double east) {
        return number((east - box.getMinX()) / box.getWidth() * WIDTH);
    }

    String y(double north) {
        return number((box.getMaxY() - north) / box.getHeight() * height);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The nearest town, for those who hear the map. */
    static String near(Coordinate place) {
        Optional<Town> nearest =
                TOWNS.stream().min(Comparator.comparingDouble(town -> town.at().distance(place)));
        return nearest.map(town -> {
                    long km = Math.round(town.at().distance(place) / 1000);
                    return km < 8
                            ? " at " + town.name()
                            : " " + km + " km " + direction(town.at(), place) + " of " + town.name();
                })
                .orElse("");
    }

    private static String direction(Coordinate from, Coordinate to) {
        String[] names = {"east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"};
        int eighth = (int) Math.round(Math.atan2(to.y - from.y, to.x - from.x) / (Math.PI / 4));
        return names[Math.floorMod(eighth, 8)];
    }

    private static List<List<Coordinate>> everyCoast() {
        List<List<Coordinate>> lines = new ArrayList<>();
        List<Coordinate> line = new ArrayList<>();
        for (String text : lines("outline.csv")) {
            if (text.isBlank()) {
                lines.add(List.copyOf(line));
                line.clear();
            } else {
                String[] parts = text.split(",", -1);
                line.add(kilometres(parts[0], parts[1]));
            }
        }
        lines.add(List.copyOf(line));
        return List.copyOf(lines);
    }

    private static List<Town> everyTown() {
        return lines("places.csv").stream()
                .map(line -> line.split(",", -1))
                .map(parts -> new Town(parts[0], kilometres(parts[1], parts[2])))
                .toList();
    }

    private static Coordinate kilometres(String east, String north) {
        return new Coordinate(Integer.parseInt(east) * 1000.0, Integer.parseInt(north) * 1000.0);
    }

    private static List<String> lines(String name) {
        try (InputStream in = MapPicture.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
