package uk.wayleave.opendata.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.opendata.event.EventReader;

/**
 * How often one caller may ask: so many a minute by address, more with a key. A bucket that fills steadily, so that what
 * was not used for a minute can be used at once.
 */
final class FairUse {
    private static final int REMEMBERED = 100_000;
    private static final double MINUTE_SECONDS = 60;
    private static final int KEYS_REMEMBERED = 10_000;
    private static final Duration KEY_REMEMBERED = Duration.ofSeconds(10);

    private final Clock clock;
    private final int byAddress;
    private final Keys keys;
    private final Map<String, Allowance> allowances = new HashMap<>();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Which keys are good for how many requests a minute. */
    @FunctionalInterface
    interface Keys {
        Optional<Integer> perMinute(String secret);
    }

    private record Allowance(Optional<Integer> perMinute, Instant until) {}

    private record Bucket(double left, Instant at) {}

    /**
     * @param byAddress requests a minute
     */
    FairUse(Clock clock, int byAddress, Keys keys) {
        this.clock = clock;
        this.byAddress = byAddress;
        this.keys = keys;
    }

    /** Whether this one may go on. */
    boolean allows(Ask ask) {
        String key = ask.header("X-API-Key").or(() -> ask.parameter("api-key")).orElse("");
        if (key.isEmpty()) {
            return take("address " + ask.address(), byAddress);
        }
        String hash = java.util.HexFormat.of()
                .formatHex(EventReader.sha256(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        int perMinute = allowance(hash, key, ask)
                .orElseThrow(() -> new BadAsk(403, "The API key is not known. Reading needs none."));
        return take("key " + hash, perMinute);
    }

    /** What is known of a key, asked again every few seconds. Strangers' guesses are asked for within the address's limit. */
    private Optional<Integer> allowance(String hash, String key, Ask ask) {
        Instant now = clock.instant();
        Optional<Allowance> known = known(hash).filter(one -> now.isBefore(one.until()));
        if (known.isPresent()) {
            return known.get().perMinute();
        }
        if (!take("address " + ask.address(), byAddress)) {
            throw new BadAsk(429, "This address has tried too many keys. Wait a moment.");
        }
        Allowance found = new Allowance(keys.perMinute(key), now.plus(KEY_REMEMBERED));
        remember(hash, found);
        return found.perMinute();
    }

    private synchronized Optional<Allowance> known(String hash) {
        return Optional.ofNullable(allowances.get(hash));
    }

    private synchronized void remember(String hash, Allowance found) {
        if (allowances.size() >= KEYS_REMEMBERED) {
            allowances.clear();
        }
        allowances.put(hash, found);
    }

    private synchronized boolean take(String caller, int perMinute) {
        Instant now = clock.instant();
        Bucket bucket = buckets.getOrDefault(caller, new Bucket(perMinute, now));
        double seconds = Math.max(0, (now.toEpochMilli() - bucket.at().toEpochMilli()) / 1000.0);
        double filled = Math.min(perMinute, bucket.left() + seconds * perMinute / MINUTE_SECONDS);
        boolean allowed = filled >= 1;
        buckets.put(caller, new Bucket(allowed ? filled - 1 : filled, now));
        return allowed;
    }
}
