package uk.wayleave.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A chart of bars: the figures of a table, drawn.
 *
 * @param height of the drawing, in its own units
 */
public record Bars(String id, String title, String of, int height, List<Bar> bars) {
    private static final int WIDTH = 640;
    private static final int FIGURES = 110;
    /** As many characters of a name stand beside its bar; a longer one stands above it. */
    private static final int SHORT = 6;

    private static final int BESIDE = 90;

    public Bars {
        bars = List.copyOf(bars);
    }

    /** One bar with its name and its figure, drawn. */
    public record Bar(
            String name, long number, String nameY, String x, String y, String width, String figureX, String figureY) {
        public String figure() {
            return String.format(Locale.UK, "%,d", number);
        }
    }

    /** What a bar is of, and how long it is. */
    public record Figure(String name, long number) {}

    /** @param of what the bars are of, the heading of the table's first column */
    public static Bars of(String id, String title, String of, List<Figure> figures) {
        long most = Math.max(1, figures.stream().mapToLong(Figure::number).max().orElse(1));
        boolean beside = figures.stream().allMatch(one -> one.name().length() <= SHORT);
        int left = beside ? BESIDE : 0;
        int above = beside ? 0 : 30;
        int row = above + 34;
        List<Bar> bars = IntStream.range(0, figures.size())
                .mapToObj(i -> {
                    Figure figure = figures.get(i);
                    double width = Math.max(2.0, (double) (WIDTH - left - FIGURES) * figure.number() / most);
                    int top = i * row;
                    return new Bar(
                            figure.name(),
                            figure.number(),
                            Integer.toString(beside ? top + 22 : top + 24),
                            Integer.toString(left),
                            Integer.toString(top + above + 4),
                            String.format(Locale.ROOT, "%.1f", width),
                            String.format(Locale.ROOT, "%.1f", left + width + 8),
                            Integer.toString(top + above + 22));
                })
                .toList();
        return new Bars(id, title, of, Math.max(1, figures.size()) * row, bars);
    }

    /** Of the drawing, in its own units. */
    public String viewBox() {
        return "0 0 " + WIDTH + " " + height;
    }
}
