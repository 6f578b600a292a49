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

/** P3: any purpose but serving the authorised user takes open data. */
public final class P3OtherPurposesTakeOpenData implements Clause {
    static final Rule OTHER_USE = Rule.of(
            ClauseId.P3,
            "other-use",
            "The purpose is not to serve the authorised user, so it may not be met from Street Manager.",
            "Take open data: the link \"alternate\" of this refusal, where there is one, answers the same "
                    + "question from it.");
    private static final List<Rule> RULES = List.of(OTHER_USE);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.OPEN_DATA);

    @Override
    public ClauseId id() {
        return ClauseId.P3;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Whoever wants the data for any purpose but serving the authorised user takes it from the open "
                + "data stream.";
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
        return OtherUse.any(question, OTHER_USE);
    }

    @Override
    public String whyItHolds(Question question) {
        return "Every purpose stated for the call serves the authorised user.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The purpose in every intent; every refusal of an other use.";
    }

    @Override
    public String limit() {
        return "A purpose is declared: whether it is true, and what becomes of the data after the answer, is not "
                + "seen here.";
    }
}
