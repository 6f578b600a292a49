package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.gateway.forward.TimeLimits;

/** Street Manager answers late, wrongly, too much, too little or not at all. */
class WrongAnswersTest {
    private static final String UNUSABLE = "street-manager-answer-unusable";
    private static final TimeLimits HASTY = new TimeLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(700),
            Duration.ofMillis(1_500),
            Duration.ofSeconds(5),
            Duration.ofSeconds(25));

    private static Proving proving;
    private int before;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options.withForward(settings -> settings.withLimits(HASTY)));
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void aGoodCallGoesThrough() {
        proving.upstream.says(200, Proving.permit());
        assertThat(proving.read().status()).isEqualTo(200);
        before = proving.upstream.calls().size();
    }

    /** A script with a name. */
    record Named(String name, ScriptedStreetManager.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Named named(String name, ScriptedStreetManager.Script script) {
        return new Named(name, script);
    }

    private static Named raw(String name, String text) {
        return named(name, (request, wire) -> {
            wire.raw(text);
            wire.end();
        });
    }

    /** What leaves open whether the call was carried out. */
    private static Stream<Named> unfinished() {
        String permit = Proving.permit();
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
        return Stream.of(
                named("hangs", (request, wire) -> wire.hang()),
                named("hangs in the midst", (request, wire) -> {
                    wire.raw(head + "Content-Length: " + permit.length() + "\r\n\r\n" + permit.substring(0, 40));
                    wire.hang();
                }),
                named("drips for ever", (request, wire) -> {
                    wire.raw(head + "Content-Length: 1000000\r\n\r\n{");
                    for (int i = 0; i < 100; i++) {
                        wire.raw(" ");
                        pause();
                    }
                }),
                named("breaks the connection at once", (request, wire) -> wire.reset()),
                named("ends the connection at once", (request, wire) -> wire.end()),
                raw("stops in the midst of the head", "HTTP/1.1 200 OK\r\nContent-Ty"),
                raw("stops in the midst of the body", head + "Content-Length: 5000\r\n\r\n" + permit),
                raw(
                        "stops one byte before the end",
                        head + "Content-Length: " + (permit.length() + 1) + "\r\n\r\n" + permit),
                raw("does not say how long", head + "\r\n" + permit),
                raw("stops in the midst of a chunk", head + "Transfer-Encoding: chunked\r\n\r\n1000\r\n" + permit),
                raw(
                        "stops between two chunks",
                        head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(permit.length()) + "\r\n"
                                + permit + "\r\n"),
                raw("writes a chunk size that is none", head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + permit),
                raw(
                        "says two lengths",
                        head + "Content-Length: " + permit.length() + "\r\nContent-Length: 3\r\n\r\n" + permit),
                raw(
                        "says length and chunks",
                        head + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + Integer.toHexString(permit.length()) + "\r\n" + permit + "\r\n0\r\n\r\n"),
                raw("says a negative length", head + "Content-Length: -5\r\n\r\n" + permit),
                raw("is longer than we take", head + "Content-Length: 99999999999\r\n\r\n" + permit),
                raw(
                        "is packed",
                        head + "Content-Encoding: gzip\r\nContent-Length: " + permit.length() + "\r\n\r\n" + permit),
                raw("is no HTTP", "220 mail.example.org ESMTP\r\n\r\n"),
                raw("has a head without end", "HTTP/1.1 200 OK\r\n" + "X-Long: y\r\n".repeat(20_000)));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void aReadWithoutAWholeAnswerReleasesNothing(Named upstream) {
        proving.upstream.does(upstream.script());
        var answer = proving.read();
        proving.assertRefused(answer, 502, UNUSABLE, "unknown");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @ParameterizedTest
    @MethodSource("unfinished")
    void aWriteWithoutAWholeAnswerMayBeDoneAndIsNotSentAgain(Named upstream) {
        proving.upstream.does(upstream.script());
        var answer = proving.write();
        proving.assertRefused(answer, 502, UNUSABLE, "unknown");
        assertThat(answer.json().path("detail").asString()).contains("look before you repeat it");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
        assertThat(Proving.text(proving.entries(answer).get(1), "upstream")).isEqualTo("unknown");
        assertThat(proving.upstream.calls()).hasSize(before + 1);
    }

    /** What is whole, and not JSON that can be read in only one way, or not of the shape it should have. */
    private static Stream<Named> unreadable() {
        return Stream.of(
                body(
                        "says less than it sends",
                        Proving.permit(),
                        Proving.permit().length() - 10),
                body("is empty", ""),
                body("is blank", "   \r\n "),
                body("is text", "OK"),
                body("is HTML", "<html><body>" + Proving.STREET + "</body></html>"),
                body("is an array", "[" + Proving.permit() + "]"),
                body("is a string", "\"" + Proving.STREET + "\""),
                body("is not finished", Proving.permit().substring(0, 60)),
                body("goes on after its end", Proving.permit() + Proving.permit()),
                body("goes on with text after its end", Proving.permit() + " x"),
                body("has a member twice", Proving.permit().replace("{", "{\"promoter_swa_code\":\"9982\",")),
                body(
                        "has a member twice, once escaped",
                        Proving.permit().replace("{", "{\"promoter_swa\\u005fcode\":\"9982\",")),
                body("has a member twice where nobody looks", Proving.permit("unknown_member", "{\"a\":1,\"a\":2}")),
                body("is 10,000 levels deep", "[".repeat(10_000) + "]".repeat(10_000)),
                body(
                        "is 10,000 levels deep where nobody looks",
                        Proving.permit("unknown_member", "[".repeat(10_000) + "]".repeat(10_000))),
                body(
                        "is 10,000 objects deep where anything may stand",
                        Proving.permit("works_coordinates", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000))),
                body("has a number of another kind", Proving.permit("usrn", "NaN")),
                body("has a comment", "/* here */" + Proving.permit()),
                body("has single quotes", Proving.permit().replace('"', '\'')),
                body("has a trailing comma", Proving.permit().replace("}", ",}")),
                body("has a control character in a text", Proving.permit("town", "\"a\u0001b\"")),
                body("has an object for a text", Proving.permit("street_name", "{\"x\":\"" + Proving.STREET + "\"}")),
                body("has a text for an object", Proving.permit("permit_conditions", "\"" + Proving.STREET + "\"")),
                bytes("is not UTF-8", withTown((byte) 0xff, (byte) 0xfe)),
                bytes("has an overlong slash", withTown((byte) 0xc0, (byte) 0xaf)),
                bytes("has an overlong quote", withTown((byte) 0xe0, (byte) 0x80, (byte) 0xa2)),
                bytes("has half a surrogate pair", withTown((byte) 0xed, (byte) 0xa0, (byte) 0x80)),
                bytes("has a character beyond Unicode", withTown((byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80)),
                bytes("has a character cut short", withTown((byte) 0xe2, (byte) 0x82)),
                bytes("is UTF-16", Proving.permit().getBytes(StandardCharsets.UTF_16)),
                bytes("is UTF-16 without a mark", Proving.permit().getBytes(StandardCharsets.UTF_16LE)),
                bytes("is UTF-16 the other way round", Proving.permit().getBytes(StandardCharsets.UTF_16BE)),
                bytes("is UTF-32", Proving.permit().getBytes(StandardCharsets.UTF_32)),
                bytes("begins with a mark", ("\ufeff" + Proving.permit()).getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] withTown(byte... town) {
        String[] halves = Proving.permit("town", "\"?\"").split("\\?", -1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(halves[0].getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(town);
        bytes.writeBytes(halves[1].getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static Named bytes(String name, byte[] body) {
        return named(name, (request, wire) -> {
            wire.raw("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
            wire.raw(body);
        });
    }

    private static Named body(String name, String body) {
        return body(name, body, body.getBytes(StandardCharsets.UTF_8).length);
    }

    private static Named body(String name, String body, int stated) {
        return raw(
                name,
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + stated + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatCannotBeReadInOnlyOneWayIsNotReleased(Named upstream) {
        proving.upstream.does(upstream.script());
        var answer = proving.read();
        proving.assertRefused(answer, 502, UNUSABLE, "done");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    private static Stream<Named> worksOfOthers() {
        return Stream.of(
                json("another promoter's", Proving.permit("promoter_swa_code", "\"9982\"")),
                json("nobody's", Proving.permit("promoter_swa_code", "null")),
                json("a code that is none", Proving.permit("promoter_swa_code", "\"9981 \"")),
                json("other works", Proving.permit("work_reference_number", "\"ZW001AAA2\"")),
                json("works without a reference", Proving.permit("work_reference_number", "null")),
                json("nothing", "{}"),
                json("null", "null"));
    }

    private static Stream<Named> otherPermits() {
        return Stream.of(
                json("another permit", Proving.permit("permit_reference_number", "\"" + Proving.WORKS + "-02\"")),
                json("a permit of other works", Proving.permit("work_reference_number", "\"ZW001AAA2\"")),
                json("a permit without a reference", Proving.permit("permit_reference_number", "null")),
                json("nothing", "{}"));
    }

    private static Named json(String name, String json) {
        return named(name, (request, wire) -> wire.json(200, json));
    }

    @ParameterizedTest
    @MethodSource("worksOfOthers")
    void worksOfOthersAreNotReleased(Named upstream) {
        assertNotReleased(upstream, "/v6/work/works/" + Proving.WORKS);
    }

    @ParameterizedTest
    @MethodSource("otherPermits")
    void aPermitThatWasNotAskedForIsNotReleased(Named upstream) {
        assertNotReleased(upstream, Proving.READ);
    }

    private static void assertNotReleased(Named upstream, String path) {
        proving.upstream.does(upstream.script());
        var answer = proving.world.http.get(path, proving.token);
        proving.assertRefused(answer, 403, "refused-by-framework", "done");
        assertThat(answer.clauses()).contains("B4", "C5");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @Test
    void aListIsReleasedWithoutTheRowsOfOthers() {
        proving.upstream.says(
                200,
                "{\"pagination\":{\"has_next_page\":false,\"total_rows\":4},\"rows\":["
                        + row("9982", "Another County Council", "Foreign Street 1")
                        + "," + row("9981", "Somebody", "Own Street")
                        + "," + row("9982", "Ashcombe County Council", "Foreign Street 2")
                        + "," + "{\"street\":\"Foreign Street 3\"}]}");
        var answer = proving.world.http.get("/v6/reporting/permits?status=submitted", proving.token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json()
                        .path("rows")
                        .valueStream()
                        .map(row -> row.path("street").asString()))
                .containsExactly("Own Street");
        assertThat(answer.body()).doesNotContain("Foreign");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);
        assertThat(Proving.count(proving.entries(answer).getLast(), "withheld_records"))
                .isEqualTo(3);
    }

    private static String row(String promoter, String authority, String street) {
        return "{\"work_reference_number\":\"ZF001BBB1\",\"promoter_swa_code\":\"" + promoter
                + "\",\"highway_authority\":\"" + authority + "\",\"street\":\"" + street + "\"}";
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 502, 503, 504, 599})
    void aFailureOfStreetManagerLeavesAWriteUnknown(int status) {
        proving.upstream.says(status, "{\"message\":\"" + Proving.STREET + "\"}");
        var answer = proving.write();
        proving.assertRefused(answer, 502, "street-manager-failed", "unknown");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
        assertThat(proving.upstream.calls()).hasSize(before + 1);
        proving.assertRefused(proving.read(), 502, "street-manager-failed", "unknown");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        try (ScriptedStreetManager elsewhere = ScriptedStreetManager.start()) {
            elsewhere.says(200, Proving.permit());
            proving.upstream.does((request, wire) -> wire.json(
                    status,
                    "{\"street\":\"" + Proving.STREET + "\"}",
                    "Location",
                    elsewhere.baseUri() + request.target()));
            proving.assertRefused(proving.read(), 502, "street-manager-failed", "unknown");
            proving.assertRefused(proving.write(), 502, "street-manager-failed", "unknown");
            assertThat(elsewhere.calls()).isEmpty();
        }
    }

    @Test
    void aSecondAnswerOnTheSameConnectionIsNobodys() {
        String smuggled = Proving.permit("street_name", "\"Smuggled Street\"");
        proving.upstream.does((request, wire) -> {
            wire.raw("HTTP/1.1 200 OK\r\nContent-Length: " + Proving.permit().length() + "\r\n\r\n" + Proving.permit()
                    + "HTTP/1.1 200 OK\r\nContent-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
        });
        var first = proving.read();
        proving.upstream.says(200, Proving.permit());
        for (int i = 0; i < 5; i++) {
            var next = proving.read();
            assertThat(next.body()).doesNotContain("Smuggled Street");
            assertThat(next.status()).as(next.body()).isEqualTo(200);
        }
        assertThat(first.body()).doesNotContain("Smuggled Street");
    }

    @Test
    void aCallWhoseConnectionIsKilledWhileItWaitsIsUnknown() throws Exception {
        var held = new ScriptedStreetManager.Held((request, wire) -> wire.json(201, Proving.WRITTEN));
        proving.upstream.does(held);
        Http.Answer[] answer = new Http.Answer[1];
        Thread caller = Thread.ofVirtual().start(() -> answer[0] = proving.write());
        held.awaitCall();
        proving.upstream.breakConnections();
        caller.join();
        held.letGo();
        proving.assertRefused(answer[0], 502, UNUSABLE, "unknown");
        assertThat(proving.upstream.calls()).hasSize(before + 1);
    }

    @Test
    void aSilentWriteIsReleasedWithoutABody() {
        proving.upstream.does((request, wire) -> wire.raw("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        var answer = proving.write();
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);
    }

    @Test
    void streetManagerGoneAltogetherMeansThatNothingWasSent() {
        try (Proving gone = Proving.with(options -> options)) {
            gone.upstream.close();
            proving.assertRefused(gone.write(), 503, "street-manager-not-reached", "not-sent");
            proving.assertRefused(gone.read(), 503, "street-manager-not-reached", "not-sent");
        }
    }
}
