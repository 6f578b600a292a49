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

/** B2: the authorised user asks for nothing that breaches Street Manager's terms. */
public final class B2WithinServiceTerms implements Clause {
    static final Rule ACCOUNT_ADMINISTRATION = Rule.of(
            ClauseId.B2,
            "account-administration",
            "Street Manager's terms keep logins, passwords and users with the account holder; this operation "
                    + "handles them.",
            "The authorised user does this itself, in Street Manager.");
    private static final List<Rule> RULES = List.of(ACCOUNT_ADMINISTRATION);
    private static final List<Promise> PROMISES = List.of(Promise.of(
            Assurance.MONITORED, Control.ACCOUNT_VAULT, Control.ACCOUNT_ADMINISTRATION_REFUSED, Control.LEDGER));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.SERVICE_TERMS, Sentence.DEACTIVATION);

    @Override
    public ClauseId id() {
        return ClauseId.B2;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The authorised user asks the integrator for nothing that breaches Street Manager's terms; DfT "
                + "may deactivate the account.";
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
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "The operation handles no login, password or user.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "Every call and refusal, so that who asked for what can be shown to DfT.";
    }

    @Override
    public String limit() {
        return "Of Street Manager's terms those on logins are kept here; load needs the governor, personal data "
                + "in text the screening, and whether what is sent is true nobody here can tell.";
    }
}
