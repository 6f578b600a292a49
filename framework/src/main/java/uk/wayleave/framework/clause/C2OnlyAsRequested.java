package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** C2: the data is used in no other way than the authorised user asked. */
public final class C2OnlyAsRequested implements Clause {
    static final Rule PURPOSES_DISAGREE = Rule.of(
            ClauseId.C2,
            "purposes-disagree",
            "Instruction, token and headers do not state one and the same purpose.",
            "State the instruction's purpose in token and header, or none there; for another purpose cite "
                    + "another instruction.");
    static final Rule PURPOSE_NOT_GRANTED = Rule.of(
            ClauseId.C2,
            "purpose-not-granted",
            "The agreement does not grant access for this purpose.",
            "Both sides sign a new version of the agreement that lists the purpose, if it serves the "
                    + "authorised user.");
    private static final List<Rule> RULES = List.of(PURPOSES_DISAGREE, PURPOSE_NOT_GRANTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.INSTRUCTION_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.AS_REQUESTED);

    @Override
    public ClauseId id() {
        return ClauseId.C2;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The integrator uses the data for nothing but what the authorised user asked.";
    }

    @Override
    public Set<Party> binds() {
        return BINDS;
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public List<Breach> breaches(Question question) {
        return new Findings()
                .note(PURPOSES_DISAGREE, purposesDisagree(question))
                .note(PURPOSE_NOT_GRANTED, aPurposeIsNotGranted(question))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "One purpose is stated, the instruction's, and the agreement grants it.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "Instruction, purpose and operation in every intent, instruction and operation in every release.";
    }

    @Override
    public String limit() {
        return "What use is made of the data after the answer.";
    }

    private static boolean purposesDisagree(Question question) {
        Set<Purpose> stated = question.call().statedPurposes();
        if (question.instruction().isEmpty() || stated.isEmpty()) {
            return stated.size() > 1;
        }
        return stated.size() > 1
                || !stated.contains(question.instruction().get().purpose());
    }

    private static boolean aPurposeIsNotGranted(Question question) {
        if (question.agreement().isEmpty()) {
            return false;
        }
        Set<Purpose> granted = question.agreement().get().purposes();
        boolean instructed = question.instruction().isEmpty()
                || granted.contains(question.instruction().get().purpose());
        return !instructed || !granted.containsAll(question.call().statedPurposes());
    }
}
