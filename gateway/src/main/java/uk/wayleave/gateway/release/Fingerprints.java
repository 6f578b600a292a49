package uk.wayleave.gateway.release;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.ControllerId;

/** Keyed digests of what went out and what was released, with a key for each Controller: never a plain digest. */
public final class Fingerprints {
    private final Function<ControllerId, FingerprintKey> keys;
    private final Map<ControllerId, FingerprintKey> known = new ConcurrentHashMap<>();

    public Fingerprints(Function<ControllerId, FingerprintKey> keys) {
        this.keys = keys;
    }

    public FingerprintKey keyOf(ControllerId controller) {
        return known.computeIfAbsent(controller, keys);
    }
}
