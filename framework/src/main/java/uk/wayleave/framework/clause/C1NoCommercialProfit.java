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

/** C1: the integrator makes no commercial profit from the data, open data apart. */
public final class C1NoCommercialProfit implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.C1,
            "not-attested",
            "Nobody has attested that the integrator makes no commercial profit from the data.",
            "A named person of the integrator attests C1 in a new version of the agreement; then both sides "
                    + "sign the new version.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED);
    private static final List<Promise> PROMISES =
            List.of(Promise.of(Assurance.ATTESTED, Control.AGREEMENT_GATE, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PROFIT);

    @Override
    public ClauseId id() {
        return ClauseId.C1;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "The integrator makes no commercial profit from the authorised user's data, however processed, "
                + "open data apart; it may charge for its service.";
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
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.C1))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Attested in this version of the agreement: no commercial profit from the data.";
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
        return "Everything: what the integrator sells is not seen here.";
    }
}
