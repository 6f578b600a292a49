package uk.wayleave.register.agreement;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;

/**
 * What is drafted and not yet laid before both sides, gaps and all.
 *
 * @param agreement the one it changes, or will be
 * @param base the version it was begun from, 0 for an agreement that is not there yet
 * @param parts those that somebody saved
 */
public record Draft(
        AgreementId agreement, ControllerId controller, IntegratorId integrator, int base, Map<Part, Saved> parts) {
    public Draft {
        parts = Map.copyOf(parts);
    }

    /**
     * One part as it was saved last.
     *
     * @param revision how often it was saved, from 1
     * @param answers what was typed, by the field's name
     * @param by empty where it was filled in from a version that is there
     */
    public record Saved(int revision, Map<String, List<String>> answers, Optional<PersonId> by, Instant at) {
        public Saved {
            answers = Map.copyOf(answers);
        }

        /** Without what was typed. */
        @Override
        public String toString() {
            return "Saved[" + revision + "]";
        }
    }

    /** Every answer of every part. */
    public Map<String, List<String>> answers() {
        Map<String, List<String>> all = new HashMap<>();
        parts.values().forEach(saved -> all.putAll(saved.answers()));
        return Map.copyOf(all);
    }

    /** How often a part was saved; 0 for one that nobody has filled in. */
    public int revision(Part part) {
        return Optional.ofNullable(parts.get(part)).map(Saved::revision).orElse(0);
    }
}
