package uk.wayleave.evidence;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import com.fasterxml.uuid.UUIDClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids of calls and entries: UUIDs of version 7 (RFC 9562 section 5.7), the millisecond and 74 random bits. New ones stand
 * side by side in the ledger's indexes, where wholly random ones would touch a page each. They tell when, as the entry
 * itself does, and nothing of how many others there are.
 */
public final class TimeOrderedIds {
    private final NoArgGenerator generator;

    /** @param clock of which the ids tell the millisecond */
    public TimeOrderedIds(Clock clock) {
        generator = Generators.timeBasedEpochRandomGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
    }

    public UUID next() {
        return generator.generate();
    }
}
