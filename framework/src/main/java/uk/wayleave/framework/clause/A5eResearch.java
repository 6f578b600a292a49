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

/** A5e: research and statistics take open data, unless the authorised user asks for them and gets them back. */
public final class A5eResearch implements Clause {
    static final Rule RESEARCH = Rule.of(
            ClauseId.A5E,
            "research",
            "The purpose is research or statistics that the authorised user did not ask for.",
            "Take open data; or, if the authorised user wants the analysis for itself, have it give an "
                    + "instruction for the purpose own-analysis.");
    private static final List<Rule> RULES = List.of(RESEARCH);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.RESEARCH);

    @Override
    public ClauseId id() {
        return ClauseId.A5E;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Research and statistics take open data, unless the authorised user asked for them and the result "
                + "goes back to it.";
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
        return OtherUse.named(question, ClauseId.A5E, RESEARCH);
    }

    @Override
    public String whyItHolds(Question question) {
        boolean analysis = question.instruction().isPresent()
                && question.instruction().get().purpose() == Purpose.OWN_ANALYSIS;
        return analysis
                ? "The authorised user asked for this analysis, and its result goes back to it."
                : "The purpose is not research or statistics.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The purpose in every intent; every refusal under this letter.";
    }

    @Override
    public String limit() {
        return "Whether the result of an analysis goes nowhere but back to the authorised user.";
    }
}
