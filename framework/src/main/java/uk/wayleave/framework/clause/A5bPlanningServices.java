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

/** A5b: roadworks planning services with a registration of their own take open data. */
public final class A5bPlanningServices implements Clause {
    static final Rule PLANNING_SERVICE = Rule.of(
            ClauseId.A5B,
            "planning-service",
            "The purpose is a roadworks planning service with a registration of its own.",
            "Take open data: the link \"alternate\" of this refusal, where there is one, answers the same "
                    + "question from it.");
    private static final List<Rule> RULES = List.of(PLANNING_SERVICE);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PLANNING_SERVICES);

    @Override
    public ClauseId id() {
        return ClauseId.A5B;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Roadworks planning services whose users register with the service itself take open data.";
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
        return OtherUse.named(question, ClauseId.A5B, PLANNING_SERVICE);
    }

    @Override
    public String whyItHolds(Question question) {
        return "The purpose is no planning service with a registration of its own.";
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
        return "Who the users of a product are.";
    }
}
