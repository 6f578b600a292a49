package uk.wayleave.bench;

import java.util.List;

/** One figure over all rounds. */
public record Spread(double median, double min, double max) {
    /** @throws IllegalArgumentException if there are no values */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A spread is over at least one round.");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** @param format of one number, as for {@link String#format} */
    public String show(String format) {
        return "%s (%s–%s)".formatted(format.formatted(median), format.formatted(min), format.formatted(max));
    }
}
