package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.gateway.ScriptedStreetManager.Held;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** The database goes away, hangs, or does not take what the ledger writes: nothing goes out and nothing comes back. */
class DatabaseFailsTest {
    private static final DatabaseTimeouts HASTY = new DatabaseTimeouts(
            Duration.ofMillis(1_000), Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMinutes(2));

    private static DatabaseAddress direct;
    private static Forwarder network;
    private static Proving proving;

    @BeforeAll
    static void start() {
        direct = TemporaryPostgres.newDatabase();
        network = Forwarder.to(direct);
        proving = Proving.with(
                options -> options.withAddress(network.address(direct)).withTimeouts(HASTY));
    }

    @AfterAll
    static void stop() {
        proving.close();
        network.close();
    }

    @BeforeEach
    void aGoodCallGoesThrough() {
        proving.upstream.says(200, Proving.permit());
        awaitGood();
    }

    /** Whatever a test broke is whole again, and the gateway works again by itself; the ledger is sound. */
    @AfterEach
    void theGatewayRecovers() {
        network.mend();
        network.thaw();
        proving.upstream.says(200, Proving.permit());
        awaitGood();
        assertThat(awaited(() -> new LedgerReader(proving.world.database).verify(LedgerVerifier.fromTheStart())))
                .isInstanceOf(Verdict.Intact.class);
    }

    /** Connections that broke are noticed when they are used. */
    private static <T> T awaited(Supplier<T> reading) {
        for (int broken = 0; ; broken++) {
            try {
                return reading.get();
            } catch (DatabaseUnavailable unavailable) {
                assertThat(broken).isLessThan(10);
            }
        }
    }

    private static void awaitGood() {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        Http.Answer answer = proving.read();
        while (answer.status() != 200 && System.nanoTime() < end) {
            proving.assertTellsNothing(answer);
            answer = proving.read();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void nothingIsSentWhenItIsGoneBeforeTheIntent() {
        int before = proving.upstream.calls().size();
        network.cut();
        for (Supplier<Http.Answer> call : List.<Supplier<Http.Answer>>of(proving::write, this::countedRead)) {
            var answer = call.get();
            assertUnavailable(answer, "not-sent");
            assertThat(answer.header("Wayleave-Receipt")).isEmpty();
        }
        assertThat(proving.upstream.calls()).hasSize(before);
    }

    private String countedToken = "";

    @BeforeEach
    void aTokenWhoseUsesAreCounted() {
        var counted = awaited(() -> proving.world.instructed(
                proving.world.water,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.GetPermit")),
                Scope.all(),
                OptionalLong.of(100)));
        countedToken = awaited(() -> proving.world.token(proving.world.water, Optional.of(counted)));
    }

    private Http.Answer countedRead() {
        return proving.world.http.get(Proving.READ, countedToken);
    }

    @Test
    void nothingIsReleasedWhenItGoesDuringARead() {
        var answer = during(new Held((request, wire) -> wire.json(200, Proving.permit())), network::cut, proving::read);
        assertUnavailable(answer, "done");
        assertThat(kindsOnceItIsBack(answer)).doesNotContain(EntryKind.RELEASE);
    }

    @Test
    void aWriteIsDoneButNothingOfItIsReleasedWhenItGoesBetweenForwardAndRelease() {
        var answer = during(new Held((request, wire) -> wire.json(201, Proving.WRITTEN)), network::cut, proving::write);
        assertUnavailable(answer, "done");
        assertThat(answer.body()).doesNotContain("COM-01");
        assertThat(kindsOnceItIsBack(answer)).containsExactly(EntryKind.INTENT);
    }

    @Test
    void aWriteThatNobodyKnowsTheEndOfStaysUnknownWithoutADatabase() {
        var answer = during(new Held((request, wire) -> wire.reset()), network::cut, proving::write);
        proving.assertRefused(answer, 502, "street-manager-answer-unusable", "unknown");
        assertThat(answer.header("Wayleave-Receipt")).isEmpty();
    }

    @Test
    void aDatabaseThatHangsIsNotWaitedForLong() {
        long begun = System.nanoTime();
        var answer =
                during(new Held((request, wire) -> wire.json(201, Proving.WRITTEN)), network::freeze, proving::write);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertUnavailable(answer, "done");
        assertThat(answer.body()).doesNotContain("COM-01");
        assertThat(took).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aDatabaseThatHangsBeforeTheIntentLetsNothingOut() {
        int before = proving.upstream.calls().size();
        network.freeze();
        var answer = proving.write();
        assertUnavailable(answer, "not-sent");
        assertThat(proving.upstream.calls()).hasSize(before);
    }

    @Test
    void connectionsThatBreakForAMomentReleaseNothingThatIsNotRecorded() {
        for (int i = 0; i < 5; i++) {
            var answer = during(
                    new Held((request, wire) -> wire.json(200, Proving.permit())),
                    () -> {
                        network.cut();
                        network.mend();
                    },
                    proving::read);
            if (answer.status() == 200) {
                assertThat(awaited(() -> proving.kinds(answer))).contains(EntryKind.RELEASE);
            } else {
                assertUnavailable(answer, "done");
            }
            proving.upstream.says(200, Proving.permit());
            awaitGood();
        }
    }

    @Test
    void nothingIsReleasedWhereTheLedgerMayNotBeWritten() {
        int before = proving.upstream.calls().size();
        String appender = "\"" + direct.database() + "_appender\"";
        asOwner("revoke insert on wayleave.ledger_entry from " + appender);
        Http.Answer read;
        Http.Answer write;
        try {
            read = proving.read();
            write = proving.write();
        } finally {
            asOwner("grant insert on wayleave.ledger_entry to " + appender);
        }
        proving.assertRefused(read, 503, "ledger-unavailable", "done");
        proving.assertRefused(write, 503, "ledger-unavailable", "not-sent");
        assertThat(proving.upstream.calls()).hasSize(before + 1);
        assertThat(proving.kinds(read)).isEmpty();
        assertThat(proving.kinds(write)).isEmpty();
    }

    @Test
    void signingInIsRefusedClearlyWithoutADatabase() {
        network.cut();
        var answer = proving.world.http.post(
                "/v6/work/authenticate",
                "",
                "{\"emailAddress\":\"" + proving.world.water.clientId() + "\",\"password\":\""
                        + proving.world.water.secret() + "\"}");
        proving.assertRefused(answer, 503, "register-unavailable", "not-sent");
        Leaks.assertNone(List.of(proving.world.water.secret()), answer.body(), proving.log.text());
    }

    private static void assertUnavailable(Http.Answer answer, String upstreamState) {
        assertThat(answer.json().path("type").asString())
                .isIn("urn:wayleave:problem:ledger-unavailable", "urn:wayleave:problem:register-unavailable");
        String code = answer.json().path("type").asString().substring("urn:wayleave:problem:".length());
        proving.assertRefused(answer, 503, code, upstreamState);
    }

    private static List<EntryKind> kindsOnceItIsBack(Http.Answer answer) {
        network.mend();
        proving.upstream.says(200, Proving.permit());
        awaitGood();
        return awaited(() -> proving.kinds(answer));
    }

    private static Http.Answer during(Held held, Runnable change, Supplier<Http.Answer> call) {
        proving.upstream.does(held);
        var answer = CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
        held.awaitCall();
        change.run();
        held.letGo();
        return answer.join();
    }

    private static void asOwner(String sql) {
        DatabaseAddress.Server server = direct.servers().getFirst();
        try (Connection owner = DriverManager.getConnection(
                        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + direct.database(),
                        direct.user(),
                        direct.password().orElse(""));
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
