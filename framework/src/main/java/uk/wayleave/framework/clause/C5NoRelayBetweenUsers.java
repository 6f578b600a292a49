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

/** C5: one authorised user's data is not relayed to another. */
public final class C5NoRelayBetweenUsers implements Clause {
    static final Rule TWO_CONTROLLERS = Rule.of(
            ClauseId.C5,
            "two-controllers",
            "The call would join the data of more than one authorised user.",
            "Make one call for each authorised user, each with its own credential, agreement and instruction.");
    static final Rule FOREIGN_RECORD = Rule.of(
            ClauseId.C5,
            "foreign-record",
            "The record is another organisation's own, so handing it over would relay it.",
            "The organisation whose record it is makes the call through its own access.");
    private static final List<Rule> RULES = List.of(TWO_CONTROLLERS, FOREIGN_RECORD);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE,
                    Control.OWNERSHIP_PROOF,
                    Control.TENANT_ISOLATION,
                    Control.RELEASE_TO_REQUESTER,
                    Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.TENANT_ISOLATION));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.RELAY, Sentence.BUSINESS_RULES);

    @Override
    public ClauseId id() {
        return ClauseId.C5;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The integrator does not relay one authorised user's data to another; each sees of the other what "
                + "Street Manager itself shows it.";
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
                .note(TWO_CONTROLLERS, OneController.isBroken(question))
                .note(FOREIGN_RECORD, OneController.reachesForAForeignRecord(question.call()))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return OneController.why(question.call().part());
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The one Controller of every entry; no entry ever names two.";
    }

    @Override
    public String limit() {
        return "What is copied from one customer to another inside the integrator's product.";
    }
}
