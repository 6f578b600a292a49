package uk.wayleave.framework;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;

/**
 * One attribute of the example set to one value. The values of an attribute are few and lie at its edges: the instants
 * around a limit, the empty set, everything, somebody else's.
 */
record Change(String attribute, String value, Consumer<Example> effect) {
    /** Distances from the instant of the call to a limit. */
    private static final List<Duration> AROUND =
            List.of(Duration.ofDays(-90), Example.TICK.negated(), Duration.ZERO, Example.TICK, Duration.ofDays(90));

    private static final List<List<Purpose>> PURPOSES = List.of(
            List.of(),
            List.of(Purpose.MANAGE_OWN_PERMITS),
            List.of(Purpose.MANAGE_OWN_PERMITS, Purpose.OWN_ANALYSIS),
            List.of(Purpose.OWN_ANALYSIS),
            List.of(Purpose.JOURNEY_PLANNING),
            List.of(Purpose.MANAGE_OWN_PERMITS, Purpose.PUBLIC_APP),
            List.of(Purpose.PLANNING_SERVICE, Purpose.RESEARCH, Purpose.PASSING_ON),
            List.of(Purpose.values()));
    private static final List<List<String>> REFERENCES = List.of(
            List.of(),
            List.of(Example.REFERENCE),
            List.of(Example.ANOTHER_REFERENCE),
            List.of(Example.REFERENCE, Example.ANOTHER_REFERENCE));
    private static final List<List<String>> WORKSTREAMS =
            List.of(List.of(), List.of("001"), List.of("004"), List.of("000", "001", "004"));
    private static final List<List<OperationId>> OPERATIONS = List.of(
            List.of(),
            List.of(Example.OPERATION),
            List.of(Example.ANOTHER_OPERATION),
            List.of(Example.OPERATION, Example.ANOTHER_OPERATION));
    private static final List<ControllerId> CONTROLLERS = List.of(Example.CONTROLLER, Example.ANOTHER_CONTROLLER);
    private static final List<AgreementId> AGREEMENTS = List.of(Example.AGREEMENT, Example.ANOTHER_AGREEMENT);
    private static final List<IntegratorId> INTEGRATORS = List.of(Example.INTEGRATOR, Example.ANOTHER_INTEGRATOR);
    private static final List<ProductId> PRODUCTS = List.of(Example.PRODUCT, Example.ANOTHER_PRODUCT);

    /** Every attribute, each with all of its values. */
    static List<List<Change>> attributes() {
        List<List<Change>> all = new ArrayList<>();
        all.addAll(ofTheCall());
        all.addAll(ofTheAgreement());
        all.addAll(ofTheInstruction());
        return all;
    }

    /** Every value of every attribute. */
    static List<Change> all() {
        return attributes().stream().flatMap(Collection::stream).toList();
    }

    private static List<List<Change>> ofTheCall() {
        return List.of(
                to("call.controller", CONTROLLERS, (e, v) -> e.call.controller = v),
                to("call.agreement", AGREEMENTS, (e, v) -> e.call.agreement = v),
                to("call.integrator", INTEGRATORS, (e, v) -> e.call.integrator = v),
                to("call.product", PRODUCTS, (e, v) -> e.call.product = v),
                to("call.productStanding", Standing.values(), (e, v) -> e.call.productStanding = v),
                to("call.apiVersion", List.of("v3", "v6", "v7", ""), (e, v) -> e.call.apiVersion = v),
                to(
                        "call.operation",
                        List.of(Example.OPERATION, Example.ANOTHER_OPERATION),
                        (e, v) -> e.call.operation = v),
                to("call.effect", Effect.values(), (e, v) -> e.call.effect = v),
                to("call.tier", Tier.values(), (e, v) -> e.call.tier = v),
                to("call.accountAdministration", List.of(false, true), (e, v) -> e.call.accountAdministration = v),
                to("call.statedPurposes", PURPOSES, (e, v) -> e.call.statedPurposes = Set.copyOf(v)),
                to("call.references", REFERENCES, (e, v) -> e.call.references = Set.copyOf(v)),
                to("call.workstreams", WORKSTREAMS, (e, v) -> e.call.workstreams = Set.copyOf(v)),
                to("call.box", boxes(), (e, v) -> e.call.box = v),
                to("call.acting", Acting.values(), (e, v) -> e.call.acting = v),
                to("call.part", Part.values(), (e, v) -> e.call.part = v),
                to("call.account", AccountFit.values(), (e, v) -> e.call.account = v),
                to(
                        "call.namedPerson",
                        List.of("", "planner-1", "planner-2", "PLANNER-1", " "),
                        (e, v) -> e.call.namedPerson = v.isEmpty() ? Optional.empty() : Optional.of(v)));
    }

    private static List<List<Change>> ofTheAgreement() {
        return List.of(
                to("agreement", List.of(true, false), (e, v) -> e.withAgreement = v),
                to("agreement.id", AGREEMENTS, (e, v) -> e.agreement.id = v),
                to("agreement.controller", CONTROLLERS, (e, v) -> e.agreement.controller = v),
                to("agreement.integrator", INTEGRATORS, (e, v) -> e.agreement.integrator = v),
                to("agreement.state", AgreementState.values(), (e, v) -> e.agreement.state = v),
                to("agreement.basis", Basis.values(), (e, v) -> e.agreement.basis = v),
                to("agreement.attested", attestations(), (e, v) -> e.agreement.attested = v),
                to("agreement.purposes", PURPOSES, (e, v) -> e.agreement.purposes = Set.copyOf(v)),
                to(
                        "agreement.apiVersions",
                        List.of(Set.<String>of(), Set.of("v3"), Set.of("v3", "v6")),
                        (e, v) -> e.agreement.apiVersions = v),
                to("agreement.operations", OPERATIONS, (e, v) -> e.agreement.operations = Set.copyOf(v)),
                to("agreement.tier", Tier.values(), (e, v) -> e.agreement.tier = v),
                to("agreement.workstreams", scopes(WORKSTREAMS), (e, v) -> e.agreement.workstreams = v),
                to("agreement.destinations", destinations(), (e, v) -> e.agreement.destinations = v),
                to("agreement.proof", proofs(), (e, v) -> e.agreement.proof = v),
                to(
                        "agreement.fields",
                        List.of(FieldGrants.none(), new FieldGrants(Set.of(DataClass.EMAIL), true)),
                        (e, v) -> e.agreement.fields = v),
                to("agreement.longestSide", List.of(0, 999, 1_000, 10_000), (e, v) -> e.agreement.longestSide = v),
                to("agreement.from", AROUND, (e, v) -> e.agreement.from = e.at.plus(v)),
                to("agreement.until", AROUND, (e, v) -> e.agreement.until = e.at.plus(v)));
    }

    private static List<List<Change>> ofTheInstruction() {
        return List.of(
                to("instruction", List.of(true, false), (e, v) -> e.withInstruction = v),
                to("instruction.controller", CONTROLLERS, (e, v) -> e.instruction.controller = v),
                to("instruction.agreement", AGREEMENTS, (e, v) -> e.instruction.agreement = v),
                to("instruction.product", PRODUCTS, (e, v) -> e.instruction.product = v),
                to("instruction.kind", InstructionKind.values(), (e, v) -> e.instruction.kind = v),
                to("instruction.purpose", Purpose.values(), (e, v) -> e.instruction.purpose = v),
                to("instruction.operations", OPERATIONS, (e, v) -> e.instruction.operations = Set.copyOf(v)),
                to("instruction.references", scopes(REFERENCES), (e, v) -> e.instruction.references = v),
                to("instruction.area", boxes(), (e, v) -> e.instruction.area = v),
                to("instruction.closedOfOthers", List.of(false, true), (e, v) -> e.instruction.closedOfOthers = v),
                to("instruction.tier", Tier.values(), (e, v) -> e.instruction.tier = v),
                to("instruction.from", AROUND, (e, v) -> e.instruction.from = e.at.plus(v)),
                to("instruction.until", AROUND, (e, v) -> e.instruction.until = e.at.plus(v)),
                to("instruction.schedule", schedules(), (e, v) -> e.instruction.schedule = v),
                to(
                        "instruction.remainingUses",
                        List.of(
                                OptionalLong.empty(),
                                OptionalLong.of(-1),
                                OptionalLong.of(0),
                                OptionalLong.of(1),
                                OptionalLong.of(Long.MAX_VALUE)),
                        (e, v) -> e.instruction.remainingUses = v),
                to("instruction.proof", ProofLevel.values(), (e, v) -> e.instruction.proof = v),
                to("instruction.persons", persons(), (e, v) -> e.instruction.persons = v),
                to("instruction.standing", Standing.values(), (e, v) -> e.instruction.standing = v));
    }

    /** None, a square of a kilometre, one metre more to each side in turn, one metre less, and elsewhere. */
    static List<Optional<Box>> boxes() {
        return List.of(
                Optional.empty(),
                Optional.of(new Box(384_000, 171_000, 385_000, 172_000)),
                Optional.of(new Box(383_999, 171_000, 384_999, 172_000)),
                Optional.of(new Box(384_000, 170_999, 385_000, 171_999)),
                Optional.of(new Box(384_001, 171_000, 385_001, 172_000)),
                Optional.of(new Box(384_000, 171_001, 385_000, 172_001)),
                Optional.of(new Box(384_001, 171_001, 384_999, 171_999)),
                Optional.of(new Box(384_000, 171_000, 394_001, 171_000)),
                Optional.of(new Box(0, 0, 0, 0)));
    }

    /** Any time, and hours of which the call (a Tuesday, 09:00) lies in the first or last minute, or just outside. */
    static List<Schedule> schedules() {
        return Stream.of(
                        "",
                        "TUE 09:00-09:01",
                        "TUE 08:00-09:00",
                        "TUE 09:01-24:00",
                        "MON 09:00-10:00",
                        "MON 22:00-09:01",
                        "MON 22:00-09:00",
                        "TUE 22:00-09:01",
                        "SAT,SUN 00:00-24:00; TUE 06:00-20:00")
                .map(Schedule::parse)
                .toList();
    }

    private static List<Set<ClauseId>> attestations() {
        List<Set<ClauseId>> attestations = new ArrayList<>();
        attestations.add(Set.of());
        attestations.add(EnumSet.allOf(ClauseId.class));
        for (ClauseId missing : List.of(
                ClauseId.P1,
                ClauseId.P2,
                ClauseId.A4,
                ClauseId.B1,
                ClauseId.B1F,
                ClauseId.B3,
                ClauseId.B5,
                ClauseId.C1)) {
            attestations.add(EnumSet.complementOf(EnumSet.of(missing)));
        }
        return attestations;
    }

    private static List<Scope<String>> scopes(List<List<String>> members) {
        List<Scope<String>> scopes = new ArrayList<>();
        scopes.add(Scope.all());
        members.forEach(some -> scopes.add(Scope.only(Set.copyOf(some))));
        return scopes;
    }

    private static List<Map<ProductId, List<Destination>>> destinations() {
        List<Map<ProductId, List<Destination>>> destinations = new ArrayList<>();
        destinations.add(Map.of());
        destinations.add(Map.of(Example.PRODUCT, List.of()));
        destinations.add(Map.of(
                Example.PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF)),
                Example.ANOTHER_PRODUCT, List.of(Example.destination(Audience.PUBLIC))));
        for (Audience audience : Audience.values()) {
            destinations.add(Map.of(
                    Example.PRODUCT,
                    List.of(Example.destination(Audience.CONTROLLER_STAFF), Example.destination(audience))));
        }
        return destinations;
    }

    private static List<Map<Effect, ProofLevel>> proofs() {
        List<Map<Effect, ProofLevel>> proofs = new ArrayList<>();
        proofs.add(Map.of());
        for (ProofLevel level : ProofLevel.values()) {
            proofs.add(Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, level));
        }
        return proofs;
    }

    private static List<List<Person>> persons() {
        Person one = Example.person(1, Standing.ACTIVE);
        Person two = Example.person(2, Standing.ACTIVE);
        Person twoSuspended = Example.person(2, Standing.SUSPENDED);
        Person namesake =
                new Person(Example.person(3, Standing.ACTIVE).id(), "planner-1", "Planner 3", Standing.ACTIVE);
        return List.of(
                List.of(),
                List.of(one),
                List.of(one, one),
                List.of(one, two),
                List.of(one, twoSuspended),
                List.of(twoSuspended),
                List.of(Example.person(1, Standing.ENDED)),
                List.of(one, namesake),
                List.of(one, two, namesake));
    }

    private static <V> List<Change> to(String attribute, V[] values, BiConsumer<Example, V> effect) {
        return to(attribute, Arrays.asList(values), effect);
    }

    private static <V> List<Change> to(String attribute, List<V> values, BiConsumer<Example, V> effect) {
        List<Change> changes = new ArrayList<>();
        for (V value : values) {
            changes.add(new Change(attribute, String.valueOf(value), example -> effect.accept(example, value)));
        }
        return changes;
    }

    @Override
    public String toString() {
        return attribute + " = " + value;
    }
}
