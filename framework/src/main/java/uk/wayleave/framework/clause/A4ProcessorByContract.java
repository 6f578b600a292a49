package uk.wayleave.framework.clause;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** A4: by contract, the integrator is a data processor or otherwise has no say of its own over the data. */
public final class A4ProcessorByContract implements Clause {
    static final Rule NO_CONTRACT = Rule.of(
            ClauseId.A4,
            "no-contract",
            "No contract with the authorised user makes the integrator a processor or denies it autonomy with "
                    + "the data.",
            "Authorised user and integrator agree here on a data-processor agreement or, failing that, on a "
                    + "restricted-use contract.");
    static final Rule NOT_BINDING = Rule.of(
            ClauseId.A4,
            "not-binding",
            "The contract does not bind the integrator at this time: it is not signed by both, not begun, "
                    + "lapsed or ended.",
            "Both sides sign an agreement that is in force now.");
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.A4,
            "not-attested",
            "Nobody has attested in the agreement that the contract leaves the integrator no say of its own "
                    + "over the data.",
            "Named persons of both sides attest A4 in a new version of the agreement; then both sides sign "
                    + "the new version.");
    private static final List<Rule> RULES = List.of(NO_CONTRACT, NOT_BINDING, NOT_ATTESTED);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE, Control.AGREEMENT_GATE, Control.INSTRUCTION_GATE, Control.ATTESTATIONS),
            Promise.of(Assurance.ATTESTED, Control.ATTESTATIONS));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER, Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.OWN_ACCOUNT_AND_PROCESSOR);

    @Override
    public ClauseId id() {
        return ClauseId.A4;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "A contract makes the integrator a data processor, or otherwise leaves it no say of its own over "
                + "the data.";
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
        if (question.agreement().isEmpty()) {
            return List.of(new Breach(NO_CONTRACT, ""));
        }
        return new Findings()
                .note(NOT_BINDING, !binds(question.agreement().get(), question.at()))
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.A4))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        boolean restricted =
                question.agreement().isPresent() && question.agreement().get().basis() == Basis.RESTRICTED_USE;
        return restricted
                ? "A contract signed by both sides bars the integrator from any use of its own."
                : "An agreement signed by both sides makes the integrator a data processor.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The agreement's id, version and content hash in every intent; both signatures as acts of named "
                + "persons.";
    }

    @Override
    public String limit() {
        return "Whether the contract is valid and fair, and whether the integrator is a processor in law: that "
                + "is a question of fact.";
    }

    // Accepted and suspended agreements are signed by both sides: they bind, though no call may be made under them
    // (B1).
    private static boolean binds(Agreement agreement, Instant at) {
        boolean signed = switch (agreement.state()) {
            case DRAFT, OFFERED, ENDED -> false;
            case ACCEPTED, ACTIVE, SUSPENDED -> true;
        };
        return signed && !at.isBefore(agreement.from()) && at.isBefore(agreement.until());
    }
}
