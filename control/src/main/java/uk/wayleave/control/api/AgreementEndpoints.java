package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.act.Act;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.Attestation;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.agreement.Signature;
import uk.wayleave.streetmanager.Catalogue;

/** Agreements: drafted, offered, signed by both sides, in force, amended, suspended, ended. */
public final class AgreementEndpoints {
    private static final Access EITHER_SIDE = Access.of(
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            REQUESTER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);
    private static final String ONE = "/api/agreements/{agreement}";

    private final Register register;
    private final Catalogue catalogue;
    private final Clauses clauses;
    private final Set<Control> wired;
    private final Reach reach;

    public AgreementEndpoints(Register register, Catalogue catalogue, Clauses clauses, Set<Control> wired) {
        this.register = register;
        this.catalogue = catalogue;
        this.clauses = clauses;
        this.wired = Set.copyOf(wired);
        this.reach = new Reach(register);
    }

    record NewAgreement(IntegratorId integrator, Terms content) {}

    record NewContent(Terms content) {}

    record NewSignature(
            @Meaning("The version on offer") int version,

            @Meaning("The hash of what was read, and is signed")
            ContentHash contentHash) {}

    record NewAttestations(
            @Meaning("The version on offer") int version,
            @Meaning("The hash of what was read") ContentHash contentHash,

            @Meaning("Those that the acting person stands for")
            Set<ClauseId> clauses) {}

    record AttestationView(
            ClauseId clause,
            Party side,
            PersonId person,
            @Meaning("At the time of attesting") String name,
            Instant at) {
        static AttestationView of(Attestation one) {
            return new AttestationView(one.clause(), one.side(), one.person(), one.name(), one.at());
        }
    }

    record SignatureView(
            Party side,
            PersonId person,
            @Meaning("At the time of signing") String name,
            ContentHash contentHash,
            Instant at) {
        static SignatureView of(Signature signature) {
            return new SignatureView(
                    signature.side(), signature.person(), signature.name(), signature.hash(), signature.at());
        }
    }

    record VersionView(
            int version,

            @Meaning("SHA-256 of the canonical content: what both sides sign")
            ContentHash contentHash,

            Terms content,
            List<SignatureView> signatures,

            @Meaning("Of its clauses, each by a named person; none in versions of the time before they were asked for")
            List<AttestationView> attestations,

            Instant created) {
        static VersionView of(AgreementVersion version) {
            return new VersionView(
                    version.version(),
                    version.hash(),
                    Terms.of(version.content()),
                    version.signatures().stream().map(SignatureView::of).toList(),
                    version.attestations().stream().map(AttestationView::of).toList(),
                    version.created());
        }
    }

    record AgreementView(
            AgreementId id,
            ControllerId controller,
            IntegratorId integrator,
            AgreementState state,
            @Meaning("What the agreement may become next") Set<AgreementState> next,
            @Meaning("The version its state is of") VersionView current,

            @Meaning("A later version, proposed and not yet signed by both")
            Optional<VersionView> amendment,

            Instant changed) {
        static AgreementView of(RegisteredAgreement agreement) {
            return new AgreementView(
                    agreement.id(),
                    agreement.controller(),
                    agreement.integrator(),
                    agreement.state(),
                    agreement.state().next(),
                    VersionView.of(agreement.current()),
                    agreement.amendment().map(VersionView::of),
                    agreement.changed());
        }
    }

    record AgreementClause(
            ClauseId id,
            String meaning,
            Set<Party> binds,
            Assurance assurance,

            @Meaning("Whether this version has both sides attest it")
            boolean attested,

            @Meaning("What no software here can see or stop")
            String limit) {}

    record ActView(
            @Meaning("Of its entry in the ledger, too") UUID id,
            Instant at,
            @Meaning("Such as agreement.signed") String kind,

            @Meaning("person: or product: with an id, or setup")
            String actor,

            @Meaning("Whether the ledger has it already") boolean recorded) {
        static ActView of(Act act) {
            return new ActView(act.id(), act.at(), act.kind(), act.actor(), act.recorded());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/agreements")
                        .named("draftAgreement", "Begin an agreement with an integrator as a draft")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewAgreement.class, AgreementView.class, this::draft),
                Endpoint.get("/api/agreements")
                        .named("agreements", "The agreements of one's own body, the oldest first")
                        .by(EITHER_SIDE)
                        .lists(AgreementView.class, this::list),
                Endpoint.get(ONE)
                        .named("agreement", "One agreement")
                        .by(EITHER_SIDE)
                        .shows(AgreementView.class, call -> AgreementView.of(reach.ownAgreement(call))),
                Endpoint.get(ONE + "/versions")
                        .named("agreementVersions", "Every version with its signatures, the first first")
                        .by(EITHER_SIDE)
                        .lists(
                                VersionView.class,
                                call -> reach.ownAgreement(call).versions().stream()
                                        .map(VersionView::of)
                                        .toList()),
                Endpoint.get(ONE + "/clauses")
                        .named("agreementClauses", "Each clause of the framework: how far it is kept, and attested")
                        .by(EITHER_SIDE)
                        .lists(AgreementClause.class, this::clauses),
                Endpoint.get(ONE + "/history")
                        .named("agreementHistory", "What was done about it and by whom, the oldest first")
                        .by(EITHER_SIDE)
                        .lists(ActView.class, this::history),
                Endpoint.put(ONE + "/content")
                        .named("redraftAgreement", "Replace what is drafted or on offer by a new draft")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .changes(NewContent.class, AgreementView.class, this::redraft),
                move("offer", "Lay the draft before both sides to sign", Agreements::offer),
                move("withdraw", "Take the offer back", Agreements::withdraw),
                Endpoint.post(ONE + "/attest")
                        .named("attestClauses", "Attest clauses of the version on offer for one's own side")
                        .by(Access.of(INFORMATION_GOVERNANCE_OFFICER, INTEGRATOR_ADMINISTRATOR))
                        .changes(NewAttestations.class, AgreementView.class, this::attest),
                Endpoint.post(ONE + "/sign")
                        .named(
                                "signAgreement",
                                "Sign the version on offer, or a proposed amendment, for one's own side, and attest its"
                                        + " clauses")
                        .by(Access.of(INFORMATION_GOVERNANCE_OFFICER, INTEGRATOR_ADMINISTRATOR))
                        .changes(NewSignature.class, AgreementView.class, this::sign),
                move("activate", "Put an accepted agreement in force", Agreements::activate),
                moveByEither(
                        "suspend", "Stop everything under the agreement, from the next call on", Agreements::suspend),
                move("resume", "Put a suspended agreement in force again", Agreements::resume),
                moveByEither("end", "End the agreement for good", Agreements::end),
                Endpoint.post(ONE + "/amend")
                        .named(
                                "amendAgreement",
                                "Propose other content for an agreement in force, to be signed by both")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .changes(NewContent.class, AgreementView.class, this::amend));
    }

    /** One move of an agreement's life. */
    private interface Move {
        Outcome<RegisteredAgreement> make(Agreements all, ControllerId controller, AgreementId id, Actor actor);
    }

    private Endpoint move(String name, String says, Move move) {
        return move(name, says, Access.of(CONTROLLER_ADMINISTRATOR), move);
    }

    private Endpoint moveByEither(String name, String says, Move move) {
        return move(name, says, Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR), move);
    }

    private Endpoint move(String name, String says, Access access, Move move) {
        return Endpoint.post(ONE + "/" + name)
                .named(name + "Agreement", says)
                .by(access)
                .shows(AgreementView.class, call -> {
                    RegisteredAgreement agreement = reach.ownAgreement(call);
                    return AgreementView.of(Refused.unlessDone(move.make(
                            register.agreements(),
                            agreement.controller(),
                            agreement.id(),
                            call.person().actor())));
                });
    }

    private AgreementView draft(Call call, NewAgreement body) {
        ControllerId controller = Reach.callersController(call);
        return AgreementView.of(Refused.unlessDone(register.agreements()
                .draft(
                        controller,
                        body.integrator(),
                        body.content().content(catalogue, "/content"),
                        call.person().actor())));
    }

    private AgreementView redraft(Call call, NewContent body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return AgreementView.of(Refused.unlessDone(register.agreements()
                .redraft(
                        agreement.controller(),
                        agreement.id(),
                        body.content().content(catalogue, "/content"),
                        call.person().actor())));
    }

    private AgreementView amend(Call call, NewContent body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return AgreementView.of(Refused.unlessDone(register.agreements()
                .amend(
                        agreement.controller(),
                        agreement.id(),
                        body.content().content(catalogue, "/content"),
                        call.person().actor())));
    }

    private AgreementView attest(Call call, NewAttestations body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return AgreementView.of(Refused.unlessDone(register.agreements()
                .attest(
                        agreement.controller(),
                        agreement.id(),
                        body.version(),
                        body.contentHash(),
                        body.clauses(),
                        call.person().actor())));
    }

    private AgreementView sign(Call call, NewSignature body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return AgreementView.of(Refused.unlessDone(register.agreements()
                .sign(
                        agreement.controller(),
                        agreement.id(),
                        body.version(),
                        body.contentHash(),
                        call.person().actor())));
    }

    private List<AgreementView> list(Call call) {
        List<RegisteredAgreement> own = Reach.callersIntegrator(call.person())
                .map(register.agreements()::of)
                .orElseGet(() -> register.agreements().of(Reach.callersController(call)));
        return own.stream().map(AgreementView::of).toList();
    }

    private List<ActView> history(Call call) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return register
                .acts()
                .about(agreement.controller(), "agreement", agreement.id().value())
                .stream()
                // What the Controller drafts is its own until it offers it.
                .filter(act -> Reach.callersIntegrator(call.person()).isEmpty()
                        || !act.kind().startsWith("agreement.draft-"))
                .map(ActView::of)
                .toList();
    }

    private List<AgreementClause> clauses(Call call) {
        Set<ClauseId> attested = reach.ownAgreement(call).current().content().attested();
        List<AgreementClause> all = new ArrayList<>();
        for (Clause clause : clauses.inOrder())
            all.add(new AgreementClause(
                    clause.id(),
                    clause.meaning(),
                    clause.binds(),
                    clause.assurance(wired),
                    attested.contains(clause.id()),
                    clause.limit()));
        return all;
    }
}
