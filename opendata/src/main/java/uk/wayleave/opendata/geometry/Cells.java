package uk.wayleave.opendata.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/**
 * Numbers places along a curve, so that an ordinary B-tree finds boxes: XZ-ordering (Böhm, Klump and Kriegel, 1999). The
 * grid is quartered again and again; an object belongs to the smallest quarter that holds it when doubled to the east and
 * the north, so that it has one number whatever its shape. What lies in a quarter has numbers without a gap.
 */
public final class Cells {
    /** Halvings; the smallest quarter is 40 m wide. */
    static final int DEPTH = 15;

    /** Metres; holds the whole British National Grid. */
    static final double SIDE = 40.0 * (1 << DEPTH);

    /**
     * Quarters across a box at which looking closer costs more than it spares: a range more costs a descent of the index,
     * and what lies around a box is as thick as a quarter is wide.
     */
    private static final int ACROSS = 32;

    private Cells() {}

    /** Numbers from {@code from} to {@code to}, both included. */
    public record Range(int from, int to) {}

    /** The number of what this box just holds; the box lies on the grid. */
    public static int of(Envelope box) {
        int depth = depthOf(box);
        double x = box.getMinX();
        double y = box.getMinY();
        double west = 0;
        double south = 0;
        double side = SIDE;
        int number = 0;
        for (int level = 0; level < depth; level++) {
            side /= 2;
            boolean east = x >= west + side;
            boolean north = y >= south + side;
            number += 1 + quarter(east, north) * size(level + 1);
            west += east ? side : 0;
            south += north ? side : 0;
        }
        return number;
    }

    /** Ranges, ascending and apart, that hold the number of everything that touches the box, and of some that does not. */
    public static List<Range> covering(Envelope box) {
        int closest = 0;
        double wide = Math.max(Math.max(box.getWidth(), box.getHeight()), 1);
        while (closest < DEPTH && SIDE / (1 << (closest + 1)) * ACROSS >= wide) {
            closest++;
        }
        List<Range> found = new ArrayList<>();
        collect(box, 0, 0, 0, 0, closest, found);
        return merged(found);
    }

    private static void collect(
            Envelope box, double west, double south, int level, int number, int closest, List<Range> into) {
        double side = SIDE / (1 << level);
        Envelope doubled = new Envelope(west, west + 2 * side, south, south + 2 * side);
        if (!box.intersects(doubled)) {
            return;
        }
        if (level == DEPTH || level >= closest || box.contains(doubled)) {
            into.add(new Range(number, number + size(level) - 1));
            return;
        }
        into.add(new Range(number, number));
        double half = side / 2;
        for (int quarter = 0; quarter < 4; quarter++) {
            collect(
                    box,
                    west + ((quarter & 1) != 0 ? half : 0),
                    south + ((quarter & 2) != 0 ? half : 0),
                    level + 1,
                    number + 1 + quarter * size(level + 1),
                    closest,
                    into);
        }
    }

    private static List<Range> merged(List<Range> ranges) {
        ranges.sort(Comparator.comparingInt(Range::from));
        List<Range> merged = new ArrayList<>();
        for (Range next : ranges) {
            if (!merged.isEmpty() && merged.getLast().to() >= next.from() - 1) {
                Range last = merged.removeLast();
                merged.add(new Range(last.from(), Math.max(last.to(), next.to())));
            } else {
                merged.add(next);
            }
        }
        return List.copyOf(merged);
    }

    private static int depthOf(Envelope box) {
        for (int depth = DEPTH; depth > 0; depth--) {
            double side = SIDE / (1 << depth);
            double west = Math.floor(box.getMinX() / side) * side;
            double south = Math.floor(box.getMinY() / side) * side;
            if (box.getMaxX() <= west + 2 * side && box.getMaxY() <= south + 2 * side) {
                return depth;
            }
        }
        return 0;
    }

    /** How many numbers a quarter at this level has, its own and those of all within: (4^(depth-level+1) - 1) / 3. */
    private static int size(int level) {
        return (int) (((1L << (2 * (DEPTH - level + 1))) - 1) / 3);
    }

    private static int quarter(boolean east, boolean north) {
        return (east ? 1 : 0) + (north ? 2 : 0);
    }
}
