package uk.wayleave.gateway.governor;

import java.time.Duration;

/**
 * How much of a burden on Street Manager this installation may be.
 *
 * @param egress the operator's name of the address that Street Manager sees; installations and nodes that share an
 *     address share a name, a database and a budget. 1 to 100 letters, digits and {@code _ . : -}
 * @param callsPerMinute to one host, of all nodes with this egress together; 1 or more
 * @param longestWait how long a write may wait for a place; nothing to a minute
 * @param pollingFloor shortest time between two polls: of the updates, or of an equal list by the same product for the
 *     same Controller; nothing switches it off
 * @param jobPollingFloor shortest time between two looks at the same export job
 */
public record GovernorSettings(
        String egress,
        int callsPerMinute,
        Weights weights,
        Duration longestWait,
        Duration pollingFloor,
        Duration jobPollingFloor,
        HarvestLimits harvest) {
    /** Of the 200 and more a minute that DfT states for an address (API FAQ), so that there is room for people's own. */
    public static final int CALLS_PER_MINUTE = 120;

    /** Of {@link #egress}. */
    public static final String EGRESS_FORM = "[A-Za-z0-9_.:-]{1,100}";

    private static final Duration LONGEST_FLOOR = Duration.ofHours(1);

    public GovernorSettings {
        if (!egress.matches(EGRESS_FORM)) {
            throw new IllegalArgumentException(
                    "The egress is named by 1 to 100 letters, digits and _ . : -; it was '" + egress + "'.");
        }
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException("The budget is 1 call a minute or more; it was " + callsPerMinute + ".");
        }
        check("longest wait", longestWait, Duration.ofMinutes(1));
        check("polling floor", pollingFloor, LONGEST_FLOOR);
        check("polling floor of jobs", jobPollingFloor, LONGEST_FLOOR);
    }

    /**
     * 120 calls a minute, equal weights, writes wait up to 5 s, polls every 120 s (API FAQ: once in 2 minutes "should be
     * fine"), jobs every 5 s.
     */
    public static GovernorSettings defaults() {
        return new GovernorSettings(
                "default",
                CALLS_PER_MINUTE,
                Weights.equal(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                Duration.ofSeconds(5),
                HarvestLimits.defaults());
    }

    public GovernorSettings withEgress(String name) {
        return new GovernorSettings(name, callsPerMinute, weights, longestWait, pollingFloor, jobPollingFloor, harvest);
    }

    public GovernorSettings withCallsPerMinute(int number) {
        return new GovernorSettings(egress, number, weights, longestWait, pollingFloor, jobPollingFloor, harvest);
    }

    public GovernorSettings withWeights(Weights other) {
        return new GovernorSettings(egress, callsPerMinute, other, longestWait, pollingFloor, jobPollingFloor, harvest);
    }

    public GovernorSettings withLongestWait(Duration wait) {
        return new GovernorSettings(egress, callsPerMinute, weights, wait, pollingFloor, jobPollingFloor, harvest);
    }

    public GovernorSettings withPollingFloors(Duration polling, Duration jobs) {
        return new GovernorSettings(egress, callsPerMinute, weights, longestWait, polling, jobs, harvest);
    }

    public GovernorSettings withHarvest(HarvestLimits limits) {
        return new GovernorSettings(
                egress, callsPerMinute, weights, longestWait, pollingFloor, jobPollingFloor, limits);
    }

    private static void check(String name, Duration time, Duration most) {
        if (time.isNegative() || time.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "The " + name + " is from nothing to " + most + "; it was " + time + ".");
        }
    }
}
