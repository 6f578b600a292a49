package uk.wayleave.gateway.governor;

/**
 * How many there were within the last minute. They are kept by slices of a tenth of a second, each until a whole minute
 * after its end: what is counted is never too little, and too much by a tenth of a second at most. Not for several
 * threads.
 */
final class SlidingCount {
    static final long WINDOW_MILLIS = 60_000;
    private static final long SLICE_MILLIS = 100;
    /** Those of a minute, and the one that is not over. */
    private static final int SLICES = (int) (WINDOW_MILLIS / SLICE_MILLIS) + 1;

    private final int[] slices = new int[SLICES];
    private long newest;
    private long sum;

    SlidingCount(long now) {
        this.newest = sliceOf(now);
    }

    /** One more. A time before the latest counts as that: a clock that goes back makes nothing forgotten. */
    void add(long now) {
        advance(now);
        slices[indexOf(newest)]++;
        sum++;
    }

    long at(long now) {
        advance(now);
        return sum;
    }

    /** In how many milliseconds there will be no more than that, if none is added; at most somewhat over a minute. */
    long millisUntilAtMost(long most, long now) {
        advance(now);
        long left = sum;
        for (int age = SLICES - 1; age >= 0 && left > most; age--) {
            left -= slices[indexOf(newest - age)];
            if (left <= most) {
                long forgotten = (newest - age + SLICES) * SLICE_MILLIS;
                return Math.max(1, forgotten - now);
            }
        }
        return left > most ? WINDOW_MILLIS : 0;
    }

    private void advance(long now) {
        long slice = sliceOf(now);
        long passed = Math.min(slice - newest, SLICES);
        for (long step = 1; step <= passed; step++) {
            int index = indexOf(newest + step);
            sum -= slices[index];
            slices[index] = 0;
        }
        newest = Math.max(newest, slice);
    }

    private static long sliceOf(long now) {
        return Math.floorDiv(now, SLICE_MILLIS);
    }

    private static int indexOf(long slice) {
        return (int) Math.floorMod(slice, (long) SLICES);
    }
}
