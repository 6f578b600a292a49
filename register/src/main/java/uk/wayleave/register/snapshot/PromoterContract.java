package uk.wayleave.register.snapshot;

import java.time.Instant;
import java.util.Set;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;

/**
 * By which one of the Controller's organisations works as contractor for a promoter, whose SWA code it may then name.
 *
 * @param contractor of the Controller's own organisations
 * @param prefixes of the promoter's works references; at least one
 * @param workstreams of the promoter, as three digits
 * @param from the first instant in force
 * @param until the first instant no longer in force
 */
public record PromoterContract(
        SwaCode contractor,
        SwaCode promoter,
        String promoterName,
        Set<String> prefixes,
        Scope<String> workstreams,
        Instant from,
        Instant until) {
    public PromoterContract {
        prefixes = Set.copyOf(prefixes);
    }

    public boolean isInForceAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
