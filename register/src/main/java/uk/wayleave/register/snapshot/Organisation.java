package uk.wayleave.register.snapshot;

import java.util.Set;
import uk.wayleave.framework.SwaCode;

/**
 * One Street Manager organisation of the Controller.
 *
 * @param prefixes the two-character prefixes of its work reference numbers; empty for one that promotes no works
 * @param reference its {@code organisationReference} in Street Manager
 */
public record Organisation(SwaCode swaCode, String name, String reference, Set<String> prefixes) {
    public Organisation {
        prefixes = Set.copyOf(prefixes);
    }
}
