package uk.wayleave.framework.clause;

import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Control;

/**
 * What a clause may honestly claim once these controls are all wired.
 *
 * @param controls at least one
 */
public record Promise(Assurance assurance, Set<Control> controls) {
    public Promise {
        controls = Set.copyOf(controls);
    }

    static Promise of(Assurance assurance, Control... controls) {
        return new Promise(assurance, Set.of(controls));
    }

    boolean isKeptBy(Set<Control> wired) {
        return wired.containsAll(controls);
    }
}
