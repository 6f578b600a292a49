package uk.wayleave.opendata.api;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import uk.wayleave.opendata.event.EventReader;

/**
 * How often one caller may ask: so many a minute by address, more with a key. A bucket that fills steadily, so that what
 * was not used for a minute can be used at once.
 */
final class FairUse {
    private static final int REMEMBERED = 100_000;
    private static final double MINUTE_SECONDS = 60;

    private final Clock clock;
    private final int byAddress;
    private final int byKey;
    private final Set<String> keyHashes;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Bucket(double left, Instant at) {}

    /**
     * @param byAddress requests a minute
     * @param byKey requests a minute
     * @param keyHashes SHA-256 of the keys, in hexadecimal
     */
    FairUse(Clock clock, int byAddress, int byKey, Set<String> keyHashes) {
        this.clock = clock;
        this.byAddress = byAddress;
        this.byKey = byKey;
        this.keyHashes = Set.copyOf(keyHashes);
    }

    /** Whether this one may go on. */
    boolean allows(Ask ask) {
        String key = ask.header("X-API-Key").or(() -> ask.parameter("api-key")).orElse("");
        if (key.isEmpty()) {
            return take("address " + ask.address(), byAddress);
        }
        String hash = java.util.HexFormat.of()
                .formatHex(EventReader.sha256(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        if (!keyHashes.contains(hash)) {
            throw new BadAsk(403, "The API key is not known. Reading needs none.");
        }
        return take("key " + hash, byKey);
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
