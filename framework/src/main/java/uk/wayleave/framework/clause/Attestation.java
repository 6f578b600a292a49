package uk.wayleave.framework.clause;

import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Question;

/** A clause that software cannot check, or not wholly, and that named persons therefore promise in the agreement. */
final class Attestation {
    private Attestation() {}

    /** Whether there is an agreement that lacks it. Without an agreement B1 says all there is to say. */
    static boolean isMissing(Question question, ClauseId clause) {
        return question.agreement().isPresent()
                && !question.agreement().get().attested().contains(clause);
    }
}
