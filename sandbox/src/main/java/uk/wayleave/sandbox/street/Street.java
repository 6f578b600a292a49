package uk.wayleave.sandbox.street;

import java.util.List;
import java.util.Optional;

/**
 * A street of the sandbox's gazetteer.
 *
 * @param usrn from a block of numbers of our own
 * @param authority SWA code of its highway authority
 * @param interested SWA code of who has an interest in it beside the authority
 * @param roadCategory 0 (motorway-like traffic) to 4 (least traffic), as the reinstatement code counts
 * @param line points on the British National Grid, easting and northing in metres
 */
public record Street(
        long usrn,
        String name,
        String town,
        String area,
        String authority,
        Optional<String> interested,
        int roadCategory,
        boolean trafficSensitive,
        List<Point> line) {

    public record Point(double easting, double northing) {}

    public Street {
        line = List.copyOf(line);
    }

    public Box box() {
        return new Box(
                line.stream().mapToDouble(Point::easting).min().orElse(0),
                line.stream().mapToDouble(Point::northing).min().orElse(0),
                line.stream().mapToDouble(Point::easting).max().orElse(0),
                line.stream().mapToDouble(Point::northing).max().orElse(0));
    }
}
