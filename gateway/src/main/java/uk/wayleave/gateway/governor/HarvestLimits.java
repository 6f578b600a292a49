package uk.wayleave.gateway.governor;

/**
 * From when on reading other organisations' records is a harvest and not somebody's work; all within an hour, of one
 * agreement.
 *
 * @param records distinct records of others that are read, or tried for; also equal boxes laid side by side
 * @param inSequence references with numbers that follow each other
 * @param rows of others in pages of lists; the page that reaches it is the last
 * @param squareKilometres of distinct area searched by boxes
 */
public record HarvestLimits(int records, int inSequence, int rows, int squareKilometres) {
    public HarvestLimits {
        if (records < 1 || inSequence < 2 || rows < 1 || squareKilometres < 1) {
            throw new IllegalArgumentException(
                    "The limits of a harvest are 1 record, 2 in sequence, 1 row and 1 square kilometre, or more.");
        }
    }

    /** 60 records, 12 in sequence, 500 rows (20 pages), 5,000 km² (a large county). */
    public static HarvestLimits defaults() {
        return new HarvestLimits(60, 12, 500, 5_000);
    }

    /** For tests of other things. */
    public static HarvestLimits none() {
        return new HarvestLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    public HarvestLimits withRecords(int number) {
        return new HarvestLimits(number, inSequence, rows, squareKilometres);
    }

    public HarvestLimits withRows(int number) {
        return new HarvestLimits(records, inSequence, number, squareKilometres);
    }

    public HarvestLimits withSquareKilometres(int number) {
        return new HarvestLimits(records, inSequence, rows, number);
    }
}
