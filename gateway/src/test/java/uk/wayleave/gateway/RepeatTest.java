package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.register.repeat.Repeats;

/** A write that its caller named by an idempotency key is carried out once, however often it comes and to whichever node. */
class RepeatTest {
    private static final String KEY = "Idempotency-Key";
    private static final String OTHER_COMMENT = "{\"detail\":\"Gate is locked from nine.\",\"topic\":\"GENERAL\"}";

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void streetManagerCarriesOut() {
        proving.upstream.says(201, Proving.WRITTEN);
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static Http.Answer write(String key) {
        return write(proving.token, Proving.COMMENT, key);
    }

    private static Http.Answer write(String token, String body, String key) {
        return proving.world.http.post(Proving.WRITE, token, body, KEY, key);
    }

    private static int sent() {
        return proving.upstream.calls().size();
    }

    private static void assertRepeats(Http.Answer repeat, Http.Answer first) {
        assertThat(repeat.status()).as(repeat.body()).isEqualTo(first.status());
        assertThat(repeat.json()).isEqualTo(first.json());
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(repeat.header("Wayleave-Repeat-Of")).isEqualTo(first.header("Wayleave-Call"));
        assertThat(repeat.header("Wayleave-First-Receipt")).isEqualTo(first.header("Wayleave-Receipt"));
        assertThat(repeat.header("Wayleave-Upstream")).isEqualTo("done");
        assertThat(repeat.header("Wayleave-Call")).isNotEqualTo(first.header("Wayleave-Call"));
    }

    @Test
    void getsTheStatusAndTheReferencesOfTheFirstAndNothingIsSentAgain() {
        String key = fresh();
        Http.Answer first = write(key);
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        int sent = sent();

        Http.Answer repeat = write(key);

        assertRepeats(repeat, first);
        assertRepeats(write("\"" + key + "\""), first);
        assertThat(sent()).isEqualTo(sent);
        List<Entry> entries = proving.entries(repeat);
        assertThat(entries).extracting(Entry::kind).containsExactly(EntryKind.RELEASE);
        assertThat(Proving.text(entries.getFirst(), "repeat_of")).isEqualTo(first.header("Wayleave-Call"));
        assertThat(Proving.text(entries.getFirst(), "first_receipt")).isEqualTo(first.header("Wayleave-Receipt"));
    }

    @Test
    void theOrderOfMembersIsNoDifference() {
        String key = fresh();
        write(key);
        String turned = "{\"topic\":\"GENERAL\",\"detail\":\"Gate is unlocked from seven.\"}";
        assertThat(write(proving.token, turned, key).header("Idempotent-Replayed"))
                .isEqualTo("true");
    }

    @Test
    void withAnotherBodyOrPathIsRefusedAndNotSent() {
        String key = fresh();
        write(key);
        int sent = sent();

        Http.Answer otherBody = write(proving.token, OTHER_COMMENT, key);
        proving.assertRefused(otherBody, 422, "idempotency-key-reused", "not-sent");
        Http.Answer otherPath = proving.world.http.post(
                Proving.WRITE.replace("ZW001AAA1", "ZW001AAA2"), proving.token, Proving.COMMENT, KEY, key);
        assertThat(otherPath.status()).as(otherPath.body()).isEqualTo(422);

        assertThat(sent()).isEqualTo(sent);
        assertThat(proving.kinds(otherBody)).containsExactly(EntryKind.REFUSAL);
    }

    @Test
    void ofAnotherControllerIsAnotherCall() {
        String key = fresh();
        write(key);
        Http.Answer ofCounty = proving.world.http.post(
                Proving.WRITE.replace("ZW001AAA1", "ZP001AAA1"),
                proving.world.tokenForEverything(proving.world.county),
                Proving.COMMENT,
                KEY,
                key);
        assertThat(ofCounty.status()).as(ofCounty.body()).isEqualTo(201);
        assertThat(ofCounty.header("Idempotent-Replayed")).isEmpty();
        String otherToken = proving.world.tokenForEverything(proving.world.water);
        assertThat(write(otherToken, Proving.COMMENT, key).header("Idempotent-Replayed"))
                .as("of the same product with another token")
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"short", "has a space in it", "\"half-quoted-key", "k\u00e9y-with-an-accent", "a;b;c;d;e;f"})
    void aKeyOfAnotherFormIsRefused(String key) {
        int sent = sent();
        Http.Answer answer = write(key);
        proving.assertRefused(answer, 400, "idempotency-key-malformed", "not-sent");
        assertThat(answer.json().path("where").asString()).isEqualTo("header Idempotency-Key");
        assertThat(sent()).isEqualTo(sent);
        assertThat(write("k".repeat(129)).status()).isEqualTo(400);
    }

    @Test
    void ofAReadMeansNothing() {
        proving.upstream.says(200, Proving.permit());
        int sent = sent();
        String key = fresh();
        for (int i = 0; i < 2; i++) {
            assertThat(proving.world
                            .http
                            .get(Proving.READ, proving.token, KEY, key)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(sent()).isEqualTo(sent + 2);
    }

    @Test
    void whatStreetManagerSaidNoToCanBeMadeAgainWithTheSameKey() {
        String key = fresh();
        proving.upstream.says(400, "{\"message\":\"detail is too short\"}");
        assertThat(write(key).status()).isEqualTo(400);
        proving.upstream.says(201, Proving.WRITTEN);
        Http.Answer again = write(key);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void whatTheFrameworkRefusedTakesNoKey() {
        String key = fresh();
        String uninstructed = proving.world.token(proving.world.water, Optional.empty());
        assertThat(write(uninstructed + "x", Proving.COMMENT, key).status()).isEqualTo(401);
        Http.Answer refused = proving.world.http.post(
                Proving.WRITE, proving.token, Proving.COMMENT, KEY, key, "Wayleave-Purpose", "journey-planning");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(write(key).status()).isEqualTo(201);
    }

    @Test
    void whoseOutcomeIsUnknownIsToldSoAndNeverSentAgain() {
        String key = fresh();
        proving.upstream.does((request, wire) -> wire.reset());
        Http.Answer first = write(key);
        assertThat(first.status()).isEqualTo(502);
        proving.upstream.says(201, Proving.WRITTEN);
        int sent = sent();

        Http.Answer repeat = write(key);

        proving.assertRefused(repeat, 409, "repeat-unknown", "unknown");
        assertThat(repeat.json().path("detail").asString()).contains(first.header("Wayleave-Call"));
        assertThat(sent()).isEqualTo(sent);
    }

    @Test
    void whatWasDoneButCouldNotBeReleasedIsToldByItsStatus() {
        String key = fresh();
        proving.upstream.says(201, "{\"comment_reference_number\":");
        Http.Answer first = write(key);
        assertThat(first.status()).isEqualTo(502);
        assertThat(first.header("Wayleave-Upstream")).isEqualTo("done");

        Http.Answer repeat = write(key);

        assertThat(repeat.status()).as(repeat.body()).isEqualTo(201);
        assertThat(repeat.body()).isEqualTo("{}");
        assertThat(repeat.header("Wayleave-First-Receipt")).isEqualTo(first.header("Wayleave-Receipt"));
    }

    @Test
    void isNoFurtherUseOfItsInstruction() {
        InstructionId once = proving.world.instructed(
                proving.world.water,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.PostComment")),
                Scope.all(),
                OptionalLong.of(1));
        String token = proving.world.token(proving.world.water, Optional.of(once));
        String key = fresh();
        Http.Answer first = write(token, Proving.COMMENT, key);
        assertThat(first.status()).as(first.body()).isEqualTo(201);

        assertRepeats(write(token, Proving.COMMENT, key), first);
        Http.Answer another = write(token, Proving.COMMENT, fresh());
        assertThat(another.status()).as("the one use is taken").isEqualTo(403);
        Http.Answer otherBody = write(token, OTHER_COMMENT, key);
        assertThat(otherBody.status()).as("not what the use was for").isEqualTo(403);
    }

    @Test
    void isRefusedOnceTheAgreementIsSuspended() {
        String key = fresh();
        write(key);
        proving.world.suspend(proving.world.water);
        try {
            assertThat(write(key).status()).isEqualTo(403);
        } finally {
            proving.world.resume(proving.world.water);
        }
        assertThat(write(key).header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void ofManyAtOnceOneIsSent() {
        String key = fresh();
        ScriptedStreetManager.Held held =
                new ScriptedStreetManager.Held((request, wire) -> wire.json(201, Proving.WRITTEN));
        proving.upstream.does(held);
        int sent = sent();
        CompletableFuture<Http.Answer> first = CompletableFuture.supplyAsync(() -> write(key));
        held.awaitCall();

        List<Http.Answer> meanwhile =
                IntStream.range(0, 4).mapToObj(_ -> CompletableFuture.supplyAsync(() -> write(key))).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(meanwhile).allSatisfy(answer -> {
            proving.assertRefused(answer, 409, "repeat-under-way", "unknown");
            assertThat(answer.header("Retry-After")).isEqualTo("30");
        });
        held.letGo();
        assertThat(first.join().status()).isEqualTo(201);
        assertThat(sent()).isEqualTo(sent + 1);
        assertRepeats(write(key), first.join());
    }

    @Test
    void isKnownToEveryNode() {
        String key = fresh();
        Http.Answer first = write(key);
        try (World.Node node = proving.world.anotherNode()) {
            assertRepeats(node.http.post(Proving.WRITE, proving.token, Proving.COMMENT, KEY, key), first);
        }
    }

    @Test
    void ofACallWhoseProcessWasKilledIsNeverSentAgain() {
        String key = fresh();
        ScriptedStreetManager.Held held =
                new ScriptedStreetManager.Held((request, wire) -> wire.json(201, Proving.WRITTEN));
        List<Throwable> broken = new ArrayList<>();
        try (NodeProcess node = NodeProcess.start(proving.world, Duration.ZERO)) {
            Http http = node.http();
            proving.upstream.does(held);
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    http.post(Proving.WRITE, proving.token, Proving.COMMENT, KEY, key);
                } catch (UncheckedIOException connectionLost) {
                    broken.add(connectionLost);
                }
            });
            held.awaitCall();
            node.kill();
            held.letGo();
            assertThat(caller.join(Duration.ofSeconds(30))).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertThat(broken).singleElement().extracting(Throwable::getCause).isInstanceOf(IOException.class);
        proving.upstream.says(201, Proving.WRITTEN);
        int sent = sent();

        for (int i = 0; i < 3; i++) {
            proving.assertRefused(write(key), 409, "repeat-under-way", "unknown");
        }
        assertThat(sent()).isEqualTo(sent);
    }

    @Test
    void isForgottenAfterADay() {
        try (Proving other = Proving.with(options -> options)) {
            other.upstream.says(201, Proving.WRITTEN);
            String key = fresh();
            other.world.http.post(Proving.WRITE, other.token, Proving.COMMENT, KEY, key);
            other.world.clock.forward(Repeats.KEPT.plusSeconds(1));
            String token = other.world.tokenForEverything(other.world.water);
            Http.Answer later = other.world.http.post(Proving.WRITE, token, Proving.COMMENT, KEY, key);
            assertThat(later.status()).as(later.body()).isEqualTo(201);
            assertThat(later.header("Idempotent-Replayed")).isEmpty();
        }
    }

    @Test
    void neitherKeyNorBodyNorReferenceIsInTheLog() {
        String key = fresh();
        write(key);
        write(key);
        write(proving.token, OTHER_COMMENT, key);
        assertThat(proving.log.text()).doesNotContain(key, "Gate is locked", "COM-01");
    }
}
