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

/** A5: every other use takes open data; A5a to A5e are the framework's examples. */
public final class A5OtherUsesTakeOpenData implements Clause {
    static final Rule OTHER_USE = Rule.of(
            ClauseId.A5,
            "other-use",
            "The call is for an other use, which no agreement and no instruction can allow.",
            "Take open data: the link \"alternate\" of this refusal, where there is one, answers the same "
                    + "question from it.");
    static final Rule GRANTED = Rule.of(
            ClauseId.A5,
            "granted",
            "The agreement lists an other use among its purposes, which no agreement may.",
            "Both sides sign a new version of the agreement without it; the other use takes open data.");
    private static final List<Rule> RULES = List.of(OTHER_USE, GRANTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.OTHER_USES);

    @Override
    public ClauseId id() {
        return ClauseId.A5;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Every use but serving the authorised user takes open data and never reaches Street Manager.";
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
        List<Breach> breaches = OtherUse.any(question, OTHER_USE);
        if (!OtherUse.isGranted(question)) {
            return breaches;
        }
        return breaches.isEmpty()
                ? List.of(new Breach(GRANTED, ""))
                : List.of(breaches.getFirst(), new Breach(GRANTED, ""));
    }

    @Override
    public String whyItHolds(Question question) {
        return "Every purpose stated serves the authorised user; none is an other use.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The purpose in every intent; every refusal of an other use, with the letter of the example.";
    }

    @Override
    public String limit() {
        return "A purpose is declared: a truthful call can be put to another use later.";
    }
}
