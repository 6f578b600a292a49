package uk.wayleave.framework.clause;

import java.util.List;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** Finds purposes that are other uses, in the instruction and in what token and header state. */
final class OtherUse {
    private OtherUse() {}

    /** A breach of the rule for a purpose that any of A5a to A5e names. */
    static List<Breach> any(Question question, Rule rule) {
        boolean instructed = question.instruction().isPresent()
                && !question.instruction().get().purpose().servesTheController();
        boolean stated = false;
        for (Purpose purpose : question.call().statedPurposes()) {
            stated |= !purpose.servesTheController();
        }
        return found(rule, instructed, stated);
    }

    /** A breach of the rule for the purpose that this clause names. */
    static List<Breach> named(Question question, ClauseId clause, Rule rule) {
        boolean instructed = question.instruction().isPresent()
                && is(question.instruction().get().purpose(), clause);
        boolean stated = false;
        for (Purpose purpose : question.call().statedPurposes()) {
            stated |= is(purpose, clause);
        }
        return found(rule, instructed, stated);
    }

    /** Whether the agreement lists an other use among its purposes. */
    static boolean isGranted(Question question) {
        if (question.agreement().isEmpty()) {
            return false;
        }
        for (Purpose purpose : question.agreement().get().purposes()) {
            if (!purpose.servesTheController()) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(Purpose purpose, ClauseId clause) {
        return purpose.otherUse().isPresent() && purpose.otherUse().get() == clause;
    }

    private static List<Breach> found(Rule rule, boolean instructed, boolean stated) {
        if (!instructed && !stated) {
            return List.of();
        }
        String where = instructed && stated
                ? "Found in the instruction and in the token or a header."
                : instructed ? "Found in the instruction." : "Found in the token or a header.";
        return List.of(new Breach(rule, where));
    }
}
