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

/** B3: neither party uses the data unlawfully. */
public final class B3LawfulPurposes implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.B3,
            "not-attested",
            "Nobody has attested in the agreement that the data is put to no unlawful use.",
            "Named persons of both sides attest B3 in a new version of the agreement; then both sides sign "
                    + "the new version.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.ATTESTED, Control.AGREEMENT_GATE, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER, Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.UNLAWFUL);

    @Override
    public ClauseId id() {
        return ClauseId.B3;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Neither side uses data from Street Manager for anything unlawful.";
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
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.B3))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Attested in this version of the agreement: no unlawful use by either side.";
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
        return "Almost everything: software cannot tell a lawful use from an unlawful one.";
    }
}
