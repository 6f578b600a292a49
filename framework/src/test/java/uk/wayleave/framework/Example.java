package uk.wayleave.framework;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;

/**
 * A call that the framework permits: a works planner of a fictional water company has the company's works system apply
 * for a permit. Tests change one thing of it and look what becomes of the decision.
 */
public final class Example {
    public static final ControllerId CONTROLLER = ControllerId.of("00000000-0000-0000-0000-00000000c001");
    public static final ControllerId ANOTHER_CONTROLLER = ControllerId.of("00000000-0000-0000-0000-00000000c002");
    public static final AgreementId AGREEMENT = AgreementId.of("00000000-0000-0000-0000-00000000a001");
    public static final AgreementId ANOTHER_AGREEMENT = AgreementId.of("00000000-0000-0000-0000-00000000a002");
    public static final IntegratorId INTEGRATOR = IntegratorId.of("00000000-0000-0000-0000-00000000f001");
    public static final IntegratorId ANOTHER_INTEGRATOR = IntegratorId.of("00000000-0000-0000-0000-00000000f002");
    public static final ProductId PRODUCT = ProductId.of("00000000-0000-0000-0000-00000000d001");
    public static final ProductId ANOTHER_PRODUCT = ProductId.of("00000000-0000-0000-0000-00000000d002");
    public static final OperationId OPERATION = OperationId.of("work", "CreatePermit");
    public static final OperationId ANOTHER_OPERATION = OperationId.of("work", "GetWork");
    public static final String REFERENCE = "XW00112345678";
    public static final String ANOTHER_REFERENCE = "XW00287654321";
    public static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    /** The smallest step of the clock that the product knows. */
    public static final Duration TICK = Duration.ofNanos(1);

    public Instant at = AT;
    public TheCall call = new TheCall();
    public TheAgreement agreement = new TheAgreement();
    public TheInstruction instruction = new TheInstruction();
    public boolean withAgreement = true;
    public boolean withInstruction = true;

    /** The permitted example, after these changes. */
    public static Question question(Consumer<Example> changes) {
        Example example = new Example();
        changes.accept(example);
        return example.question();
    }

    public Question question() {
        return new Question(
                call.build(),
                withAgreement ? Optional.of(agreement.build()) : Optional.empty(),
                withInstruction ? Optional.of(instruction.build()) : Optional.empty(),
                at);
    }

    public static Person person(int number, Standing standing) {
        return new Person(
                PersonId.of("00000000-0000-0000-0000-00000000e00" + number),
                "planner-" + number,
                "Planner " + number,
                standing);
    }

    public static Destination destination(Audience audience) {
        return new Destination("Works system, " + audience, "GB", audience);
    }

    /** What the call is. */
    public static final class TheCall {
        public ControllerId controller = CONTROLLER;
        public AgreementId agreement = AGREEMENT;
        public IntegratorId integrator = INTEGRATOR;
        public ProductId product = PRODUCT;
        public Standing productStanding = Standing.ACTIVE;
        public String apiVersion = "v6";
        public OperationId operation = OPERATION;
        public Effect effect = Effect.WRITE;
        public Tier tier = Tier.T2;
        public boolean accountAdministration = false;
        public Set<Purpose> statedPurposes = Set.of();
        public Set<String> references = Set.of(REFERENCE);
        public Set<String> workstreams = Set.of("001");
        public Optional<Box> box = Optional.empty();
        public Acting acting = Acting.FOR_ITSELF;
        public Part part = Part.PROVEN;
        public AccountFit account = AccountFit.FITS;
        public Optional<String> namedPerson = Optional.empty();

        public Call build() {
            return new Call(
                    controller,
                    agreement,
                    integrator,
                    product,
                    productStanding,
                    apiVersion,
                    operation,
                    effect,
                    tier,
                    accountAdministration,
                    statedPurposes,
                    references,
                    workstreams,
                    box,
                    acting,
                    part,
                    account,
                    namedPerson);
        }
    }

    /** The agreement the call is made under. */
    public static final class TheAgreement {
        public AgreementId id = AGREEMENT;
        public ControllerId controller = CONTROLLER;
        public IntegratorId integrator = INTEGRATOR;
        public AgreementState state = AgreementState.ACTIVE;
        public Basis basis = Basis.PROCESSOR_AGREEMENT;
        public Set<ClauseId> attested = EnumSet.of(
                ClauseId.P1,
                ClauseId.P2,
                ClauseId.A4,
                ClauseId.B1,
                ClauseId.B1F,
                ClauseId.B3,
                ClauseId.B5,
                ClauseId.C1);
        public Set<Purpose> purposes = Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.OWN_ANALYSIS);
        public Set<String> apiVersions = Set.of("v3", "v6");
        public Set<OperationId> operations = Set.of(OPERATION, ANOTHER_OPERATION);
        public Tier tier = Tier.T2;
        public Scope<String> workstreams = Scope.only(Set.of("000", "001"));
        public Map<ProductId, List<Destination>> destinations =
                Map.of(PRODUCT, List.of(destination(Audience.CONTROLLER_STAFF)));
        public Map<Effect, ProofLevel> proof = Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L2);
        public FieldGrants fields = FieldGrants.none();
        public int longestSide = Agreement.USUAL_LONGEST_SIDE;
        public Instant from = AT.minus(Duration.ofDays(30));
        public Instant until = AT.plus(Duration.ofDays(335));

        public Agreement build() {
            return new Agreement(
                    id,
                    3,
                    new ContentHash("ab".repeat(32)),
                    controller,
                    integrator,
                    state,
                    basis,
                    attested,
                    purposes,
                    apiVersions,
                    operations,
                    tier,
                    workstreams,
                    destinations,
                    proof,
                    fields,
                    FreeTextPolicy.strictest(),
                    longestSide,
                    from,
                    until);
        }
    }

    /** The instruction the call cites. */
    public static final class TheInstruction {
        public ControllerId controller = CONTROLLER;
        public AgreementId agreement = AGREEMENT;
        public ProductId product = PRODUCT;
        public InstructionKind kind = InstructionKind.SESSION;
        public Purpose purpose = Purpose.MANAGE_OWN_PERMITS;
        public Set<OperationId> operations = Set.of(OPERATION);
        public Scope<String> references = Scope.only(Set.of(REFERENCE));
        public Optional<Box> area = Optional.empty();
        public Tier tier = Tier.T2;
        public boolean closedOfOthers = false;
        public Instant from = AT.minus(Duration.ofHours(1));
        public Instant until = AT.plus(Duration.ofHours(8));
        public Schedule schedule = Schedule.anyTime();
        public OptionalLong remainingUses = OptionalLong.empty();
        public ProofLevel proof = ProofLevel.L2;
        public List<Person> persons = List.of(person(1, Standing.ACTIVE));
        public Standing standing = Standing.ACTIVE;

        public Instruction build() {
            return new Instruction(
                    InstructionId.of("00000000-0000-0000-0000-00000000b001"),
                    controller,
                    agreement,
                    product,
                    kind,
                    purpose,
                    operations,
                    references,
                    area,
                    tier,
                    closedOfOthers,
                    from,
                    until,
                    schedule,
                    remainingUses,
                    proof,
                    persons,
                    standing);
        }
    }
}
