package uk.wayleave.gateway.governor;

import java.time.Clock;
import java.time.Duration;
import uk.wayleave.register.allotment.Allotments;

/** Governors for tests of other things. */
public final class Governors {
    private Governors() {}

    /** Settings that are in nobody's way. */
    public static GovernorSettings unlimited() {
        return GovernorSettings.defaults()
                .withCallsPerMinute(10_000_000)
                .withPollingFloors(Duration.ZERO, Duration.ZERO)
                .withHarvest(HarvestLimits.none());
    }

    /** One that is in nobody's way, without a database. */
    public static Governor inNobodysWay(Clock clock) {
        return Governor.start(unlimited(), Allotments.undivided(), clock);
    }
}
