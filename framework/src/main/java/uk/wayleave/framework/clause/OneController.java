package uk.wayleave.framework.clause;

import uk.wayleave.framework.Call;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Tier;

/** That a call has to do with one Controller only: what B4 asks of the authorised user and C5 of the integrator. */
final class OneController {
    private OneController() {}

    /** Whether call, agreement and instruction name more than one Controller. */
    static boolean isBroken(Question question) {
        ControllerId controller = question.call().controller();
        if (question.agreement().isPresent()
                && !question.agreement().get().controller().equals(controller)) {
            return true;
        }
        return question.instruction().isPresent()
                && !question.instruction().get().controller().equals(controller);
    }

    /** Whether the call reaches for a record of somebody else's that Street Manager does not show to every user. */
    static boolean reachesForAForeignRecord(Call call) {
        return call.part() == Part.NONE && !Tier.T1.includes(call.tier());
    }

    static String why(Part part) {
        return switch (part) {
            case PROVEN -> "One Controller is concerned, and it is the promoter or highway authority of the record.";
            case IN_THE_ANSWER ->
                "One Controller is concerned; nothing is released before the answer proves whose record it is.";
            case NONE -> "One Controller is concerned; the record is of a kind that every Street Manager user sees.";
            case NOT_NEEDED -> "One Controller is concerned, and the call is about nobody's own record.";
        };
    }
}
