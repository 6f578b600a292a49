package uk.wayleave.register.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.postgres.ConstraintViolated;

class RepeatsTest {
    private static final World WORLD = new World();
    private static final String REFERENCES = "{\"work_reference_number\":\"QA001X\"}";

    private static final InstructionId INSTRUCTION = new InstructionId(UUID.randomUUID());
    private static final Optional<UUID> RECEIPT = Optional.of(UUID.randomUUID());

    private final Repeats repeats = WORLD.register.repeats();
    private final Side side = WORLD.side();
    private final UUID call = UUID.randomUUID();
    private final Fingerprint request = fingerprint(side.id(), "request");

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static Fingerprint fingerprint(ControllerId controller, String text) {
        return FingerprintKey.of(new byte[32], controller.value()).of(text.getBytes(StandardCharsets.UTF_8));
    }

    private RepeatKey key(String text) {
        return new RepeatKey(side.id(), WORLD.product, fingerprint(side.id(), text));
    }

    @Test
    void aKeyIsTakenOnce() {
        assertThat(repeats.find(key("a"))).isEmpty();
        assertThat(repeats.take(key("a"), request, call, INSTRUCTION)).isEmpty();
        Earlier earlier = repeats.take(key("a"), fingerprint(side.id(), "other"), UUID.randomUUID(), INSTRUCTION)
                .orElseThrow();
        assertThat(earlier.call()).isEqualTo(call);
        assertThat(earlier.request()).isEqualTo(request);
        assertThat(earlier.instruction()).isEqualTo(INSTRUCTION);
        assertThat(earlier.became()).isInstanceOf(Earlier.Became.UnderWay.class);
        assertThat(repeats.find(key("a"))).contains(earlier);
    }

    @Test
    void ofManyAtOnceOneTakesIt() throws InterruptedException {
        var taken = new ConcurrentLinkedQueue<UUID>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(any -> Thread.ofVirtual().start(() -> {
                    UUID mine = UUID.randomUUID();
                    if (repeats.take(key("many"), request, mine, INSTRUCTION).isEmpty()) taken.add(mine);
                }))
                .toList();
        for (Thread thread : threads) thread.join();
        assertThat(taken).hasSize(1);
    }

    @Test
    void tellsWhatWasDone() {
        repeats.take(key("b"), request, call, INSTRUCTION);
        repeats.done(key("b"), call, 201, REFERENCES, RECEIPT);
        assertThat(repeats.find(key("b")).orElseThrow().became())
                .isEqualTo(new Earlier.Became.Done(201, REFERENCES, RECEIPT));
    }

    @Test
    void whatIsSettledStaysSettled() {
        repeats.take(key("c"), request, call, INSTRUCTION);
        repeats.done(key("c"), call, 201, REFERENCES, RECEIPT);
        repeats.unknown(key("c"), call);
        repeats.free(key("c"), call);
        repeats.done(key("c"), call, 200, "{}", Optional.empty());
        assertThat(repeats.find(key("c")).orElseThrow().became())
                .isEqualTo(new Earlier.Became.Done(201, REFERENCES, RECEIPT));
        assertThatThrownBy(() -> WORLD.database.inTenant(side.id().value(), connection -> {
                    try (var sql = connection.createStatement()) {
                        return sql.executeUpdate("update wayleave.repeat set state = 'UNKNOWN', sealed = null");
                    }
                }))
                .isInstanceOf(ConstraintViolated.class);
    }

    @Test
    void anUnknownOutcomeMayStillBecomeKnown() {
        repeats.take(key("d"), request, call, INSTRUCTION);
        repeats.unknown(key("d"), call);
        assertThat(repeats.find(key("d")).orElseThrow().became()).isInstanceOf(Earlier.Became.Unknown.class);
        repeats.done(key("d"), call, 201, REFERENCES, RECEIPT);
        assertThat(repeats.find(key("d")).orElseThrow().became()).isInstanceOf(Earlier.Became.Done.class);
    }

    @Test
    void onlyTheCallThatTookAKeySettlesOrFreesIt() {
        repeats.take(key("e"), request, call, INSTRUCTION);
        repeats.free(key("e"), UUID.randomUUID());
        repeats.done(key("e"), UUID.randomUUID(), 201, REFERENCES, RECEIPT);
        assertThat(repeats.find(key("e")).orElseThrow().became()).isInstanceOf(Earlier.Became.UnderWay.class);
        repeats.free(key("e"), call);
        assertThat(repeats.find(key("e"))).isEmpty();
    }

    @Test
    void keysOfOtherControllersAndProductsAreOtherKeys() {
        var sameDigest = fingerprint(side.id(), "f");
        repeats.take(key("f"), request, call, INSTRUCTION);
        var another = new RepeatKey(WORLD.water.id(), WORLD.product, sameDigest);
        var product = WORLD.register
                .products()
                .register(WORLD.integrator, "Another Product " + UUID.randomUUID(), World.SETUP)
                .orElseThrow()
                .id();
        assertThat(repeats.find(another)).isEmpty();
        assertThat(repeats.find(new RepeatKey(side.id(), product, sameDigest))).isEmpty();
    }

    @Test
    void isForgottenAfterADay() {
        repeats.take(key("g"), request, call, INSTRUCTION);
        repeats.done(key("g"), call, 201, REFERENCES, RECEIPT);
        WORLD.clock.move(Repeats.KEPT.minusSeconds(1));
        assertThat(repeats.find(key("g"))).isPresent();
        WORLD.clock.move(Duration.ofSeconds(2));
        assertThat(repeats.find(key("g"))).isEmpty();
        assertThat(repeats.forgetOld()).isPositive();
        assertThat(rows(key("g"))).isZero();
        assertThat(repeats.take(key("g"), request, UUID.randomUUID(), INSTRUCTION))
                .isEmpty();
    }

    @Test
    void theDatabaseHoldsNeitherKeyNorReferences() {
        repeats.take(key("her-secret-key"), request, call, INSTRUCTION);
        repeats.done(key("her-secret-key"), call, 201, REFERENCES, RECEIPT);
        assertThat(WORLD.asOwner("select count(*) from wayleave.repeat r where r::text like '%her-secret-key%'"
                        + " or position('QA001X'::bytea in sealed) > 0"))
                .isZero();
    }

    @Test
    void whatWasSealedForAnotherRowDoesNotOpenAndCountsAsUnknown() {
        repeats.take(key("h"), request, call, INSTRUCTION);
        repeats.done(key("h"), call, 201, REFERENCES, RECEIPT);
        UUID other = UUID.randomUUID();
        repeats.take(key("i"), request, other, INSTRUCTION);
        WORLD.asOwner("with moved as (update wayleave.repeat set state = 'DONE', sealed = (select sealed from"
                + " wayleave.repeat where key_digest = '" + key("h").digest() + "' and controller = '" + side.id()
                + "') where key_digest = '" + key("i").digest() + "' and controller = '" + side.id()
                + "' returning 1) select count(*) from moved");
        assertThat(repeats.find(key("i")).orElseThrow().became()).isInstanceOf(Earlier.Became.Unknown.class);
    }

    private static long rows(RepeatKey key) {
        return WORLD.asOwner("select count(*) from wayleave.repeat where key_digest = '" + key.digest()
                + "' and controller = '" + key.controller() + "'");
    }
}
