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

/** A2: the result goes to the authorised user that asked, and to nobody else. */
public final class A2ResultToTheRequester implements Clause {
    static final Rule OTHER_REQUESTER = Rule.of(
            ClauseId.A2,
            "other-requester",
            "The product that calls is not the one through which the authorised user asked.",
            "Let the product make the call to which the instruction was given, or ask the authorised user for "
                    + "an instruction to this one.");
    private static final List<Rule> RULES = List.of(OTHER_REQUESTER);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE, Control.RELEASE_TO_REQUESTER, Control.TENANT_ISOLATION, Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.RELEASE_TO_REQUESTER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.EXPLICIT_REQUEST);

    @Override
    public ClauseId id() {
        return ClauseId.A2;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The result of what was asked goes back to the authorised user that asked, through the product it "
                + "asked, and to nobody else.";
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
        boolean anotherAsks = question.instruction().isPresent()
                && !question.instruction()
                        .get()
                        .product()
                        .equals(question.call().product());
        return new Findings().note(OTHER_REQUESTER, anotherAsks).list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "The answer is released only to the product through which the authorised user asked, after a "
                + "committed record of it.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "A release entry for every answer: to whom, under which instruction, committed before the first "
                + "byte left.";
    }

    @Override
    public String limit() {
        return "What the integrator does with the answer after the hand-over.";
    }
}
