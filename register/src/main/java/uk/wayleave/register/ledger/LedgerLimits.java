package uk.wayleave.register.ledger;

import java.time.Duration;

/**
 * What a {@link PostgresLedger} puts up with.
 *
 * @param patience the longest an append blocks its caller, 100 ms to 1 minute
 * @param queue how many appends may wait at once; more are refused at once
 * @param batchEntries how many entries are committed together, unless one append alone has more
 * @param batchBytes how many bytes of entries are committed together, unless one append alone has more
 * @param rest after a failure, before the next attempt; doubled with each further failure up to {@code longestRest}
 */
public record LedgerLimits(
        Duration patience, int queue, int batchEntries, int batchBytes, Duration rest, Duration longestRest) {
    public LedgerLimits {
        if (patience.compareTo(Duration.ofMillis(100)) < 0 || patience.compareTo(Duration.ofMinutes(1)) > 0)
            throw new IllegalArgumentException("The ledger's patience must be within 100 ms and 1 minute.");
        if (queue < 1 || batchEntries < 1 || batchBytes < 1)
            throw new IllegalArgumentException("The ledger's queue and batches must have room for at least one.");
        if (rest.isNegative() || longestRest.compareTo(rest) < 0)
            throw new IllegalArgumentException("The ledger's rest must be within 0 and its longest rest.");
    }

    /** 5 s; 10,000 appends; 2,000 entries or 4 MiB; 20 ms to 1 s. */
    public static LedgerLimits defaults() {
        return new LedgerLimits(
                Duration.ofSeconds(5), 10_000, 2_000, 4 << 20, Duration.ofMillis(20), Duration.ofSeconds(1));
    }

    LedgerLimits withPatience(Duration other) {
        return new LedgerLimits(other, queue, batchEntries, batchBytes, rest, longestRest);
    }

    LedgerLimits withQueue(int other) {
        return new LedgerLimits(patience, other, batchEntries, batchBytes, rest, longestRest);
    }
}
