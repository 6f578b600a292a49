package uk.wayleave.framework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Every combination of the finite attributes of a question, in four parts. The product of all of them is beyond
 * enumeration (some 10^16), so it is factored: the decision is a refusal as soon as any rule fails, and each rule looks
 * at attributes of one part only, so a part that is enumerated with everything else in order shows all there is of its
 * rules. That the parts do not meddle with one another is what {@link EngineAgreesWithReferenceTest} tries, over all
 * attributes at once.
 *
 * <ul>
 *   <li>{@link #papers}: presence, state, basis, dates, attestations and purposes of the agreement; presence, standing,
 *       dates, uses, proof and purpose of the instruction; stated purposes; effect
 *   <li>{@link #circumstances}: part, tier, effect, administration, standing, account, persons, destinations, and whose
 *       the call, the agreement and the instruction are
 *   <li>{@link #grants}: operation, API version, references, workstreams and tiers against what is granted and asked
 *   <li>{@link #areas}: the part of the map asked for against area and works of the instruction and the agreement's
 *       limit; for whom the call is made; the hours of the instruction
 * </ul>
 */
final class FiniteDomain {
    /** Sees one combination. */
    interface Visitor {
        /** @param everyConditionHolds the conditions of a permit, worked out here from the attributes themselves */
        void visit(Question question, boolean everyConditionHolds);
    }

    private record Choice<T>(T value, boolean inOrder) {}

    private enum Dates {
        NOT_YET,
        FIRST_INSTANT,
        LAST_INSTANT,
        OVER
    }

    private enum Attested {
        ALL,
        NONE,
        ALL_BUT_THE_BASIS
    }

    /** One that is granted, one that serves the Controller but is not granted, and every other use. */
    private static final List<Purpose> PURPOSES = List.of(
            Purpose.MANAGE_OWN_PERMITS,
            Purpose.OWN_REPORTING,
            Purpose.PUBLIC_APP,
            Purpose.PLANNING_SERVICE,
            Purpose.JOURNEY_PLANNING,
            Purpose.PASSING_ON,
            Purpose.RESEARCH);

    private FiniteDomain() {}

    static void papers(Visitor visitor) {
        List<Choice<Optional<Agreement>>> agreements = agreements();
        List<Choice<Optional<Instruction>>> instructions = instructions();
        for (Effect effect : Effect.values()) {
            for (Set<Purpose> stated : List.of(
                    Set.<Purpose>of(),
                    Set.of(Purpose.MANAGE_OWN_PERMITS),
                    Set.of(Purpose.OWN_REPORTING),
                    Set.of(Purpose.JOURNEY_PLANNING),
                    Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.PUBLIC_APP))) {
                Example example = new Example();
                example.call.effect = effect;
                example.call.statedPurposes = stated;
                Call call = example.call.build();
                boolean callInOrder = effect != Effect.AUTHENTICATION
                        && (stated.isEmpty() || stated.equals(Set.of(Purpose.MANAGE_OWN_PERMITS)));
                for (Choice<Optional<Agreement>> agreement : agreements) {
                    for (Choice<Optional<Instruction>> instruction : instructions) {
                        visitor.visit(
                                new Question(call, agreement.value(), instruction.value(), Example.AT),
                                callInOrder
                                        && agreement.inOrder()
                                        && instruction.inOrder()
                                        && isProven(instruction.value(), effect));
                    }
                }
            }
        }
    }

    // The example's agreement asks L1 for reads and L2 for writes.
    private static boolean isProven(Optional<Instruction> instruction, Effect effect) {
        return effect == Effect.READ || instruction.orElseThrow().proof() != ProofLevel.L1;
    }

    private static List<Choice<Optional<Agreement>>> agreements() {
        List<Choice<Optional<Agreement>>> agreements = new ArrayList<>();
        agreements.add(new Choice<>(Optional.empty(), false));
        for (AgreementState state : AgreementState.values()) {
            for (Basis basis : Basis.values()) {
                for (Dates dates : Dates.values()) {
                    for (Attested attested : Attested.values()) {
                        for (boolean listsAnOtherUse : List.of(false, true)) {
                            Example.TheAgreement agreement = new Example.TheAgreement();
                            agreement.state = state;
                            agreement.basis = basis;
                            agreement.from = from(dates);
                            agreement.until = until(dates);
                            agreement.attested = attested(attested, basis);
                            agreement.purposes = listsAnOtherUse
                                    ? Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.JOURNEY_PLANNING)
                                    : Set.of(Purpose.MANAGE_OWN_PERMITS);
                            boolean inOrder = state == AgreementState.ACTIVE
                                    && (dates == Dates.FIRST_INSTANT || dates == Dates.LAST_INSTANT)
                                    && attested == Attested.ALL
                                    && !listsAnOtherUse;
                            agreements.add(new Choice<>(Optional.of(agreement.build()), inOrder));
                        }
                    }
                }
            }
        }
        return agreements;
    }

    private static List<Choice<Optional<Instruction>>> instructions() {
        List<Choice<Optional<Instruction>>> instructions = new ArrayList<>();
        instructions.add(new Choice<>(Optional.empty(), false));
        for (Standing standing : Standing.values()) {
            for (Dates dates : Dates.values()) {
                for (OptionalLong uses : List.of(OptionalLong.empty(), OptionalLong.of(1), OptionalLong.of(0))) {
                    for (ProofLevel proof : ProofLevel.values()) {
                        for (Purpose purpose : PURPOSES) {
                            Example.TheInstruction instruction = new Example.TheInstruction();
                            instruction.standing = standing;
                            instruction.from = from(dates);
                            instruction.until = until(dates);
                            instruction.remainingUses = uses;
                            instruction.proof = proof;
                            instruction.purpose = purpose;
                            boolean inOrder = standing == Standing.ACTIVE
                                    && (dates == Dates.FIRST_INSTANT || dates == Dates.LAST_INSTANT)
                                    && !uses.equals(OptionalLong.of(0))
                                    && purpose == Purpose.MANAGE_OWN_PERMITS;
                            instructions.add(new Choice<>(Optional.of(instruction.build()), inOrder));
                        }
                    }
                }
            }
        }
        return instructions;
    }

    private static Instant from(Dates dates) {
        return switch (dates) {
            case NOT_YET -> Example.AT.plus(Example.TICK);
            case FIRST_INSTANT -> Example.AT;
            case LAST_INSTANT, OVER -> Example.AT.minusSeconds(60);
        };
    }

    private static Instant until(Dates dates) {
        return switch (dates) {
            case NOT_YET, FIRST_INSTANT -> Example.AT.plusSeconds(60);
            case LAST_INSTANT -> Example.AT.plus(Example.TICK);
            case OVER -> Example.AT;
        };
    }

    private static Set<ClauseId> attested(Attested attested, Basis basis) {
        ClauseId ofTheBasis = basis == Basis.PROCESSOR_AGREEMENT ? ClauseId.B1 : ClauseId.B1F;
        return switch (attested) {
            case ALL -> EnumSet.allOf(ClauseId.class);
            case NONE -> Set.of();
            case ALL_BUT_THE_BASIS -> EnumSet.complementOf(EnumSet.of(ofTheBasis));
        };
    }

    static void circumstances(Visitor visitor) {
        List<Choice<Optional<Instruction>>> instructions = instructionsOfPersons();
        for (Choice<Call> call : calls()) {
            for (Choice<List<Destination>> destinations : destinations()) {
                for (boolean hasAPlace : List.of(true, false)) {
                    for (boolean agreementsOwn : List.of(true, false)) {
                        Example.TheAgreement agreement = new Example.TheAgreement();
                        agreement.tier = Tier.T3;
                        agreement.proof = Map.of(Effect.AUTHENTICATION, ProofLevel.L1);
                        agreement.controller = agreementsOwn ? Example.CONTROLLER : Example.ANOTHER_CONTROLLER;
                        agreement.destinations =
                                Map.of(hasAPlace ? Example.PRODUCT : Example.ANOTHER_PRODUCT, destinations.value());
                        Optional<Agreement> paper = Optional.of(agreement.build());
                        for (Choice<Optional<Instruction>> instruction : instructions) {
                            boolean oneController =
                                    call.value().controller().equals(paper.get().controller())
                                            && call.value().controller().equals(controllerOf(instruction.value()));
                            visitor.visit(
                                    new Question(call.value(), paper, instruction.value(), Example.AT),
                                    call.inOrder()
                                            && destinations.inOrder()
                                            && hasAPlace
                                            && instruction.inOrder()
                                            && oneController);
                        }
                    }
                }
            }
        }
    }

    private static ControllerId controllerOf(Optional<Instruction> instruction) {
        return instruction.orElseThrow().controller();
    }

    private static List<Choice<Call>> calls() {
        List<Choice<Call>> calls = new ArrayList<>();
        for (Part part : Part.values()) {
            for (Tier tier : Tier.values()) {
                for (Effect effect : Effect.values()) {
                    for (boolean administration : List.of(false, true)) {
                        for (Standing standing : Standing.values()) {
                            for (AccountFit account : AccountFit.values()) {
                                for (ControllerId controller :
                                        List.of(Example.CONTROLLER, Example.ANOTHER_CONTROLLER)) {
                                    Example.TheCall call = new Example.TheCall();
                                    call.part = part;
                                    call.tier = tier;
                                    call.effect = effect;
                                    call.accountAdministration = administration;
                                    call.productStanding = standing;
                                    call.account = account;
                                    call.controller = controller;
                                    boolean foreign = part == Part.NONE && (tier == Tier.T2 || tier == Tier.T3);
                                    boolean inOrder = !foreign
                                            && effect != Effect.AUTHENTICATION
                                            && !administration
                                            && standing == Standing.ACTIVE
                                            && account == AccountFit.FITS;
                                    calls.add(new Choice<>(call.build(), inOrder));
                                }
                            }
                        }
                    }
                }
            }
        }
        return calls;
    }

    private static List<Choice<List<Destination>>> destinations() {
        List<Choice<List<Destination>>> destinations = new ArrayList<>();
        destinations.add(new Choice<>(List.of(), false));
        for (Audience audience : Audience.values()) {
            boolean inOrder = audience == Audience.CONTROLLER_STAFF || audience == Audience.CONTROLLER_CONTRACTORS;
            destinations.add(new Choice<>(
                    List.of(Example.destination(Audience.CONTROLLER_STAFF), Example.destination(audience)), inOrder));
        }
        return destinations;
    }

    // Without a named person; calls that name one are tried in the third part.
    private static List<Choice<Optional<Instruction>>> instructionsOfPersons() {
        List<Choice<Optional<Instruction>>> instructions = new ArrayList<>();
        for (ControllerId controller : List.of(Example.CONTROLLER, Example.ANOTHER_CONTROLLER)) {
            for (Choice<List<Person>> persons : List.of(
                    new Choice<>(List.<Person>of(), false),
                    new Choice<>(List.of(Example.person(1, Standing.ACTIVE)), true),
                    new Choice<>(List.of(Example.person(1, Standing.SUSPENDED)), false),
                    new Choice<>(List.of(Example.person(1, Standing.ENDED)), false),
                    new Choice<>(
                            List.of(Example.person(1, Standing.ACTIVE), Example.person(2, Standing.ACTIVE)), false))) {
                Example.TheInstruction instruction = new Example.TheInstruction();
                instruction.tier = Tier.T3;
                instruction.proof = ProofLevel.L3;
                instruction.controller = controller;
                instruction.persons = persons.value();
                instructions.add(new Choice<>(Optional.of(instruction.build()), persons.inOrder()));
            }
        }
        return instructions;
    }

    static void grants(Visitor visitor) {
        List<Choice<Optional<Agreement>>> agreements = agreementsWithGrants();
        List<Choice<Optional<Instruction>>> instructions = instructionsWithGrants();
        for (Choice<Call> call : callsForGrants()) {
            for (Choice<Optional<Agreement>> agreement : agreements) {
                for (Choice<Optional<Instruction>> instruction : instructions) {
                    boolean withinTiers = includes(
                                    agreement.value().orElseThrow().tier(),
                                    call.value().tier())
                            && includes(
                                    instruction.value().orElseThrow().tier(),
                                    call.value().tier());
                    visitor.visit(
                            new Question(call.value(), agreement.value(), instruction.value(), Example.AT),
                            call.inOrder()
                                    && agreement.inOrder()
                                    && instruction.inOrder()
                                    && withinTiers
                                    && worksAreWithin(
                                            call.value(), instruction.value().orElseThrow())
                                    && workstreamsAreWithin(
                                            call.value(), agreement.value().orElseThrow()));
                }
            }
        }
    }

    static void areas(Visitor visitor) {
        for (Optional<Box> box : Change.boxes()) {
            for (Acting acting : Acting.values()) {
                for (Part part : Part.values()) {
                    Example example = new Example();
                    example.call.box = box;
                    example.call.acting = acting;
                    example.call.part = part;
                    example.call.tier = Tier.T1;
                    areas(visitor, example);
                }
            }
        }
    }

    private static void areas(Visitor visitor, Example example) {
        Optional<Box> box = example.call.box;
        for (int side : List.of(0, 999, 1_000, 10_000, 10_001)) {
            for (Optional<Box> area : Change.boxes()) {
                for (Scope<String> references : List.of(Scope.<String>all(), Scope.only(Set.of(Example.REFERENCE)))) {
                    example.agreement.longestSide = side;
                    example.instruction.area = area;
                    example.instruction.references = references;
                    boolean within = box.isEmpty()
                            || (isWithin(box.get(), area, references)
                                    && box.get().maxEasting() - box.get().minEasting() <= side
                                    && box.get().maxNorthing() - box.get().minNorthing() <= side);
                    boolean inOrder = within && example.call.acting != Acting.WITHOUT_A_CONTRACT;
                    // A Tuesday, 09:00.
                    for (Choice<String> hours : List.of(
                            new Choice<>("", true),
                            new Choice<>("TUE 09:00-09:01", true),
                            new Choice<>("TUE 09:01-08:59", false))) {
                        example.instruction.schedule = Schedule.parse(hours.value());
                        visitor.visit(example.question(), inOrder && hours.inOrder());
                    }
                }
            }
        }
    }

    private static boolean isWithin(Box box, Optional<Box> area, Scope<String> references) {
        return area.map(outer -> box.minEasting() >= outer.minEasting()
                        && box.minNorthing() >= outer.minNorthing()
                        && box.maxEasting() <= outer.maxEasting()
                        && box.maxNorthing() <= outer.maxNorthing())
                .orElse(references.equals(Scope.all()));
    }

    private static boolean includes(Tier granted, Tier asked) {
        return List.of(Tier.values()).indexOf(asked) <= List.of(Tier.values()).indexOf(granted);
    }

    private static boolean worksAreWithin(Call call, Instruction instruction) {
        if (instruction.references().equals(Scope.all())) {
            return true;
        }
        return call.references().equals(Set.of(Example.REFERENCE))
                || (call.references().isEmpty() && call.part() == Part.NOT_NEEDED);
    }

    private static boolean workstreamsAreWithin(Call call, Agreement agreement) {
        if (agreement.workstreams().equals(Scope.all())) {
            return true;
        }
        return call.workstreams().equals(Set.of("001"))
                || (call.workstreams().isEmpty() && call.part() == Part.NOT_NEEDED);
    }

    private static List<Choice<Call>> callsForGrants() {
        List<Choice<Call>> calls = new ArrayList<>();
        for (Tier tier : List.of(Tier.T1, Tier.T2)) {
            for (Part part : List.of(Part.PROVEN, Part.IN_THE_ANSWER, Part.NOT_NEEDED)) {
                for (Set<String> references : List.of(
                        Set.<String>of(),
                        Set.of(Example.REFERENCE),
                        Set.of(Example.REFERENCE, Example.ANOTHER_REFERENCE))) {
                    for (Set<String> workstreams : List.of(Set.<String>of(), Set.of("001"), Set.of("001", "004"))) {
                        for (String version : List.of("v6", "v7")) {
                            for (String person : List.of("planner-1", "planner-2", "planner-9")) {
                                Example.TheCall call = new Example.TheCall();
                                call.tier = tier;
                                call.part = part;
                                call.references = references;
                                call.workstreams = workstreams;
                                call.apiVersion = version;
                                call.namedPerson = Optional.of(person);
                                boolean inOrder = version.equals("v6") && person.equals("planner-1");
                                calls.add(new Choice<>(call.build(), inOrder));
                            }
                        }
                    }
                }
            }
        }
        return calls;
    }

    private static List<Choice<Optional<Agreement>>> agreementsWithGrants() {
        List<Choice<Optional<Agreement>>> agreements = new ArrayList<>();
        for (Set<OperationId> operations : operations()) {
            for (Tier tier : Tier.values()) {
                for (Scope<String> workstreams : List.of(Scope.<String>all(), Scope.only(Set.of("001")))) {
                    Example.TheAgreement agreement = new Example.TheAgreement();
                    agreement.operations = operations;
                    agreement.tier = tier;
                    agreement.workstreams = workstreams;
                    agreements.add(
                            new Choice<>(Optional.of(agreement.build()), operations.contains(Example.OPERATION)));
                }
            }
        }
        return agreements;
    }

    private static List<Choice<Optional<Instruction>>> instructionsWithGrants() {
        List<Choice<Optional<Instruction>>> instructions = new ArrayList<>();
        for (Set<OperationId> operations : operations()) {
            for (Tier tier : Tier.values()) {
                for (Scope<String> references : List.of(Scope.<String>all(), Scope.only(Set.of(Example.REFERENCE)))) {
                    Example.TheInstruction instruction = new Example.TheInstruction();
                    instruction.operations = operations;
                    instruction.tier = tier;
                    instruction.references = references;
                    instruction.persons =
                            List.of(Example.person(1, Standing.ACTIVE), Example.person(2, Standing.ENDED));
                    instructions.add(
                            new Choice<>(Optional.of(instruction.build()), operations.contains(Example.OPERATION)));
                }
            }
        }
        return instructions;
    }

    private static List<Set<OperationId>> operations() {
        return List.of(Set.of(), Set.of(Example.ANOTHER_OPERATION), Set.of(Example.OPERATION));
    }
}
