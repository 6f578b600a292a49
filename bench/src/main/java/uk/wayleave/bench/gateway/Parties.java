package uk.wayleave.bench.gateway;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.token.Tokens;
import uk.wayleave.register.vault.OpenedAccount;

/**
 * One Controller, one integrator and its product, the agreement that both signed, a standing instruction and an account
 * in the vault: what it takes for the workload's call to be permitted. All of them are fictional.
 */
public final class Parties {
    private static final Actor SETUP = new Actor.Setup();
    private static final OperationId READ_PERMIT = new OperationId("work.GetPermit");
    private static final OperationId LIST_PERMITS = new OperationId("reporting.GetPermits");

    private final Register register;
    private final Instant now;
    private final ControllerId controller;
    private final IntegratorId integrator;
    private final ProductId product;
    private final PersonId planner;
    private final Actor administrator;

    private Parties(Register register, Clock clock) {
        this.register = register;
        this.now = clock.instant();
        this.controller = register.controllers()
                .register("Brackwater Pipes", SETUP)
                .orElseThrow()
                .id();
        this.integrator =
                register.integrators().register("Roadtide", SETUP).orElseThrow().id();
        for (String name : List.of("Vera Vendor", "Vic Vendor"))
            register.technicalContacts()
                    .name(integrator, name, "duty@roadtide.example", "", SETUP)
                    .orElseThrow();
        this.product = register.products()
                .register(integrator, "Roadtide Permits", SETUP)
                .orElseThrow()
                .id();
        this.planner = person(new Body.OfController(controller), "planner", Authority.INSTRUCT);
        this.administrator =
                new Actor.Someone(person(new Body.OfController(controller), "administrator", Authority.ADMINISTER));
    }

    /**
     * Registers them all and signs the product in.
     *
     * @param streetManager where the account in the vault may be used
     * @return an access token for the workload's call, bound to the one instruction
     */
    public static String register(Register register, URI streetManager, Clock clock) {
        Parties parties = new Parties(register, clock);
        AgreementId agreement = parties.agreed(streetManager, FieldGrants.none());
        return parties.tokenFor(agreement, Purpose.MANAGE_OWN_PERMITS);
    }

    /**
     * The same with an agreement that grants every class of field, and two instructions.
     *
     * @return an access token for a purpose that needs what is granted, and one for a purpose that does not
     */
    public static List<String> registerForLists(Register register, URI streetManager, Clock clock) {
        Parties parties = new Parties(register, clock);
        Set<DataClass> every =
                Stream.of(DataClass.values()).filter(DataClass::isGrantable).collect(Collectors.toSet());
        AgreementId agreement = parties.agreed(streetManager, new FieldGrants(every, false));
        return List.of(
                parties.tokenFor(agreement, Purpose.MANAGE_OWN_PERMITS),
                parties.tokenFor(agreement, Purpose.OWN_ANALYSIS));
    }

    private AgreementId agreed(URI streetManager, FieldGrants grants) {
        var organisation = new SwaCode(Workload.ORGANISATION);
        register.organisations()
                .register(
                        controller,
                        new Organisation(
                                organisation,
                                "Brackwater Pipes",
                                Workload.ORGANISATION,
                                Set.of(Workload.WORK.substring(0, 2))),
                        SETUP)
                .orElseThrow();
        AgreementId agreement = agreementInForce(grants);
        register.accounts()
                .set(
                        controller,
                        agreement,
                        organisation,
                        streetManager,
                        "Planner",
                        new OpenedAccount("api@brackwater.example", "not a secret"),
                        administrator)
                .orElseThrow();
        return agreement;
    }

    private String tokenFor(AgreementId agreement, Purpose purpose) {
        Instruction instruction = instructed(agreement, purpose);
        NewSecret secret = register.credentials()
                .issue(controller, agreement, product, administrator)
                .orElseThrow();
        var issue = register.tokens()
                .issue(
                        secret.credential().clientId(),
                        secret.secret(),
                        Optional.of(instruction.id()),
                        Optional.empty());
        return switch (issue) {
            case Tokens.Issue.Issued issued -> issued.accessToken();
            case Tokens.Issue.Denied denied -> throw new IllegalStateException("The credential was denied.");
            case Tokens.Issue.UnknownInstruction unknown ->
                throw new IllegalStateException("The instruction is unknown.");
            case Tokens.Issue.OtherKey other ->
                throw new IllegalStateException("The instruction is bound to another key.");
        };
    }

    private AgreementId agreementInForce(FieldGrants grants) {
        PersonId buyer = person(new Body.OfController(controller), "signatory", Authority.SIGN);
        PersonId vendor = person(new Body.OfIntegrator(integrator), "vendor", Authority.SIGN);
        RegisteredAgreement draft = register.agreements()
                .draft(controller, integrator, content().with(grants), administrator)
                .orElseThrow();
        register.agreements().offer(controller, draft.id(), administrator).orElseThrow();
        for (PersonId signer : List.of(buyer, vendor)) {
            register.agreements()
                    .sign(controller, draft.id(), 1, draft.current().hash(), new Actor.Someone(signer))
                    .orElseThrow();
        }
        register.agreements().activate(controller, draft.id(), administrator).orElseThrow();
        return draft.id();
    }

    private AgreementContent content() {
        return new AgreementContent(
                        Basis.PROCESSOR_AGREEMENT,
                        new ContentHash("ab".repeat(32)),
                        EnumSet.allOf(ClauseId.class),
                        Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.OWN_ANALYSIS),
                        Set.of("v6"),
                        Set.of(READ_PERMIT, LIST_PERMITS),
                        Tier.T2,
                        Scope.all(),
                        Map.of(product, List.of(new Destination("Permit desk", "GB", Audience.CONTROLLER_STAFF))),
                        List.of(),
                        30,
                        Map.of(Effect.READ, ProofLevel.L1),
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(365)))
                .with(new Particulars(
                        new LegalBody(
                                "Brackwater Pipes Limited", Set.of(new SwaCode(Workload.ORGANISATION)), "ZA123456"),
                        new LegalBody("Roadtide Systems Limited", Set.of(), "ZB654321"),
                        ContractTerm.of(Basis.PROCESSOR_AGREEMENT).stream()
                                .collect(Collectors.toMap(Function.identity(), term -> "clause 4, " + term.source())),
                        "",
                        "Permits are read.",
                        "DPIA-7",
                        Optional.of(LocalDate.ofInstant(now.plus(Duration.ofDays(180)), ZoneOffset.UTC))));
    }

    private Instruction instructed(AgreementId agreement, Purpose purpose) {
        var wanted = new NewInstruction(
                agreement,
                product,
                InstructionKind.STANDING,
                purpose,
                Set.of(READ_PERMIT, LIST_PERMITS),
                Scope.all(),
                Tier.T2,
                now,
                now.plus(Duration.ofDays(30)),
                OptionalLong.empty(),
                ProofLevel.L3,
                List.of(planner));
        return register.instructions()
                .create(controller, wanted, new Actor.Someone(planner))
                .orElseThrow();
    }

    private PersonId person(Body body, String identifier, Authority authority) {
        return register.people()
                .register(body, identifier, "Asha Example", Set.of(authority), SETUP)
                .orElseThrow()
                .id();
    }
}
