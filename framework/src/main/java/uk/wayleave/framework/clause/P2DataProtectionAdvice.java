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

/** P2: access reaches other users' data, personal data included, so the authorised user takes its own data protection advice first. */
public final class P2DataProtectionAdvice implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.P2,
            "not-attested",
            "Nobody has attested in the agreement that data protection advice was taken.",
            "Ask the authorised user's data protection team; a named person then attests P2 in a new version "
                    + "of the agreement, and both sides sign it.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.ATTESTED, Control.AGREEMENT_GATE, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.OTHER_USERS_DATA, Sentence.ADVICE);

    @Override
    public ClauseId id() {
        return ClauseId.P2;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Access reaches other users' data and personal data, so the authorised user first asks those who "
                + "advise it on data protection.";
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
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.P2))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Attested in this version of the agreement: data protection advice was taken.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "Both signatures, as acts of named persons over the content hash that includes the attestation; "
                + "that hash in every intent.";
    }

    @Override
    public String limit() {
        return "Whether the advice was good, and whether it was followed.";
    }
}
