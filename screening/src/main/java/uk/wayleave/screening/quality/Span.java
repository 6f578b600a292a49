package uk.wayleave.screening.quality;

import uk.wayleave.screening.PersonalData;

/**
 * Personal data at one place of a text, as a person labelled it or as a program found it.
 *
 * @param start first UTF-16 code unit, from 0
 * @param end the code unit after the last
 */
public record Span(PersonalData personalData, int start, int end) {
    /** @throws IllegalArgumentException if the span is empty or starts before the text */
    public Span {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("No span from " + start + " to " + end + ".");
        }
    }

    /** How much they share of what both cover, from 0 to 1. */
    double shared(Span other) {
        int both = Math.min(end, other.end) - Math.max(start, other.start);
        int either = Math.max(end, other.end) - Math.min(start, other.start);
        return both <= 0 ? 0 : (double) both / either;
    }
}
