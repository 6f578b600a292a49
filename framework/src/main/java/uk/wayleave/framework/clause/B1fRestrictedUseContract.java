package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** B1f: failing a data-processor agreement, a contract bars every use but serving the authorised user. */
public final class B1fRestrictedUseContract implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.B1F,
            "not-attested",
            "Nobody has attested that the contract bars every use but serving the authorised user.",
            "Named persons of both sides attest B1f in a new version of the agreement; then both sides sign "
                    + "the new version.");
    static final Rule OTHER_USE_GRANTED = Rule.of(
            ClauseId.B1F,
            "other-use-granted",
            "The contract is to bar every use but serving the authorised user, yet it lists another.",
            "Both sides sign a new version without the other use.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED, OTHER_USE_GRANTED);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE,
                    Control.AGREEMENT_GATE,
                    Control.PURPOSE_GATE,
                    Control.ATTESTATIONS,
                    Control.LEDGER),
            Promise.of(Assurance.ATTESTED, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.FAILING_THIS);

    @Override
    public ClauseId id() {
        return ClauseId.B1F;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Where there is no data-processor agreement, a contract bars the integrator from any use but "
                + "serving the authorised user.";
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
        if (!isTheBasis(question)) {
            return List.of();
        }
        return new Findings()
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.B1F))
                .note(OTHER_USE_GRANTED, OtherUse.isGranted(question))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return isTheBasis(question)
                ? "Attested in this version of the contract: it bars every use but serving the authorised user."
                : "Not needed: the basis is a data-processor agreement.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The version and content hash of the contract in every intent; both signatures as acts of named "
                + "persons.";
    }

    @Override
    public String limit() {
        return "Whether the contract's wording does bar every other use.";
    }

    private static boolean isTheBasis(Question question) {
        return question.agreement().isPresent() && question.agreement().get().basis() == Basis.RESTRICTED_USE;
    }
}
