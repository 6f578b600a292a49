package uk.wayleave.gateway.decision;

import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.Whose;

/**
 * Whether files themselves may be handed over under what a call was judged by. They are off unless granted: what is in a
 * file no field profile masks.
 */
@FunctionalInterface
public interface FileGrant {
    boolean isGiven(Judged judged);

    /** Where the purpose's profile releases documents of own records: it does where the agreement grants them. */
    static FileGrant byProfile() {
        return judged -> judged.permit().fields().released(Whose.OWN).contains(DataClass.DOCUMENT);
    }
}
