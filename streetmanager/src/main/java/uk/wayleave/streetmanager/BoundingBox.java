package uk.wayleave.streetmanager;

import java.util.List;
import java.util.function.Function;

/**
 * The rectangle of a map call, in metres of the British National Grid (EPSG:27700).
 *
 * @param maxEasting not less than {@code minEasting}, and likewise to the north
 */
public record BoundingBox(double minEasting, double minNorthing, double maxEasting, double maxNorthing) {
    private static final List<String> PARAMETERS = List.of("minEasting", "minNorthing", "maxEasting", "maxNorthing");
    private static final String FORM = "It is minEasting, minNorthing, maxEasting and maxNorthing, each once and a"
            + " number, the greatest not less than the least.";
    private static final int DIGITS_AT_MOST = 32;

    /** @throws IllegalArgumentException if a number is not finite or the greatest is less than the least */
    public BoundingBox {
        if (!Double.isFinite(minEasting)
                || !Double.isFinite(minNorthing)
                || !(maxEasting >= minEasting && maxEasting < Double.POSITIVE_INFINITY)
                || !(maxNorthing >= minNorthing && maxNorthing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(FORM);
        }
    }

    /** Whether this operation takes one. */
    public static boolean isTakenBy(Operation operation) {
        return operation.query().containsAll(PARAMETERS);
    }

    /** @param query the values of a query parameter by its name */
    public static Parsed<BoundingBox> read(Function<String, List<String>> query) {
        double[] found = new double[PARAMETERS.size()];
        for (int i = 0; i < found.length; i++) {
            List<String> values = query.apply(PARAMETERS.get(i));
            if (values.size() != 1 || !isNumber(values.getFirst())) {
                return new Parsed.Malformed<>(FORM);
            }
            found[i] = Double.parseDouble(values.getFirst());
        }
        return found[2] < found[0] || found[3] < found[1]
                ? new Parsed.Malformed<>(FORM)
                : new Parsed.Read<>(new BoundingBox(found[0], found[1], found[2], found[3]));
    }

    /** Plain decimals only: what reads as a number here reads as the same one there. */
    private static boolean isNumber(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        int point = digits.indexOf('.');
        return digits.length() <= DIGITS_AT_MOST
                && (point < 0
                        ? Ascii.areDigits(digits)
                        : Ascii.areDigits(digits.substring(0, point)) && Ascii.areDigits(digits.substring(point + 1)));
    }

    public double squareMetres() {
        return (maxEasting - minEasting) * (maxNorthing - minNorthing);
    }
}
