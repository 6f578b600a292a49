package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.gateway.BreakableLedger.Mishap;

/** The ledger cannot be written at one moment or another: nothing goes on without its record. */
class LedgerFailsTest {
    private static final String LIST = "/v6/reporting/permits?status=submitted";
    private static final int SEGMENT = 4_096;

    private static final BreakableLedger LEDGER = new BreakableLedger();

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(options ->
                options.withSettings(settings -> settings.withSegment(SEGMENT)).withLedger(LEDGER::before));
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void aGoodCallGoesThrough() {
        LEDGER.soundAgain();
        proving.upstream.does((request, wire) -> {
            if (request.method().equals("POST")) {
                wire.json(201, Proving.WRITTEN);
            } else {
                wire.json(200, request.target().contains("/reporting/") ? list() : Proving.permit());
            }
        });
        assertThat(proving.read().status()).isEqualTo(200);
    }

    private static String list() {
        return IntStream.range(0, 200)
                .mapToObj(i -> "{\"work_reference_number\":\"ZW001CCC" + i + "\",\"promoter_swa_code\":\"9981\","
                        + "\"street\":\"" + Proving.STREET + " " + i + "\",\"location_description\":\"by the gate\"}")
                .collect(Collectors.joining(",", "{\"rows\":[", "]}"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"NOT_WRITTEN", "WRITTEN_UNHEARD"})
    void aWriteIsNotSentWithoutItsIntent(Mishap mishap) {
        int before = proving.upstream.calls().size();
        LEDGER.at(n -> n == 1 ? mishap : Mishap.NONE);
        var answer = proving.write();
        proving.assertRefused(answer, 503, "ledger-unavailable", "not-sent");
        assertThat(proving.upstream.calls()).hasSize(before);
        assertThat(proving.kinds(answer)).contains(EntryKind.REFUSAL).doesNotContain(EntryKind.RELEASE);
    }

    @Test
    void aCountedReadIsNotSentWithoutItsIntentAndTheUseIsNotLost() {
        var once = proving.world.instructed(
                proving.world.water,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.GetPermit")),
                Scope.all(),
                OptionalLong.of(1));
        String token = proving.world.token(proving.world.water, Optional.of(once));
        int before = proving.upstream.calls().size();
        LEDGER.at(n -> n == 1 ? Mishap.NOT_WRITTEN : Mishap.NONE);
        proving.assertRefused(proving.world.http.get(Proving.READ, token), 503, "ledger-unavailable", "not-sent");
        assertThat(proving.upstream.calls()).hasSize(before);
        assertThat(proving.world.http.get(Proving.READ, token).status()).isEqualTo(200);
        assertThat(proving.world.http.get(Proving.READ, token).clauses()).contains("A1");
    }

    @Test
    void aReadIsNotReleasedWithoutItsRecord() {
        LEDGER.at(n -> n == 1 ? Mishap.NOT_WRITTEN : Mishap.NONE);
        var answer = proving.read();
        proving.assertRefused(answer, 503, "ledger-unavailable", "done");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @Test
    void aReleaseThatIsPerhapsRecordedIsNotMade() {
        LEDGER.at(n -> n == 1 ? Mishap.WRITTEN_UNHEARD : Mishap.NONE);
        var answer = proving.read();
        proving.assertRefused(answer, 503, "ledger-unavailable", "done");
        assertThat(proving.kinds(answer)).contains(EntryKind.RELEASE);
    }

    @Test
    void aWriteWhoseReleaseFailsIsDoneAndLeavesIntentAndOutcome() {
        LEDGER.at(n -> n == 2 ? Mishap.NOT_WRITTEN : Mishap.NONE);
        var answer = proving.write();
        proving.assertRefused(answer, 503, "ledger-unavailable", "done");
        assertThat(answer.body()).doesNotContain("COM-01");
        assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
        List<Entry> entries = proving.entries(answer);
        assertThat(entries.stream().map(Entry::kind))
                .containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
        assertThat(Proving.text(entries.get(1), "upstream")).isEqualTo("done");
        assertThat(Proving.count(entries.get(1), "upstream_status")).isEqualTo(201);
    }

    @Test
    void aWriteAfterWhichTheLedgerStaysAwayHasNoReceiptButSaysThatItIsDone() {
        LEDGER.at(n -> n >= 2 ? Mishap.NOT_WRITTEN : Mishap.NONE);
        var answer = proving.write();
        proving.assertRefused(answer, 503, "ledger-unavailable", "done");
        assertThat(answer.header("Wayleave-Receipt")).isEmpty();
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT);
    }

    @Test
    void aRefusalIsARefusalWithoutALedgerToo() {
        LEDGER.at(_ -> Mishap.NOT_WRITTEN);
        var answer = proving.world.http.get("/v6/work/works/ZF001BBB1", proving.token);
        proving.assertRefused(answer, 403, "refused-by-framework", "not-sent");
        assertThat(answer.header("Wayleave-Receipt")).isEmpty();
    }

    @Test
    void aLongAnswerIsWholeAndEveryByteOfItIsRecorded() {
        RawHttp.Answer answer = rawList();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.json().path("rows").size()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("by the gate");
        assertCovered(answer, true);
        assertThat(releases(answer)).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void aSuspensionBetweenTwoSegmentsBreaksTheConnection(int segment) {
        byte[] whole = rawList().body();
        LEDGER.at(n -> {
            if (n == segment) {
                proving.world.suspend(proving.world.water);
            }
            return Mishap.NONE;
        });
        RawHttp.Answer answer;
        try {
            answer = rawList();
        } finally {
            proving.world.resume(proving.world.water);
        }
        assertStrictPrefix(answer, whole, (segment - 1) * SEGMENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"NOT_WRITTEN", "WRITTEN_UNHEARD"})
    void aLedgerThatFailsBetweenTwoSegmentsBreaksTheConnection(Mishap mishap) {
        byte[] whole = rawList().body();
        LEDGER.at(n -> n == 3 ? mishap : Mishap.NONE);
        assertStrictPrefix(rawList(), whole, 2 * SEGMENT);
    }

    /** Reset, so that nobody takes it for whole; nothing beyond the last segment that was recorded. */
    private static void assertStrictPrefix(RawHttp.Answer answer, byte[] whole, int recorded) {
        assertThat(answer.whole()).isFalse();
        assertThat(answer.body().length).isLessThanOrEqualTo(recorded);
        assertThat(answer.body()).isEqualTo(Arrays.copyOf(whole, answer.body().length));
        assertThat(Integer.parseInt(answer.header("Content-Length"))).isEqualTo(whole.length);
        assertCovered(answer, false);
    }

    /** Every byte that came lies in a segment whose release is in the ledger with its very fingerprint. */
    private static void assertCovered(RawHttp.Answer answer, boolean wholly) {
        long covered = 0;
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (Entry release : releases(answer)) {
            assertThat(Proving.count(release, "from_byte")).isEqualTo(covered);
            long bytes = Proving.count(release, "bytes");
            int to = (int) Math.min(answer.body().length, covered + bytes);
            byte[] segment = Arrays.copyOfRange(answer.body(), (int) Math.min(covered, to), to);
            if (segment.length == bytes) {
                assertThat(Proving.text(release, "digest"))
                        .isEqualTo(proving.world
                                .fingerprintKey(proving.world.water)
                                .of(segment)
                                .value());
            }
            sent.writeBytes(segment);
            covered += bytes;
        }
        assertThat(sent.toByteArray()).isEqualTo(answer.body());
        if (wholly) {
            assertThat(covered).isEqualTo(answer.body().length);
        }
    }

    private static List<Entry> releases(RawHttp.Answer answer) {
        return proving.entries(UUID.fromString(answer.header("Wayleave-Call"))).stream()
                .filter(entry -> entry.kind() == EntryKind.RELEASE)
                .toList();
    }

    private static RawHttp.Answer rawList() {
        try (RawHttp raw = RawHttp.to(proving.world.gateway.baseUri())) {
            return raw.send("GET " + LIST + " HTTP/1.1\r\nHost: wayleave\r\ntoken: " + proving.token + "\r\n\r\n")
                    .answer()
                    .orElseThrow();
        }
    }
}
