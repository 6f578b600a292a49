package uk.wayleave.screening;

/**
 * Personal data at one place of a text. It does not hold the text found.
 *
 * @param start first UTF-16 code unit of the original text that belongs to it, from 0
 * @param end the code unit after the last
 */
public record Finding(Rule rule, int start, int end) {
    /** @throws IllegalArgumentException if the span is empty or starts before the text */
    public Finding {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("No span from " + start + " to " + end + ".");
        }
    }

    public PersonalData personalData() {
        return rule.personalData();
    }

    /** How likely it is right, from above 0 to 1. */
    public double confidence() {
        return rule.confidence();
    }
}
