package uk.wayleave.register.agreement;

import java.time.Instant;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.PersonId;

/**
 * The act of a person of one side over the hash of one version.
 *
 * @param name the person's, at the time
 */
public record Signature(Party side, PersonId person, String name, ContentHash hash, Instant at) {
    /** Without the name: persons appear in no log. */
    @Override
    public String toString() {
        return "Signature[" + side + " " + person + "]";
    }
}
