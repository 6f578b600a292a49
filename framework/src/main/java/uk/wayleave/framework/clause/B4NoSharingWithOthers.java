package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Acting;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** B4: the integrator does not share the authorised user's data with other organisations. */
public final class B4NoSharingWithOthers implements Clause {
    static final Rule TWO_CONTROLLERS = Rule.of(
            ClauseId.B4,
            "two-controllers",
            "Call, agreement and instruction name more than one authorised user.",
            "Use credential, agreement and instruction of one and the same authorised user.");
    static final Rule FOREIGN_RECORD = Rule.of(
            ClauseId.B4,
            "foreign-record",
            "The record belongs to another organisation, and Street Manager does not show its like to every " + "user.",
            "Ask only for records in which the authorised user is promoter or highway authority; the owner "
                    + "may grant its own access.");
    static final Rule NO_CONTRACT = Rule.of(
            ClauseId.B4,
            "no-contract",
            "The call is made for another organisation, and no contract between the two is in force in the register.",
            "Leave the other organisation's SWA code out; or the contractor records the contract, and a promoter that "
                    + "is registered here confirms it.");
    private static final List<Rule> RULES = List.of(TWO_CONTROLLERS, FOREIGN_RECORD, NO_CONTRACT);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE,
                    Control.OWNERSHIP_PROOF,
                    Control.TENANT_ISOLATION,
                    Control.RELEASE_TO_REQUESTER,
                    Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.TENANT_ISOLATION));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER, Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.SHARING, Sentence.SHARING_EXAMPLE);

    @Override
    public ClauseId id() {
        return ClauseId.B4;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The authorised user's data, its works records above all, is not shared with other organisations "
                + "beyond what every Street Manager user sees.";
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
                .note(NO_CONTRACT, question.call().acting() == Acting.WITHOUT_A_CONTRACT)
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return question.call().acting() == Acting.FOR_A_PROMOTER
                ? "The Controller acts as contractor for the promoter that the call names, by a contract in the register."
                : OneController.why(question.call().part());
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The one Controller of every entry; its part in the record in every intent; the record's tier in "
                + "every release.";
    }

    @Override
    public String limit() {
        return "Whether data of several customers is brought together inside the integrator's product.";
    }
}
