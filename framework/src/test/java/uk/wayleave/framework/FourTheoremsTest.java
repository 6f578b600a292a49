package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clauses;

/**
 * Four statements that the Cedar policy language proves of its authorizer ({@code default_deny},
 * {@code forbid_trumps_permit}, {@code allowed_only_if_explicitly_permitted}, {@code order_and_dup_independent}),
 * restated for ours and tried on many questions.
 */
class FourTheoremsTest {
    /** What puts an end to any permit, whatever else holds. */
    private static final Map<String, Consumer<Example>> FORBIDS = Map.ofEntries(
            Map.entry("A1.revoked", e -> e.instruction.standing = Standing.ENDED),
            Map.entry("A1.suspended", e -> e.instruction.standing = Standing.SUSPENDED),
            Map.entry("A1.expired", e -> e.instruction.until = e.at),
            Map.entry("A3.account-administration", e -> e.call.accountAdministration = true),
            Map.entry("A5.other-use", e -> e.call.statedPurposes = Set.of(Purpose.RESEARCH)),
            Map.entry("A5.granted", e -> e.agreement.purposes = EnumSet.allOf(Purpose.class)),
            Map.entry("B1.suspended", e -> e.agreement.state = AgreementState.SUSPENDED),
            Map.entry("B1.ended", e -> e.agreement.state = AgreementState.ENDED),
            Map.entry("B1.lapsed", e -> e.agreement.until = e.at),
            Map.entry("B1.caller-suspended", e -> e.call.productStanding = Standing.SUSPENDED),
            // Of both, since the changes may have made the papers the other Controller's: then there would be one
            // again.
            Map.entry("B4.two-controllers", e -> {
                e.call.controller = Example.ANOTHER_CONTROLLER;
                e.agreement.controller = Example.CONTROLLER;
            }),
            Map.entry("B4.no-contract", e -> e.call.acting = Acting.WITHOUT_A_CONTRACT),
            Map.entry("C3.public-destination", e -> e.agreement.destinations = destinations(Audience.PUBLIC)),
            Map.entry("C4.ring-fenced-destination", e -> e.agreement.destinations = destinations(Audience.RING_FENCED)),
            Map.entry("C5.foreign-record", e -> {
                e.call.part = Part.NONE;
                e.call.tier = Tier.T2;
            }));

    private final Framework framework = new Framework(new Clauses());

    @Test
    void defaultDenyWhereNothingIsGranted() {
        assertThat(decide(e -> {
                    e.withAgreement = false;
                    e.withInstruction = false;
                }))
                .isInstanceOf(Decision.Refusal.class);
        assertThat(decide(FourTheoremsTest::grantNothing)).isInstanceOf(Decision.Refusal.class);
    }

    @Property
    void defaultDenyWithoutAnAgreement(@ForAll("changes") List<Change> changes) {
        assertThat(decide(all(changes).andThen(e -> e.withAgreement = false))).isInstanceOf(Decision.Refusal.class);
    }

    @Property
    void defaultDenyWithoutAnInstruction(@ForAll("changes") List<Change> changes) {
        assertThat(decide(all(changes).andThen(e -> e.withInstruction = false))).isInstanceOf(Decision.Refusal.class);
    }

    @Property
    void defaultDenyWhereNothingIsGrantedWhateverElseHolds(@ForAll("changes") List<Change> changes) {
        assertThat(decide(all(changes).andThen(FourTheoremsTest::grantNothing))).isInstanceOf(Decision.Refusal.class);
    }

    @Property
    void forbidTrumpsPermit(@ForAll("changes") List<Change> changes, @ForAll("forbids") String rule) {
        Consumer<Example> forbid = FORBIDS.get(rule);

        Decision decision = decide(all(changes)
                .andThen(FourTheoremsTest::withBothPapers)
                .andThen(FourTheoremsTest::grantEverything)
                .andThen(forbid));

        assertThat(rulesOf(decision)).contains(rule);
    }

    @Property(tries = 5_000)
    void allowedOnlyIfExplicitlyPermitted(@ForAll("changes") List<Change> changes) {
        Question question = Example.question(all(changes));

        if (framework.decide(question) instanceof Decision.Permit permit) {
            Call call = question.call();
            Agreement agreement = question.agreement().orElseThrow();
            Instruction instruction = question.instruction().orElseThrow();
            assertThat(agreement.isInForceAt(question.at())).isTrue();
            assertThat(instruction.isInForceAt(question.at())).isTrue();
            assertThat(agreement.operations()).contains(call.operation());
            assertThat(instruction.operations()).contains(call.operation());
            assertThat(agreement.apiVersions()).contains(call.apiVersion());
            assertThat(agreement.purposes()).contains(instruction.purpose());
            assertThat(agreement.destinations().get(call.product())).isNotEmpty();
            assertThat(call.references()).allMatch(instruction.references()::covers);
            assertThat(call.workstreams()).allMatch(agreement.workstreams()::covers);
            assertThat(call.box().stream()).allMatch(instruction::covers);
            assertThat(call.box().stream()).allMatch(box -> box.longestSide() <= agreement.longestSide());
            assertThat(call.acting()).isNotEqualTo(Acting.WITHOUT_A_CONTRACT);
            assertThat(call.tier()).isLessThanOrEqualTo(agreement.tier()).isLessThanOrEqualTo(instruction.tier());
            assertThat(instruction.persons()).contains(permit.actingFor());
            assertThat(agreement.attested()).contains(ClauseId.P1, ClauseId.P2, ClauseId.A4, ClauseId.B3);
        }
    }

    @Test
    void refusesAsSoonAsAnyOneGrantIsWithdrawn() {
        List<Consumer<Example>> withdrawals = List.of(
                e -> e.agreement.purposes = Set.of(),
                e -> e.agreement.apiVersions = Set.of(),
                e -> e.agreement.operations = Set.of(),
                e -> e.agreement.tier = Tier.T0,
                e -> e.agreement.workstreams = Scope.only(Set.of()),
                e -> e.agreement.destinations = Map.of(),
                e -> e.agreement.destinations = Map.of(Example.PRODUCT, List.of()),
                e -> e.agreement.proof = Map.of(),
                e -> e.agreement.attested = Set.of(),
                e -> e.instruction.operations = Set.of(),
                e -> e.instruction.references = Scope.only(Set.of()),
                e -> e.instruction.tier = Tier.T0,
                e -> e.instruction.persons = List.of());

        assertThat(decide(e -> {})).isInstanceOf(Decision.Permit.class);
        assertThat(withdrawals)
                .allSatisfy(withdrawal -> assertThat(decide(withdrawal)).isInstanceOf(Decision.Refusal.class));
    }

    @Property
    void orderAndDuplicatesMakeNoDifference(@ForAll("changes") List<Change> changes, @ForAll Random random) {
        Decision decision = decide(all(changes));
        Decision shuffled = decide(all(changes).andThen(example -> shuffle(example, random)));

        assertThat(shuffled).isEqualTo(decision);
    }

    @Test
    void breachesOfSeveralReferencesComeInOneOrder() {
        List<String> references = new ArrayList<>();
        for (int number = 10; number < 40; number++) {
            references.add("XW0020000" + number);
        }

        Decision decision = decide(e -> e.call.references = new LinkedHashSet<>(references.reversed()));

        assertThat(((Decision.Refusal) decision).breaches())
                .extracting(Breach::detail)
                .isEqualTo(references);
    }

    @Provide
    Arbitrary<List<Change>> changes() {
        return Arbitraries.of(Change.all()).list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> forbids() {
        return Arbitraries.of(new TreeSet<>(FORBIDS.keySet()));
    }

    private static Consumer<Example> all(List<Change> changes) {
        return example -> changes.forEach(change -> change.effect().accept(example));
    }

    private static void withBothPapers(Example example) {
        example.withAgreement = true;
        example.withInstruction = true;
    }

    private static void grantNothing(Example example) {
        example.agreement.purposes = Set.of();
        example.agreement.apiVersions = Set.of();
        example.agreement.operations = Set.of();
        example.agreement.tier = Tier.T0;
        example.agreement.workstreams = Scope.only(Set.of());
        example.agreement.destinations = Map.of();
        example.instruction.operations = Set.of();
        example.instruction.references = Scope.only(Set.of());
        example.instruction.tier = Tier.T0;
        example.instruction.persons = List.of();
    }

    private static void grantEverything(Example example) {
        example.agreement.purposes = EnumSet.range(Purpose.MANAGE_OWN_PERMITS, Purpose.ON_SITE_LOOKUP);
        example.agreement.apiVersions = Set.of("v3", "v6", "v7", "");
        example.agreement.operations = Set.of(Example.OPERATION, Example.ANOTHER_OPERATION);
        example.agreement.tier = Tier.T3;
        example.agreement.workstreams = Scope.all();
        example.agreement.longestSide = Box.NORTHING_AT_MOST;
        example.agreement.attested = EnumSet.allOf(ClauseId.class);
        example.agreement.proof =
                Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L1, Effect.AUTHENTICATION, ProofLevel.L1);
        example.instruction.operations = Set.of(Example.OPERATION, Example.ANOTHER_OPERATION);
        example.instruction.references = Scope.all();
        example.instruction.tier = Tier.T3;
        example.instruction.proof = ProofLevel.L3;
    }

    private static Map<ProductId, List<Destination>> destinations(Audience audience) {
        List<Destination> places = List.of(Example.destination(audience));
        return Map.of(Example.PRODUCT, places, Example.ANOTHER_PRODUCT, places);
    }

    private static void shuffle(Example example, Random random) {
        example.call.statedPurposes = shuffled(example.call.statedPurposes, random);
        example.call.references = shuffled(example.call.references, random);
        example.call.workstreams = shuffled(example.call.workstreams, random);
        example.agreement.attested = shuffled(example.agreement.attested, random);
        example.agreement.purposes = shuffled(example.agreement.purposes, random);
        example.agreement.apiVersions = shuffled(example.agreement.apiVersions, random);
        example.agreement.operations = shuffled(example.agreement.operations, random);
        example.instruction.operations = shuffled(example.instruction.operations, random);
        example.instruction.persons = shuffledTwice(example.instruction.persons, random);
        var destinations = new HashMap<ProductId, List<Destination>>();
        example.agreement.destinations.forEach(
                (product, places) -> destinations.put(product, shuffledTwice(places, random)));
        example.agreement.destinations = destinations;
    }

    private static <T> Set<T> shuffled(Set<T> members, Random random) {
        List<T> order = new ArrayList<>(members);
        Collections.shuffle(order, random);
        return new LinkedHashSet<>(order);
    }

    private static <T> List<T> shuffledTwice(List<T> members, Random random) {
        List<T> twice = new ArrayList<>(members);
        twice.addAll(members);
        Collections.shuffle(twice, random);
        return twice;
    }

    private Decision decide(Consumer<Example> changes) {
        return framework.decide(Example.question(changes));
    }

    private static Set<String> rulesOf(Decision decision) {
        Set<String> rules = new TreeSet<>();
        if (decision instanceof Decision.Refusal refusal) {
            refusal.breaches().forEach(breach -> rules.add(breach.rule().id()));
        }
        return rules;
    }
}
