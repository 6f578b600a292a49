package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.gateway.ScriptedStreetManager.Held;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.token.Tokens;

/** Something is revoked after a call was permitted and before its answer is released: nothing is released. */
class ChangedMeanwhileTest {
    private static final Actor SETUP = new Actor.Setup();

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    /** All that one call depends on and nobody else uses. */
    record Standpoint(PersonId person, InstructionId instruction, NewSecret credential, String token) {
        static Standpoint fresh() {
            World world = proving.world;
            PersonId person = world.colleague(world.water, "p" + System.nanoTime(), "Pat Colleague");
            InstructionId instruction = world.instructed(
                    world.water,
                    Purpose.MANAGE_OWN_PERMITS,
                    Set.of(new OperationId("work.GetPermit"), new OperationId("work.PostComment")),
                    Scope.all(),
                    OptionalLong.empty(),
                    List.of(person));
            NewSecret credential = done(register()
                    .credentials()
                    .issue(world.water.id(), world.water.agreement(), world.product, world.water.administrator()));
            return new Standpoint(
                    person,
                    instruction,
                    credential,
                    switch (register()
                            .tokens()
                            .issue(
                                    credential.credential().clientId(),
                                    credential.secret(),
                                    Optional.of(instruction),
                                    Optional.empty())) {
                        case Tokens.Issue.Issued issued -> issued.accessToken();
                        case Tokens.Issue.Denied _, Tokens.Issue.UnknownInstruction _, Tokens.Issue.OtherKey _ ->
                            throw new IllegalStateException("No token.");
                    });
        }
    }

    private static Register register() {
        return proving.world.register;
    }

    private static <T> T done(Outcome<T> outcome) {
        return outcome.orElseThrow();
    }

    /** What is revoked, what the caller is told, and how it is undone. */
    record Change(String name, int status, String code, List<String> clauses, Function<Standpoint, Runnable> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Change refusing(String name, String clause, Function<Standpoint, Runnable> make) {
        return new Change(name, 403, "refused-by-framework", List.of(clause), make);
    }

    private static Change ending(String name, Function<Standpoint, Runnable> make) {
        return new Change(name, 503, "token-ended", List.of(), make);
    }

    private static Stream<Change> changes() {
        return Stream.of(
                refusing("the agreement is suspended", "B1", _ -> {
                    proving.world.suspend(proving.world.water);
                    return () -> proving.world.resume(proving.world.water);
                }),
                refusing("the instruction is revoked", "A1", standpoint -> {
                    done(register()
                            .instructions()
                            .revoke(
                                    proving.world.water.id(),
                                    standpoint.instruction(),
                                    new Actor.Someone(proving.world.water.planner())));
                    return () -> {};
                }),
                refusing("the person has left", "A1", standpoint -> {
                    done(register()
                            .people()
                            .stand(
                                    new Body.OfController(proving.world.water.id()),
                                    standpoint.person(),
                                    Standing.ENDED,
                                    proving.world.water.administrator()));
                    return () -> {};
                }),
                refusing("the integrator is suspended", "B1", _ -> {
                    done(register().integrators().stand(proving.world.integrator, Standing.SUSPENDED, SETUP));
                    return () -> done(register().integrators().stand(proving.world.integrator, Standing.ACTIVE, SETUP));
                }),
                refusing("the product is suspended", "B1", _ -> {
                    done(register()
                            .products()
                            .stand(proving.world.integrator, proving.world.product, Standing.SUSPENDED, SETUP));
                    return () -> done(register()
                            .products()
                            .stand(proving.world.integrator, proving.world.product, Standing.ACTIVE, SETUP));
                }),
                refusing("the credential is revoked", "B1", standpoint -> {
                    done(register()
                            .credentials()
                            .stand(
                                    proving.world.water.id(),
                                    standpoint.credential().credential().id(),
                                    Standing.ENDED,
                                    proving.world.water.administrator()));
                    return () -> {};
                }),
                ending("the product signs out", standpoint -> {
                    assertThat(register().tokens().endAllOf(standpoint.token())).isTrue();
                    return () -> {};
                }),
                ending("the token expires", _ -> {
                    proving.world.clock.forward(Duration.ofMinutes(61));
                    return () -> proving.world.clock.forward(Duration.ofMinutes(-61));
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aReadIsNotReleased(Change change) {
        Standpoint standpoint = Standpoint.fresh();
        var held = new Held((request, wire) -> wire.json(200, Proving.permit()));
        var answer = during(held, change, standpoint, () -> proving.world.http.get(Proving.READ, standpoint.token()));
        proving.assertRefused(answer, change.status(), change.code(), "done");
        assertThat(answer.clauses()).containsAll(change.clauses());
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aWriteIsDoneAndSaysSoButItsAnswerIsNotReleased(Change change) {
        Standpoint standpoint = Standpoint.fresh();
        var held = new Held((request, wire) -> wire.json(201, Proving.WRITTEN));
        var answer = during(
                held,
                change,
                standpoint,
                () -> proving.world.http.post(Proving.WRITE, standpoint.token(), Proving.COMMENT));
        proving.assertRefused(answer, change.status(), change.code(), "done");
        assertThat(answer.body()).doesNotContain("COM-01");
        assertThat(answer.clauses()).containsAll(change.clauses());
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void evenAnErrorOfStreetManagerIsNotReleased(Change change) {
        Standpoint standpoint = Standpoint.fresh();
        var held = new Held((request, wire) -> wire.json(400, "{\"message\":\"" + Proving.STREET + "\"}"));
        var answer = during(
                held,
                change,
                standpoint,
                () -> proving.world.http.post(Proving.WRITE, standpoint.token(), Proving.COMMENT));
        proving.assertRefused(answer, change.status(), change.code(), "rejected");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    private static Http.Answer during(Held held, Change change, Standpoint standpoint, Supplier<Http.Answer> call) {
        proving.upstream.does(held);
        var answer = CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
        held.awaitCall();
        Runnable undo = change.make().apply(standpoint);
        try {
            held.letGo();
            return answer.join();
        } finally {
            undo.run();
        }
    }

    @Test
    void somethingElseOfTheControllerMayChangeMeanwhile() {
        Standpoint standpoint = Standpoint.fresh();
        var held = new Held((request, wire) -> wire.json(200, Proving.permit()));
        var harmless = refusing("somebody joins", "", _ -> {
            proving.world.colleague(proving.world.water, "new" + System.nanoTime(), "Nell Newcomer");
            return () -> {};
        });
        var answer = during(held, harmless, standpoint, () -> proving.world.http.get(Proving.READ, standpoint.token()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);
    }

    @Test
    void anotherNodeRefusesOnItsVeryNextCall() {
        proving.upstream.does((request, wire) -> wire.json(
                request.method().equals("GET") ? 200 : 201,
                request.method().equals("GET") ? Proving.permit() : Proving.WRITTEN));
        String token = proving.token;
        try (World.Node other = proving.world.anotherNode()) {
            for (int i = 0; i < 10; i++) {
                assertThat(other.http.get(Proving.READ, token).status()).isEqualTo(200);
                assertThat(other.http
                                .post(Proving.WRITE, token, Proving.COMMENT)
                                .status())
                        .isEqualTo(201);
                proving.world.suspend(proving.world.water);
                Http.Answer refused;
                int before = proving.upstream.calls().size();
                try {
                    refused = i % 2 == 0
                            ? other.http.get(Proving.READ, token)
                            : other.http.post(Proving.WRITE, token, Proving.COMMENT);
                    if (i % 2 == 1) {
                        assertThat(proving.upstream.calls()).hasSize(before);
                        assertThat(refused.header("Wayleave-Upstream")).isEqualTo("not-sent");
                    }
                } finally {
                    proving.world.resume(proving.world.water);
                }
                assertThat(refused.status()).as(refused.body()).isEqualTo(403);
                assertThat(refused.clauses()).contains("B1");
                proving.assertTellsNothing(refused);
            }
            other.register
                    .agreements()
                    .suspend(
                            proving.world.water.id(),
                            proving.world.water.agreement(),
                            proving.world.water.administrator())
                    .orElseThrow();
            var refused = proving.read();
            proving.world.resume(proving.world.water);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(proving.read().status()).isEqualTo(200);
        }
    }

    @Test
    void noCallOfAnyNodeThatBeginsAfterTheSuspensionGoesThroughHoweverManyThereAre() {
        proving.upstream.says(200, Proving.permit());
        String token = proving.token;
        AtomicBoolean suspended = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        try (World.Node other = proving.world.anotherNode();
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Http http = i % 2 == 0 ? proving.world.http : other.http;
                running.add(CompletableFuture.supplyAsync(
                        () -> {
                            int refused = 0;
                            while (refused < 3 && !stop.get()) {
                                boolean after = suspended.get();
                                var answer = http.get(Proving.READ, token);
                                assertThat(answer.status()).as(answer.body()).isIn(200, 403);
                                if (after) {
                                    assertThat(answer.status())
                                            .as(answer.body())
                                            .isEqualTo(403);
                                    refused++;
                                }
                            }
                            return refused;
                        },
                        callers));
            }
            try {
                assertThat(proving.read().status()).isEqualTo(200);
                proving.world.suspend(proving.world.water);
                suspended.set(true);
                assertThat(running).allSatisfy(one -> assertThat(one.join()).isEqualTo(3));
            } finally {
                stop.set(true);
                proving.world.resume(proving.world.water);
            }
        }
    }
}
