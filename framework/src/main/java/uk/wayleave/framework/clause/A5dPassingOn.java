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

/** A5d: what is passed from one area or promoter to another is taken from open data. */
public final class A5dPassingOn implements Clause {
    static final Rule PASSING_ON = Rule.of(
            ClauseId.A5D,
            "passing-on",
            "The purpose is to pass one area's or promoter's data on to another.",
            "Take open data, or let the other authorised user grant its own access: then its own account "
                    + "answers it.");
    private static final List<Rule> RULES = List.of(PASSING_ON);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.MONITORED, Control.PURPOSE_GATE, Control.TENANT_ISOLATION, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PASSING_ON);

    @Override
    public ClauseId id() {
        return ClauseId.A5D;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Data about one area or promoter is not passed on to another; what another area needs, it takes "
                + "from open data or asks for itself.";
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
        return OtherUse.named(question, ClauseId.A5D, PASSING_ON);
    }

    @Override
    public String whyItHolds(Question question) {
        return "The purpose is not to pass data on to another area or promoter.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The purpose in every intent, the one Controller of every entry; every refusal under this letter.";
    }

    @Override
    public String limit() {
        return "Whether data of several customers is brought together inside the integrator's product.";
    }
}
