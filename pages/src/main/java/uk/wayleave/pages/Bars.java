package uk.wayleave.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A chart of bars: the figures of a table, drawn. */
public record Bars(String id, String title, String of, List<Bar> bars) {
    private static final int WIDTH = 640;
    private static final int ROW = 30;
    private static final int LABELS = 250;
    private static final int FIGURES = 80;

    public Bars {
        bars = List.copyOf(bars);
    }

    /** One bar with its figure. */
    public record Bar(String name, long number, String y, String textY, String width, String figureX) {
        public String figure() {
            return String.format(Locale.UK, "%,d", number);
        }
    }

    /** What a bar is of, and how long it is. */
    public record Figure(String name, long number) {}

    /** @param of what the bars are of, the heading of the table's first column */
    public static Bars of(String id, String title, String of, List<Figure> figures) {
        long most = Math.max(1, figures.stream().mapToLong(Figure::number).max().orElse(1));
        return new Bars(
                id,
                title,
                of,
                IntStream.range(0, figures.size())
                        .mapToObj(i -> {
                            Figure figure = figures.get(i);
                            double width = Math.max(2.0, (double) (WIDTH - LABELS - FIGURES) * figure.number() / most);
                            return new Bar(
                                    figure.name(),
                                    figure.number(),
                                    Integer.toString(i * ROW + 4),
                                    Integer.toString(i * ROW + 20),
                                    String.format(Locale.ROOT, "%.1f", width),
                                    String.format(Locale.ROOT, "%.1f", LABELS + width + 8));
                        })
                        .toList());
    }

    /** Of the drawing, in its own units. */
    public String viewBox() {
        return "0 0 " + WIDTH + " " + Math.max(1, bars.size()) * ROW;
    }
}
