package uk.wayleave.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart over time: one column for each day, whose parts stand on each other.
 *
 * @param parts what they are, from the floor upwards
 * @param lines across it with a number each, the highest first; the floor is none of them
 */
public record Columns(String title, List<String> parts, List<Line> lines, List<Column> columns) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 240;
    private static final int TOP = 30;
    /** Room below for labels, in the large type of a narrow screen too. */
    private static final int FLOOR = HEIGHT - 34;

    private static final int HALF_A_LABEL = 44;
    private static final int LABELS = 5;

    public Columns {
        parts = List.copyOf(parts);
        lines = List.copyOf(lines);
        columns = List.copyOf(columns);
    }

    /** The figures of one day, as many as there are parts. */
    public record Day(String label, List<Long> numbers) {
        public Day {
            numbers = List.copyOf(numbers);
        }

        long sum() {
            return numbers.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** A line across, at a number. */
    public record Line(String number, String y, String textY) {}

    /** One part of a column that is not nought. */
    public record Block(int part, String y, String height) {}

    /** One day, drawn. */
    public record Column(
            String label,
            boolean labelled,
            List<Long> numbers,
            List<Block> blocks,
            String x,
            String middle,
            String width) {}

    /** @param days in their order, those without anything too */
    public static Columns of(String title, List<String> parts, List<Day> days) {
        long most = round(days.stream().mapToLong(Day::sum).max().orElse(1));
        double step = (double) WIDTH / Math.max(1, days.size());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Day day = days.get(i);
            columns.add(new Column(
                    day.label(),
                    isLabelled(i, days.size()),
                    day.numbers(),
                    blocks(day, most),
                    decimal(i * step + step * 0.1),
                    decimal(Math.clamp(i * step + step / 2, HALF_A_LABEL, WIDTH - HALF_A_LABEL)),
                    decimal(step * 0.8)));
        }
        return new Columns(title, parts, List.of(line(most, most), line(most / 2, most)), columns);
    }

    /** An even number that is easy to read, no less than this: 2, 4, 10, 20, 40, 100 and so on. */
    private static long round(long number) {
        long tens = 1;
        while (true) {
            for (long one : new long[] {2 * tens, 4 * tens, 10 * tens}) if (one >= number) return one;
            tens *= 10;
        }
    }

    private static Line line(long number, long most) {
        double y = FLOOR - (double) (FLOOR - TOP) * number / most;
        return new Line(String.format(Locale.UK, "%,d", number), decimal(y), decimal(y - 5));
    }

    /** The last, and so many before it that their labels do not touch. */
    private static boolean isLabelled(int place, int days) {
        int every = Math.max(1, Math.ceilDiv(days, LABELS));
        return (days - 1 - place) % every == 0;
    }

    private static List<Block> blocks(Day day, long most) {
        List<Block> blocks = new ArrayList<>();
        double top = FLOOR;
        for (int part = 0; part < day.numbers().size(); part++) {
            long number = day.numbers().get(part);
            if (number == 0) continue;
            // A single refusal among thousands is to be seen.
            double height = Math.max(2, (double) (FLOOR - TOP) * number / most);
            top -= height;
            blocks.add(new Block(part, decimal(top), decimal(height)));
        }
        return blocks;
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    /** Of the drawing, in its own units. */
    public String viewBox() {
        return "0 0 " + WIDTH + " " + HEIGHT;
    }

    /** Where the columns stand. */
    public int floor() {
        return FLOOR;
    }

    /** Where the labels below stand. */
    public int labels() {
        return HEIGHT - 8;
    }
}
