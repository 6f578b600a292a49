package uk.wayleave.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A chart over time: one column for each day, whose parts stand on each other.
 *
 * @param parts what they are, from the floor upwards
 * @param most the greatest sum of a day
 */
public record Columns(String title, List<String> parts, long most, List<Column> columns) {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final int TOP = 24;
    private static final int FLOOR = HEIGHT - 24;
    private static final int LABELS = 6;

    public Columns {
        parts = List.copyOf(parts);
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
        long most = Math.max(1, days.stream().mapToLong(Day::sum).max().orElse(1));
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
                    decimal(Math.clamp(i * step + step / 2, 24, WIDTH - 24)),
                    decimal(step * 0.8)));
        }
        return new Columns(title, parts, most, columns);
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
        return HEIGHT - 6;
    }
}
