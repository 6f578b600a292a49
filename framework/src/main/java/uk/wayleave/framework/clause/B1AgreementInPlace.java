package uk.wayleave.framework.clause;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;

/** B1: an agreement is in place, says who is controller and who processor, and covers what is done. */
public final class B1AgreementInPlace implements Clause {
    static final Rule NO_AGREEMENT = Rule.of(
            ClauseId.B1,
            "no-agreement",
            "No agreement between the authorised user and the integrator is known for this credential.",
            "Authorised user and integrator make an agreement here: drafted, offered, signed by both and "
                    + "activated.");
    static final Rule OTHER_AGREEMENT = Rule.of(
            ClauseId.B1,
            "other-agreement",
            "The agreement judged is not the one the credential belongs to.",
            "Call with a credential of the agreement that is in force.");
    static final Rule OTHER_CONTROLLER = Rule.of(
            ClauseId.B1,
            "other-controller",
            "The agreement is with another authorised user than the credential names.",
            "Call with a credential issued under an agreement with this authorised user.");
    static final Rule OTHER_INTEGRATOR = Rule.of(
            ClauseId.B1,
            "other-integrator",
            "The agreement is with another integrator than the one that calls.",
            "The integrator that calls makes an agreement of its own with the authorised user.");
    static final Rule DRAFT = Rule.of(
            ClauseId.B1,
            "draft",
            "The agreement is only a draft.",
            "The side that drafts it offers it; both sides sign; the authorised user activates it.");
    static final Rule OFFERED = Rule.of(
            ClauseId.B1,
            "offered",
            "The agreement is offered but not signed by both sides.",
            "The side that has not signed reads and signs it; the authorised user then activates it.");
    static final Rule ACCEPTED = Rule.of(
            ClauseId.B1,
            "accepted",
            "The agreement is signed by both sides but not activated.",
            "An administrator of the authorised user activates it.");
    static final Rule SUSPENDED = Rule.of(
            ClauseId.B1,
            "suspended",
            "The agreement is suspended.",
            "Stop calling; the authorised user can take the agreement up again when the cause is mended.");
    static final Rule ENDED = Rule.of(
            ClauseId.B1,
            "ended",
            "The agreement has ended.",
            "Stop calling, and return or delete the data as agreed; only a new agreement can allow this.");
    static final Rule NOT_YET = Rule.of(
            ClauseId.B1,
            "not-yet",
            "The agreement is not in force yet.",
            "Wait until the day it begins, or sign a version that begins earlier.");
    static final Rule LAPSED = Rule.of(
            ClauseId.B1,
            "lapsed",
            "The agreement has lapsed: its last day is past.",
            "Both sides sign a new version with a later end.");
    static final Rule API_VERSION = Rule.of(
            ClauseId.B1,
            "api-version",
            "The agreement does not grant this version of the Street Manager API.",
            "Call a version that is granted, or sign a new version of the agreement that lists this one.");
    static final Rule OPERATION = Rule.of(
            ClauseId.B1,
            "operation",
            "The agreement does not grant this operation.",
            "Call only what is granted, or sign a new version of the agreement that lists the operation.");
    static final Rule TIER = Rule.of(
            ClauseId.B1,
            "tier",
            "The operation may return data of a higher tier than the agreement grants.",
            "Use an operation of a lower tier, or sign a new version of the agreement up to this one.");
    static final Rule WORKSTREAM = Rule.of(
            ClauseId.B1,
            "workstream",
            "The agreement does not grant this workstream.",
            "Name only workstreams that are granted, or sign a new version of the agreement that lists this " + "one.");
    static final Rule WORKSTREAM_UNNAMED = Rule.of(
            ClauseId.B1,
            "workstream-unnamed",
            "The agreement grants certain workstreams only and the call names none.",
            "Name the works or the workstream in the call, or sign a new version of the agreement for all "
                    + "workstreams.");
    static final Rule AREA_TOO_LARGE = Rule.of(
            ClauseId.B1,
            "area-too-large",
            "The area of the map is larger than the agreement grants for one call.",
            "Ask for a smaller area, or sign a new version of the agreement that grants larger ones.");
    static final Rule PRODUCT = Rule.of(
            ClauseId.B1,
            "product",
            "The agreement has no place for this product.",
            "Call with a product that the agreement lists, or sign a new version that lists this one and "
                    + "where it keeps the data.");
    static final Rule CALLER_SUSPENDED = Rule.of(
            ClauseId.B1,
            "caller-suspended",
            "The credential, the product or the integrator is suspended.",
            "Stop calling, and ask whoever suspended it: the authorised user or the operator of this gateway.");
    static final Rule CALLER_ENDED = Rule.of(
            ClauseId.B1,
            "caller-ended",
            "The credential, the product or the integrator has been ended.",
            "Use a credential that is in force; an administrator can issue one.");
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.B1,
            "not-attested",
            "Nobody has attested that the agreement names the integrator processor and the authorised user "
                    + "controller.",
            "Named persons of both sides attest B1 in a new version of the agreement; then both sides sign "
                    + "the new version.");
    private static final List<Rule> RULES = List.of(
            NO_AGREEMENT,
            OTHER_AGREEMENT,
            OTHER_CONTROLLER,
            OTHER_INTEGRATOR,
            DRAFT,
            OFFERED,
            ACCEPTED,
            SUSPENDED,
            ENDED,
            NOT_YET,
            LAPSED,
            API_VERSION,
            OPERATION,
            TIER,
            WORKSTREAM,
            WORKSTREAM_UNNAMED,
            AREA_TOO_LARGE,
            PRODUCT,
            CALLER_SUSPENDED,
            CALLER_ENDED,
            NOT_ATTESTED);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(Assurance.PREVENTED_HERE, Control.AGREEMENT_GATE, Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.AGREEMENT_GATE));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.AGREEMENT);

    @Override
    public ClauseId id() {
        return ClauseId.B1;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Before any access an agreement is in place that names the authorised user controller and the "
                + "integrator processor, and it covers what is done.";
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
        Findings findings = new Findings();
        caller(question.call(), findings);
        if (question.agreement().isEmpty()) {
            return findings.note(NO_AGREEMENT, true).list();
        }
        Agreement agreement = question.agreement().get();
        parties(question.call(), agreement, findings);
        state(agreement.state(), findings);
        findings.note(NOT_YET, question.at().isBefore(agreement.from()))
                .note(LAPSED, !question.at().isBefore(agreement.until()));
        grants(question.call(), agreement, findings);
        findings.note(
                NOT_ATTESTED,
                agreement.basis() == Basis.PROCESSOR_AGREEMENT && Attestation.isMissing(question, ClauseId.B1));
        return findings.list();
    }

    @Override
    public String whyItHolds(Question question) {
        boolean restricted =
                question.agreement().isPresent() && question.agreement().get().basis() == Basis.RESTRICTED_USE;
        return restricted
                ? "A restricted-use contract (B1f) is active in its stead, and it grants this to this product."
                : "A data-processor agreement is active, and it grants this to this product.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The agreement's id, version and content hash in every intent; signing, activating, suspending "
                + "and ending as acts.";
    }

    @Override
    public String limit() {
        return "Software keeps a contract and holds calls to it; it does not make the contract lawful or complete.";
    }

    private static void caller(Call call, Findings findings) {
        findings.note(CALLER_SUSPENDED, call.productStanding() == Standing.SUSPENDED)
                .note(CALLER_ENDED, call.productStanding() == Standing.ENDED);
    }

    private static void parties(Call call, Agreement agreement, Findings findings) {
        findings.note(OTHER_AGREEMENT, !agreement.id().equals(call.agreement()))
                .note(OTHER_CONTROLLER, !agreement.controller().equals(call.controller()))
                .note(OTHER_INTEGRATOR, !agreement.integrator().equals(call.integrator()));
    }

    private static void state(AgreementState state, Findings findings) {
        switch (state) {
            case DRAFT -> findings.note(DRAFT, true);
            case OFFERED -> findings.note(OFFERED, true);
            case ACCEPTED -> findings.note(ACCEPTED, true);
            case ACTIVE -> {}
            case SUSPENDED -> findings.note(SUSPENDED, true);
            case ENDED -> findings.note(ENDED, true);
        }
    }

    private static void grants(Call call, Agreement agreement, Findings findings) {
        findings.note(API_VERSION, !agreement.apiVersions().contains(call.apiVersion()));
        if (!agreement.operations().contains(call.operation())) {
            findings.note(OPERATION, true, call.operation().value());
        }
        if (!agreement.tier().includes(call.tier())) {
            findings.note(TIER, true, call.tier() + " is above " + agreement.tier() + ".");
        }
        for (String workstream : call.workstreams()) {
            if (!agreement.workstreams().covers(workstream)) {
                findings.noteEach(WORKSTREAM, notGranted(call, agreement));
                break;
            }
        }
        findings.note(WORKSTREAM_UNNAMED, namesNoWorkstreamThoughItMust(call, agreement));
        int side = call.box().isEmpty() ? 0 : call.box().get().longestSide();
        if (side > agreement.longestSide()) {
            findings.note(AREA_TOO_LARGE, true, side + " m a side is more than " + agreement.longestSide() + " m.");
        }
        findings.note(PRODUCT, !agreement.destinations().containsKey(call.product()));
    }

    private static Set<String> notGranted(Call call, Agreement agreement) {
        Set<String> notGranted = new HashSet<>(call.workstreams());
        notGranted.removeIf(agreement.workstreams()::covers);
        return notGranted;
    }

    // What is granted for certain workstreams must not turn into all of them by leaving them out of the call.
    private static boolean namesNoWorkstreamThoughItMust(Call call, Agreement agreement) {
        return agreement.workstreams() instanceof Scope.Only<String>
                && call.workstreams().isEmpty()
                && call.isAboutRecords();
    }
}
