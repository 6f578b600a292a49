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

/** P1: the authorised user has, or puts in place, controls that keep data protection law and Street Manager's terms. */
public final class P1ControlsInPlace implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.P1,
            "not-attested",
            "Nobody has attested in the agreement that the authorised user's controls are in place.",
            "A named person of the authorised user attests P1 in a new version of the agreement; then both "
                    + "sides sign the new version.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.ATTESTED, Control.AGREEMENT_GATE, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.AIM, Sentence.COMPLIANCE);

    @Override
    public ClauseId id() {
        return ClauseId.P1;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The authorised user has controls in place, its own or agreed with the integrator, that keep UK "
                + "data protection law and Street Manager's terms.";
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
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.P1))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Attested in this version of the agreement: the authorised user's controls are in place.";
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
        return "Whether the controls outside this gateway exist and suffice.";
    }
}
