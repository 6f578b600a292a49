package uk.wayleave.framework.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Rule;

/** Collects what one clause finds wrong with one call. Makes no list while nothing is wrong: that is the usual case. */
final class Findings {
    private List<Breach> breaches = List.of();

    /** Notes a breach of the rule if it failed. */
    Findings note(Rule rule, boolean failed) {
        if (failed) {
            add(rule, "");
        }
        return this;
    }

    /** Notes a breach of the rule if it failed, with what exactly was found. */
    Findings note(Rule rule, boolean failed, String detail) {
        if (failed) {
            add(rule, detail);
        }
        return this;
    }

    /** Notes one breach of the rule for each detail, sorted, so that the order of a set tells nothing. */
    Findings noteEach(Rule rule, Set<String> details) {
        if (details.isEmpty()) {
            return this;
        }
        for (String detail : new TreeSet<>(details)) {
            add(rule, detail);
        }
        return this;
    }

    List<Breach> list() {
        return breaches;
    }

    private void add(Rule rule, String detail) {
        if (breaches.isEmpty()) {
            breaches = new ArrayList<>();
        }
        breaches.add(new Breach(rule, detail));
    }
}
