package uk.wayleave.screening.quality;

/**
 * How often findings and labels agree.
 *
 * @param right labels that were found
 * @param wrong findings where nothing is labelled so
 * @param missed labels that were not found
 */
public record Score(int right, int wrong, int missed) {
    static final Score NONE = new Score(0, 0, 0);

    /** Of what was found, how much is right; 1 where nothing was found. */
    public double precision() {
        return right + wrong == 0 ? 1 : (double) right / (right + wrong);
    }

    /** Of what there is, how much was found; 1 where there is nothing. */
    public double recall() {
        return right + missed == 0 ? 1 : (double) right / (right + missed);
    }

    public Score plus(Score other) {
        return new Score(right + other.right, wrong + other.wrong, missed + other.missed);
    }
}
