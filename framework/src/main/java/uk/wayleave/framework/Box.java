package uk.wayleave.framework;

/**
 * An area as Street Manager's map takes it: whole metres of the British National Grid (EPSG:27700), its edges included.
 *
 * @param minEasting 0 to 800,000
 * @param minNorthing 0 to 1,400,000
 * @param maxEasting not less than {@code minEasting}
 * @param maxNorthing not less than {@code minNorthing}
 */
public record Box(int minEasting, int minNorthing, int maxEasting, int maxNorthing) {
    /** The grid ends here; the rest of the world is none of Street Manager's. */
    public static final int EASTING_AT_MOST = 800_000;

    public static final int NORTHING_AT_MOST = 1_400_000;

    /** @throws IllegalArgumentException if it is inverted or lies outside the grid */
    public Box {
        if (minEasting > maxEasting || minNorthing > maxNorthing) {
            throw new IllegalArgumentException("A box goes from its lower to its higher edges; this one is inverted.");
        }
        if (minEasting < 0 || minNorthing < 0 || maxEasting > EASTING_AT_MOST || maxNorthing > NORTHING_AT_MOST) {
            throw new IllegalArgumentException(
                    "A box lies within the British National Grid, in metres; this one does not.");
        }
    }

    public boolean contains(Box other) {
        return minEasting <= other.minEasting
                && minNorthing <= other.minNorthing
                && maxEasting >= other.maxEasting
                && maxNorthing >= other.maxNorthing;
    }

    /** The longer of its sides, in metres. */
    public int longestSide() {
        return Math.max(maxEasting - minEasting, maxNorthing - minNorthing);
    }

    /** As in a query: {@code 530000,180000,535000,185000}. */
    @Override
    public String toString() {
        return minEasting + "," + minNorthing + "," + maxEasting + "," + maxNorthing;
    }
}
