package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** A3: access is through an account of the authorised user, and no other way. */
public final class A3AuthorisedUsersAccount implements Clause {
    static final Rule ACCOUNT_ADMINISTRATION = Rule.of(
            ClauseId.A3,
            "account-administration",
            "The operation signs an account in or out, or changes users or secrets; that is for the "
                    + "authorised user alone.",
            "Sign in to Wayleave with the product's own credential; the authorised user changes its passwords "
                    + "in Street Manager and in the vault here.");
    static final Rule NO_ACCOUNT = Rule.of(
            ClauseId.A3,
            "no-account",
            "No Street Manager account of the authorised user is kept for this agreement.",
            "An administrator of the authorised user puts the account made for this product into the vault.");
    static final Rule NO_FITTING_ROLE = Rule.of(
            ClauseId.A3,
            "no-fitting-role",
            "No account kept for this agreement has a role that may do this in Street Manager.",
            "The authorised user gives its account the role in Street Manager, or adds an account that has it "
                    + "to the vault.");
    private static final List<Rule> RULES = List.of(ACCOUNT_ADMINISTRATION, NO_ACCOUNT, NO_FITTING_ROLE);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(Assurance.PREVENTED_HERE, Control.ACCOUNT_VAULT, Control.ACCOUNT_ADMINISTRATION_REFUSED),
            Promise.of(Assurance.MONITORED, Control.ACCOUNT_VAULT));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER, Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.OWN_ACCOUNT_AND_PROCESSOR);

    @Override
    public ClauseId id() {
        return ClauseId.A3;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Access is only through an account of the authorised user, which stays in the authorised user's "
                + "hands.";
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
                .note(ACCOUNT_ADMINISTRATION, question.call().administersAccounts())
                .note(NO_ACCOUNT, question.call().account() == AccountFit.NO_ACCOUNT)
                .note(NO_FITTING_ROLE, question.call().account() == AccountFit.NO_FITTING_ROLE)
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "The call goes through the authorised user's own account from the vault, in a role that may do it.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The account used, by its id, in every intent; every refusal of account administration.";
    }

    @Override
    public String limit() {
        return "Whether the authorised user lends an account outside this gateway, or the integrator has one of "
                + "its own.";
    }
}
