package uk.wayleave.bench.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.framework.Acting;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;

/**
 * Many agreements in force, each with its own Controller, integrator, product and standing instruction, found by id as a
 * gateway that remembers them finds them. Nothing is shared between them but the names of operations.
 */
final class Agreements {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final OperationId GRANTED = new OperationId("work.GetPermit");
    private static final OperationId NOT_GRANTED = new OperationId("work.CreateInspection");
    private static final String WORKSTREAM = "001";
    private static final Set<OperationId> OPERATIONS = Stream.concat(
                    Stream.of(GRANTED),
                    IntStream.range(1, 40).mapToObj(number -> OperationId.of("work", "Operation" + number)))
            .collect(Collectors.toUnmodifiableSet());
    private static final int REFERENCES = 20;

    private record Terms(Agreement agreement, Instruction instruction) {}

    private final Map<AgreementId, Terms> inForce = new ConcurrentHashMap<>();
    private final List<Call> permitted = new ArrayList<>();
    private final List<Call> refused = new ArrayList<>();

    /** @param count how many; the calls come back to them in an order that no cache can foresee */
    Agreements(int count) {
        var random = new Random(2026);
        for (int number = 0; number < count; number++) {
            add(random, number);
        }
        Collections.shuffle(permitted, random);
        Collections.shuffle(refused, random);
    }

    /** A call that every clause allows. */
    Call permitted(int number) {
        return permitted.get(number % permitted.size());
    }

    /** A call that breaches several: an operation not granted, for an other use, upon somebody else's works. */
    Call refused(int number) {
        return refused.get(number % refused.size());
    }

    Question about(Call call) {
        Optional<Terms> terms = Optional.ofNullable(inForce.get(call.agreement()));
        return new Question(call, terms.map(Terms::agreement), terms.map(Terms::instruction), NOW);
    }

    private void add(Random random, int number) {
        var controller = new ControllerId(uuid(random));
        var integrator = new IntegratorId(uuid(random));
        var product = new ProductId(uuid(random));
        var agreement = new AgreementId(uuid(random));
        List<String> references = IntStream.range(0, REFERENCES)
                .mapToObj(work -> "BP001%011d".formatted((long) number * REFERENCES + work))
                .toList();
        inForce.put(
                agreement,
                new Terms(
                        new Agreement(
                                agreement,
                                1,
                                new ContentHash("%064x".formatted(number)),
                                controller,
                                integrator,
                                AgreementState.ACTIVE,
                                Basis.PROCESSOR_AGREEMENT,
                                EnumSet.allOf(ClauseId.class),
                                Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.OWN_REPORTING),
                                Set.of("v3", "v6"),
                                OPERATIONS,
                                Tier.T2,
                                Scope.only(Set.of(WORKSTREAM, "002")),
                                Map.of(
                                        product,
                                        List.of(new Destination("Works desk", "GB", Audience.CONTROLLER_STAFF))),
                                Map.of(Effect.READ, ProofLevel.L1, Effect.WRITE, ProofLevel.L3),
                                FieldGrants.none(),
                                FreeTextPolicy.strictest(),
                                Agreement.USUAL_LONGEST_SIDE,
                                NOW.minus(Duration.ofDays(30)),
                                NOW.plus(Duration.ofDays(335))),
                        new Instruction(
                                new InstructionId(uuid(random)),
                                controller,
                                agreement,
                                product,
                                InstructionKind.STANDING,
                                Purpose.MANAGE_OWN_PERMITS,
                                OPERATIONS,
                                Scope.only(Set.copyOf(references)),
                                Optional.empty(),
                                Tier.T2,
                                false,
                                NOW.minus(Duration.ofDays(1)),
                                NOW.plus(Duration.ofDays(60)),
                                Schedule.anyTime(),
                                OptionalLong.of(1_000_000),
                                ProofLevel.L3,
                                List.of(new Person(
                                        new PersonId(uuid(random)),
                                        "planner-" + number,
                                        "Asha Example",
                                        Standing.ACTIVE)),
                                Standing.ACTIVE)));
        String reference = references.get(random.nextInt(REFERENCES));
        permitted.add(call(controller, agreement, integrator, product, GRANTED, Purpose.MANAGE_OWN_PERMITS, reference));
        refused.add(call(
                controller, agreement, integrator, product, NOT_GRANTED, Purpose.JOURNEY_PLANNING, "QX00100000000001"));
    }

    private static Call call(
            ControllerId controller,
            AgreementId agreement,
            IntegratorId integrator,
            ProductId product,
            OperationId operation,
            Purpose purpose,
            String reference) {
        boolean granted = operation.equals(GRANTED);
        return new Call(
                controller,
                agreement,
                integrator,
                product,
                Standing.ACTIVE,
                "v6",
                operation,
                granted ? Effect.READ : Effect.WRITE,
                granted ? Tier.T1 : Tier.T2,
                false,
                Set.of(purpose),
                Set.of(reference),
                Set.of(WORKSTREAM),
                Optional.empty(),
                Acting.FOR_ITSELF,
                granted ? Part.PROVEN : Part.NONE,
                AccountFit.FITS,
                Optional.empty());
    }

    private static UUID uuid(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
