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

/** A5a: public apps and web services take open data. */
public final class A5aPublicApps implements Clause {
    static final Rule PUBLIC_APP = Rule.of(
            ClauseId.A5A,
            "public-app",
            "The purpose is an app or web service for the public.",
            "Take open data: the link \"alternate\" of this refusal, where there is one, answers the same "
                    + "question from it.");
    private static final List<Rule> RULES = List.of(PUBLIC_APP);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PUBLIC_APPS);

    @Override
    public ClauseId id() {
        return ClauseId.A5A;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Apps and web services for the public take open data.";
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
        return OtherUse.named(question, ClauseId.A5A, PUBLIC_APP);
    }

    @Override
    public String whyItHolds(Question question) {
        return "The purpose is no app or web service for the public.";
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
        return "Whether a product shows the public what it received for its customer.";
    }
}
