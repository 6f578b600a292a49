package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** A5c: journey planning takes open data. */
public final class A5cJourneyPlanning implements Clause {
    static final Rule JOURNEY_PLANNING = Rule.of(
            ClauseId.A5C,
            "journey-planning",
            "The purpose is journey planning.",
            "Take open data: the link \"alternate\" of this refusal, where there is one, answers the same "
                    + "question from it.");
    private static final List<Rule> RULES = List.of(JOURNEY_PLANNING);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.JOURNEY_PLANNING);

    @Override
    public ClauseId id() {
        return ClauseId.A5C;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Journey planning services take open data.";
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
        return OtherUse.named(question, ClauseId.A5C, JOURNEY_PLANNING);
    }

    @Override
    public String whyItHolds(Question question) {
        return "The purpose is not journey planning.";
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
        return "Whether a route planner is fed later with what was received for another purpose.";
    }
}
