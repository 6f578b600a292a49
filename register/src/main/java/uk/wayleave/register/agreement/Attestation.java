package uk.wayleave.register.agreement;

import java.time.Instant;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.PersonId;

/**
 * A named person of one side stands for one clause of one version.
 *
 * @param name the person's, at the time
 */
public record Attestation(ClauseId clause, Party side, PersonId person, String name, Instant at) {
    /** Without the name: persons appear in no log. */
    @Override
    public String toString() {
        return "Attestation[" + clause + " " + side + " " + person + "]";
    }
}
