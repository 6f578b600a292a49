package uk.wayleave.opendata.store;

/**
 * What became of a batch.
 *
 * @param events that were not there before
 * @param repeated that were
 * @param unreadable that could not be placed, and are kept as they came
 */
public record Written(int events, int repeated, int unreadable) {
    public static Written nothing() {
        return new Written(0, 0, 0);
    }

    public Written and(Written other) {
        return new Written(events + other.events, repeated + other.repeated, unreadable + other.unreadable);
    }
}
