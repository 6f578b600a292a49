package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What no well-behaved client sends, byte by byte: each is refused clearly, or the connection closed where HTTP itself
 * is broken; nothing is forwarded, no second request slips through behind the first, and the next good call is answered.
 */
class BadInputTest {
    private static final int MEGABYTES_20 = 20 * 1024 * 1024;

    private static Proving proving;
    private int before;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void count() {
        proving.upstream.does((request, wire) -> wire.json(
                request.method().equals("GET") ? 200 : 201,
                request.method().equals("GET") ? Proving.permit() : Proving.WRITTEN));
        before = proving.upstream.calls().size();
    }

    @AfterEach
    void nothingWasForwardedAndAGoodCallIsAnswered() {
        assertThat(proving.upstream.calls()).hasSize(before);
        assertThat(proving.read().status()).isEqualTo(200);
    }

    /** Bytes with a name. */
    record Sent(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static RawHttp connection() {
        return RawHttp.to(proving.world.gateway.baseUri());
    }

    private static String good(String method, String path, String... headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: wayleave\r\ntoken: " + proving.token + "\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList());
    }

    private static Sent sent(String name, String text) {
        return new Sent(name, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static Sent posted(String name, String body) {
        return posted(name, body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static Sent posted(String name, byte[] body, String contentType) {
        byte[] head = (good("POST", Proving.WRITE, "Content-Type: " + contentType, "Content-Length: " + body.length)
                        + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return new Sent(name, all);
    }

    private static void assertProblem(RawHttp.Answer answer, int... statuses) {
        assertThat(statuses).as(answer.toString()).contains(answer.status());
        assertThat(answer.header("Content-Type")).as(answer.toString()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.json().path("upstream").asString()).isEqualTo("not-sent");
        assertThat(answer.whole()).isTrue();
        assertTellsNothing(answer);
    }

    private static void assertTellsNothing(RawHttp.Answer answer) {
        assertThat(answer.toString()).doesNotContain(Proving.STREET).doesNotContainIgnoringCase("jetty");
        assertThat(answer.toString()).doesNotContain(proving.token).doesNotContain("Exception");
        Leaks.assertNone(proving.secrets(), answer.toString(), proving.log.text());
    }

    // Bodies

    private static Stream<Sent> bodies() {
        return Stream.of(
                posted("nothing", ""),
                posted("blank", "   "),
                posted("cut off", "{\"detail\":\"Gate"),
                posted("text", "hello"),
                posted("a form", "detail=Gate"),
                posted("null", "null"),
                posted("a number", "1"),
                posted("a text", "\"Gate\""),
                posted("an array", "[" + Proving.COMMENT + "]"),
                posted("a member twice", "{\"detail\":\"a\",\"detail\":\"b\",\"topic\":\"GENERAL\"}"),
                posted("a member twice, once escaped", "{\"detail\":\"a\",\"d\\u0065tail\":\"b\"}"),
                posted(
                        "a person twice",
                        "{\"internal_user_identifier\":\"jo.planner\",\"internal_user_identifier\":\"x\",\"detail\":\"a\"}"),
                posted("a member twice deep inside", "{\"detail\":{\"a\":[{\"b\":1,\"b\":2}]}}"),
                posted("an object for a text", "{\"detail\":{\"x\":\"Spoke to Mr Haddow\"},\"topic\":\"GENERAL\"}"),
                posted("a list for a text", "{\"detail\":[[\"Spoke to Mr Haddow\"]],\"topic\":\"GENERAL\"}"),
                posted("text after the end", Proving.COMMENT + "x"),
                posted("a second object after the end", Proving.COMMENT + Proving.COMMENT),
                posted("a comment", "/* */" + Proving.COMMENT),
                posted("single quotes", Proving.COMMENT.replace('"', '\'')),
                posted("a trailing comma", "{\"detail\":\"a\",}"),
                posted("no quotes", "{detail:1}"),
                posted("not a number", "{\"detail\":NaN}"),
                posted("a leading zero", "{\"detail\":007}"),
                posted("10,000 levels deep", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                posted("10,000 arrays deep", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                posted("a number of 100,000 digits", "{\"detail\":" + "9".repeat(100_000) + "}"),
                posted("a name of 100,000 letters", "{\"" + "n".repeat(100_000) + "\":1}"),
                posted("a control character", "{\"detail\":\"a\u0000b\"}"),
                posted("a broken escape", "{\"detail\":\"\\x41\"}"),
                posted(
                        "half a surrogate pair in bytes",
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                        "application/json"),
                posted(
                        "invalid UTF-8",
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '(', (byte) 0xff, '"', '}'},
                        "application/json"),
                posted(
                        "an overlong slash",
                        new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'},
                        "application/json"),
                posted("UTF-16", Proving.COMMENT.getBytes(StandardCharsets.UTF_16), "application/json"),
                posted(
                        "UTF-16 without a mark",
                        Proving.COMMENT.getBytes(StandardCharsets.UTF_16LE),
                        "application/json"),
                posted(
                        "UTF-32",
                        Proving.COMMENT.getBytes(java.nio.charset.Charset.forName("UTF-32BE")),
                        "application/json"),
                posted(
                        "a byte order mark",
                        ("\ufeff" + Proving.COMMENT).getBytes(StandardCharsets.UTF_8),
                        "application/json"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatCannotBeReadInOnlyOneWayIsRefused(Sent body) {
        try (RawHttp raw = connection()) {
            var answer = raw.send(body.bytes()).answer().orElseThrow();
            assertProblem(answer, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/xml",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=iso-8859-1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=utf-16",
                "application/json; profile=x",
                "application/jsonp",
                "application/json, text/plain",
                "application",
                "\"application/json\"",
                ";"
            })
    void aContentTypeThatIsNotJsonInUtf8IsRefused(String type) {
        try (RawHttp raw = connection()) {
            var answer = raw.send(posted(type, Proving.COMMENT.getBytes(StandardCharsets.UTF_8), type)
                            .bytes())
                    .answer()
                    .orElseThrow();
            assertProblem(answer, 415);
        }
    }

    @Test
    void aMissingContentTypeIsRefused() {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good("POST", Proving.WRITE, "Content-Length: " + Proving.COMMENT.length()) + "\r\n"
                            + Proving.COMMENT)
                    .answer()
                    .orElseThrow();
            assertProblem(answer, 415);
        }
    }

    @Test
    void aPackedBodyIsRefused() {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good(
                                    "POST",
                                    Proving.WRITE,
                                    "Content-Type: application/json",
                                    "Content-Encoding: gzip",
                                    "Content-Length: " + Proving.COMMENT.length())
                            + "\r\n" + Proving.COMMENT)
                    .answer()
                    .orElseThrow();
            assertProblem(answer, 400, 415);
        }
    }

    @Test
    void aBodyWhereNoneBelongsIsRefused() {
        try (RawHttp raw = connection()) {
            assertProblem(
                    raw.send(good("GET", Proving.READ, "Content-Length: 2") + "\r\n{}")
                            .answer()
                            .orElseThrow(),
                    400);
        }
        try (RawHttp raw = connection()) {
            assertProblem(
                    raw.send(good("GET", Proving.READ, "Transfer-Encoding: chunked") + "\r\n2\r\n{}\r\n0\r\n\r\n")
                            .answer()
                            .orElseThrow(),
                    400);
        }
    }

    @Test
    void a20MegabyteBodyIsRefusedByItsStatedLength() {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good(
                                    "POST",
                                    Proving.WRITE,
                                    "Content-Type: application/json",
                                    "Content-Length: " + MEGABYTES_20)
                            + "\r\n{\"detail\":\"")
                    .answer()
                    .orElseThrow();
            assertProblem(answer, 413);
        }
    }

    @Test
    void a20MegabyteBodyThatIsReallySentIsRefused() {
        try (RawHttp raw = connection()) {
            raw.send(good("POST", Proving.WRITE, "Content-Type: application/json", "Content-Length: " + MEGABYTES_20)
                    + "\r\n");
            Thread sender = Thread.startVirtualThread(() -> raw.send("x".repeat(MEGABYTES_20)));
            raw.answer().ifPresent(answer -> assertProblem(answer, 413));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void a20MegabyteBodyInChunksIsRefused() {
        try (RawHttp raw = connection()) {
            raw.send(good("POST", Proving.WRITE, "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n");
            String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
            Thread sender = Thread.startVirtualThread(() -> {
                for (int i = 0; i < 20; i++) {
                    raw.send(chunk);
                }
                raw.send("0\r\n\r\n");
            });
            raw.answer().ifPresent(answer -> assertProblem(answer, 413));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aBodyThatIsCutShortIsNotForwarded() {
        for (int missing : new int[] {1, 30}) {
            try (RawHttp raw = connection()) {
                raw.send(good(
                                "POST",
                                Proving.WRITE,
                                "Content-Type: application/json",
                                "Content-Length: " + (Proving.COMMENT.length() + missing))
                        + "\r\n" + Proving.COMMENT);
                raw.hangUp();
            }
        }
    }

    @Test
    void a50MegabyteBodyInChunksIsRefusedLongBeforeItsEnd() {
        try (RawHttp raw = connection()) {
            raw.send(good("POST", Proving.WRITE, "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n");
            String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
            Thread sender = Thread.startVirtualThread(() -> {
                for (int i = 0; i < 50; i++) {
                    raw.send(chunk);
                }
            });
            raw.answer().ifPresent(answer -> assertProblem(answer, 413));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aChunkOf4GigabytesIsRefusedOnceItIsLongerThanWeTake() {
        try (RawHttp raw = connection()) {
            raw.send(good("POST", Proving.WRITE, "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n100000000\r\n");
            Thread sender = Thread.startVirtualThread(() -> raw.send("x".repeat(3 * 1024 * 1024)));
            raw.answer().ifPresent(answer -> assertProblem(answer, 413));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aLongBodyOfSomebodyUnknownIsNotEvenRead() {
        try (RawHttp raw = connection()) {
            var answer = raw.send("POST " + Proving.WRITE + " HTTP/1.1\r\nHost: wayleave\r\ntoken: nobody\r\n"
                            + "Content-Type: application/json\r\nContent-Length: " + MEGABYTES_20 + "\r\n\r\n{")
                    .answer()
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(401);
            assertTellsNothing(answer);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // Targets

    private static Stream<String> targets() {
        String read = Proving.READ;
        return Stream.of(
                "/v6/work/works/../works/" + Proving.WORKS,
                "/v6/work/works/./" + Proving.WORKS,
                "/v6/work/../work/works/" + Proving.WORKS,
                "/../v6/work/works/" + Proving.WORKS,
                "/v6/work/works/%2e%2e/works/" + Proving.WORKS,
                "/v6/work/works/%2E%2e/" + Proving.WORKS,
                "/v6/work/works/%2e/" + Proving.WORKS,
                "/v6/work/works/..%2fworks/" + Proving.WORKS,
                "/v6/work/works%2f" + Proving.WORKS,
                "/v6/work%2Fworks/" + Proving.WORKS,
                "/v6/work/works%5c" + Proving.WORKS,
                "/v6/work/works\\" + Proving.WORKS,
                "/v6/work/works/%252e%252e/" + Proving.WORKS,
                "/v6/work/works/%25" + Proving.WORKS,
                "/v6/work/works/" + Proving.WORKS + "%00",
                "/v6/work/works/" + Proving.WORKS + "%0d%0aX-Injected:%20x",
                "/v6/work/works/" + Proving.WORKS + "%20",
                "/v6/work/works/%5A" + Proving.WORKS.substring(1),
                "/v6/work/works/" + Proving.WORKS + "%c0%af",
                "/v6/work/works/" + Proving.WORKS + "%",
                "/v6/work/works/" + Proving.WORKS + "%zz",
                "/v6/work/works/" + Proving.WORKS + "%u002e",
                "//v6/work/works/" + Proving.WORKS,
                "/v6//work/works/" + Proving.WORKS,
                "/v6/work/works//" + Proving.WORKS,
                read + "/",
                read + "//",
                "///",
                "/v6/work/works/" + Proving.WORKS + ";x=y",
                "/v6;x=y/work/works/" + Proving.WORKS,
                "/v6/work/works;jsessionid=1/" + Proving.WORKS,
                "/v6/work/works/" + Proving.WORKS + "?a=%",
                "/v6/work/works/" + Proving.WORKS + "?a=%zz",
                "/v6/work/works/" + Proving.WORKS + "?a=%ff",
                "/v6/work/works/" + Proving.WORKS + "?a=%00",
                "/v6/work/works/" + Proving.WORKS + "?a=%0d%0ab",
                "/v6/work/works/" + Proving.WORKS + "?=x",
                "/v6/work/works/" + Proving.WORKS + "?&",
                "/v6/work/works/" + Proving.WORKS + "?" + "a=b&".repeat(600) + "a=b",
                "/v6/work/works/" + Proving.WORKS + "#fragment",
                "/v6/work/works/" + Proving.WORKS + "\"",
                "/v6/work/works/<" + Proving.WORKS + ">",
                "/v6/work/works/" + Proving.WORKS + "|",
                "/v6/work/works/{" + Proving.WORKS + "}",
                "/v6/work/works/" + Proving.WORKS + "'",
                "/v6/work/works/" + Proving.WORKS + "*",
                "/v6/work/works/" + Proving.WORKS + "@evil.example",
                "/v6/work/works/" + Proving.WORKS + ":80",
                "/v6/work/works/" + Proving.WORKS + "\u00e9",
                "/v6/work/works/" + "a/".repeat(40) + "b",
                "/v6/work/works/" + "a".repeat(65),
                "/v6/work/works/" + "a".repeat(12_000),
                "v6/work/works/" + Proving.WORKS,
                "\\v6\\work\\works\\" + Proving.WORKS,
                "*",
                "?",
                "",
                "http://evil.example" + read,
                "http://wayleave@evil.example" + read,
                "https://evil.example:443" + read,
                "ftp://wayleave" + read,
                "file:///etc/passwd",
                "http://",
                "evil.example:443");
    }

    @ParameterizedTest
    @MethodSource("targets")
    void aTargetThatCouldBeReadInTwoWaysIsRefused(String target) {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good("GET", target) + "\r\n").answer();
            assertThat(answer).as("an answer").isPresent();
            assertProblem(answer.get(), 400, 404, 414, 431, 505);
        }
    }

    @Test
    void anUnknownVersionApiOrPathIsRefusedAsUnknown() {
        for (String path : List.of(
                "/",
                "/v6",
                "/v6/work",
                "/v7/work/works/" + Proving.WORKS,
                "/V6/work/works/" + Proving.WORKS,
                "/v6.0/work/works/" + Proving.WORKS,
                "/v6/works/works/" + Proving.WORKS,
                "/v6/WORK/works/" + Proving.WORKS,
                "/v6/work/work/" + Proving.WORKS,
                "/v6/work/works/" + Proving.WORKS + "/secrets",
                "/_sandbox/faults",
                "/oauth/token",
                "/actuator/env",
                "/.git/config",
                "/favicon.ico")) {
            try (RawHttp raw = connection()) {
                assertProblem(raw.send(good("GET", path) + "\r\n").answer().orElseThrow(), 400, 404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "PATCH", "PUT", "DELETE", "POST", "TRACE", "PROPFIND", "get", "Get", "G"})
    void anUnknownMethodIsRefusedWithThoseThatThereAre(String method) {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good(method, Proving.READ, "Content-Length: 0") + "\r\n")
                    .answer()
                    .orElseThrow();
            assertProblem(answer, 400, 405, 501);
            if (answer.status() == 405) {
                assertThat(answer.header("Allow")).isEqualTo("GET");
            }
            assertThat(answer.text()).doesNotContain("token:");
        }
    }

    @Test
    void aHeadIsRefusedWithoutABody() {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good("HEAD", Proving.READ) + "\r\n")
                    .answerWithoutBody()
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(405);
            // What comes next is the answer to the next, not a body.
            assertProblem(
                    raw.send(good("GET", "/v6/work/nothing") + "\r\n").answer().orElseThrow(), 404);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS * HTTP/1.1",
                "CONNECT evil.example:443 HTTP/1.1",
                "CONNECT /v6/work/works/ZW001AAA1 HTTP/1.1",
                "TRACE / HTTP/1.1",
                "PUT /v6/work/works/ZW001AAA1/start HTTP/9.9",
                "DELETE /v6/work/works/%ZZ HTTP/1.1",
                "GET /v6/work/works/ZW001AAA1 HTTP/3.0",
                "GET /v6/work/works/ZW001AAA1 HTTP/1.10",
                "GET /v6/work/works/ZW001AAA1 HTTX/1.1",
                "GET /v6/work/works/ZW001AAA1",
                "GET /v6/work/works/ZW001AAA1 HTTP/1.1 x",
                "GET /v6/work/works/ZW001 AAA1 HTTP/1.1",
                "GET\t/v6/work/works/ZW001AAA1\tHTTP/1.1",
                " GET /v6/work/works/ZW001AAA1 HTTP/1.1",
                "G\u0000ET /v6/work/works/ZW001AAA1 HTTP/1.1",
                "GET /v6/work/works/ZW001\u0000AAA1 HTTP/1.1",
                "GET( /v6/work/works/ZW001AAA1 HTTP/1.1",
                "PRI * HTTP/2.0"
            })
    void aRequestLineOfAnotherKindIsRefused(String line) {
        try (RawHttp raw = connection()) {
            raw.patience(5_000);
            raw.send(line + "\r\nHost: wayleave\r\ntoken: " + proving.token + "\r\n\r\n");
            assertRefusedOrClosed(raw);
        }
    }

    // Headers

    private static Stream<String> headers() {
        return Stream.of(
                "token: another",
                "Authorization: Bearer another",
                "Authorization: Bearer a\r\nAuthorization: Bearer b",
                "Wayleave-Instruction: 1\r\nWayleave-Instruction: 2",
                "Wayleave-Instruction: not-an-id",
                "Wayleave-Instruction: ' or 1=1 --",
                "Wayleave-Purpose: anything",
                "Wayleave-Purpose: manage-own-permits\r\nWayleave-Purpose: journey-planning",
                "Wayleave-Person: a\r\nWayleave-Person: b",
                "Content-Type: application/json\r\nContent-Type: text/plain",
                "Host: other",
                "Ho\u0000st: x",
                "X Y: z",
                "X(Y): z",
                "X\u00e9: z",
                ": z",
                "no colon",
                "X: a\u0000b",
                "X: a\rb",
                "X: a\u0001b",
                "X-Folded: a\r\n b",
                "X-Folded: a\r\n\tb",
                " X: begins with a space",
                "Token : " + "x",
                "X-Long: " + "y".repeat(20_000),
                "X".repeat(20_000) + ": y",
                "X-Many: y\r\n".repeat(3_000) + "X-Last: y",
                "Expect: something",
                "Expect: 200-ok");
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aHeaderThatCouldMeanTwoThingsIsRefused(String header) {
        try (RawHttp raw = connection()) {
            raw.patience(5_000);
            raw.send(good("GET", Proving.READ, header) + "\r\n");
            assertRefusedOrClosed(raw);
        }
    }

    @Test
    void headersThatMeanNothingToUsStopHere() {
        try (RawHttp raw = connection()) {
            var answer = raw.send(good(
                                    "GET",
                                    Proving.READ,
                                    "X-Forwarded-For: 10.0.0.1",
                                    "X-Forwarded-Host: evil.example",
                                    "Forwarded: host=evil.example",
                                    "X-HTTP-Method-Override: DELETE",
                                    "X-Original-URL: /v6/party/users",
                                    "Cookie: a=b",
                                    "Range: bytes=0-3",
                                    "If-None-Match: *",
                                    "Accept-Encoding: gzip",
                                    "Connection: token, keep-alive",
                                    "X-Request-Id: mine",
                                    "TE: trailers")
                            + "\r\n")
                    .answer()
                    .orElseThrow();
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            var forwarded = proving.upstream.calls().getLast();
            assertThat(forwarded.method()).isEqualTo("GET");
            assertThat(forwarded.target()).isEqualTo(Proving.READ);
            assertThat(forwarded.headers().keySet())
                    .containsExactlyInAnyOrder(
                            "host", "accept", "accept-encoding", "user-agent", "x-request-id", "token");
            assertThat(forwarded.headers()).doesNotContainValue("mine").doesNotContainValue("evil.example");
            assertThat(forwarded.token()).isNotEqualTo(proving.token);
        }
        before++;
    }

    // Smuggling: behind each stands a good call that must never be carried out.

    private static Stream<Sent> smuggling() {
        String read = good("GET", Proving.READ) + "\r\n";
        String post = "POST " + Proving.WRITE + " HTTP/1.1\r\nHost: wayleave\r\ntoken: " + proving.token
                + "\r\nContent-Type: application/json\r\n";
        String chunk = Integer.toHexString(Proving.COMMENT.length()) + "\r\n" + Proving.COMMENT + "\r\n0\r\n\r\n";
        int length = Proving.COMMENT.length();
        return Stream.of(
                sent(
                        "length and chunks",
                        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + read),
                sent(
                        "chunks and length",
                        post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + read),
                sent("two lengths", post + "Content-Length: 0\r\nContent-Length: " + length + "\r\n\r\n" + read),
                sent("two equal lengths", post + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{]" + read),
                sent("a list of lengths", post + "Content-Length: 0, 5\r\n\r\n" + read),
                sent("a list of equal lengths", post + "Content-Length: 0, 0\r\n\r\n" + read),
                sent("a negative length", post + "Content-Length: -1\r\n\r\n" + read),
                sent("a length with a plus", post + "Content-Length: +0\r\n\r\n" + read),
                sent("a length in hexadecimal", post + "Content-Length: 0x0\r\n\r\n" + read),
                sent("a length that overflows", post + "Content-Length: 18446744073709551616\r\n\r\n" + read),
                sent("a length with a space in it", post + "Content-Length: 1 0\r\n\r\n" + read),
                sent("an empty length", post + "Content-Length: \r\n\r\n" + read),
                sent("a space before the colon of a length", post + "Content-Length : 0\r\n\r\n" + read),
                sent("chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n" + chunk + read),
                sent(
                        "chunked in two headers",
                        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + read),
                sent("chunked, then identity", post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunk + read),
                sent("identity", post + "Transfer-Encoding: identity\r\n\r\n" + chunk + read),
                sent("packed chunks", post + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunk + read),
                sent("chunked with a vertical tab", post + "Transfer-Encoding: \u000bchunked\r\n\r\n" + chunk + read),
                sent("chunked in quotes", post + "Transfer-Encoding: \"chunked\"\r\n\r\n" + chunk + read),
                sent("chunked misspelt", post + "Transfer-Encoding: xchunked\r\n\r\n" + chunk + read),
                sent("chunked, folded", post + "Transfer-Encoding:\r\n chunked\r\n\r\n" + chunk + read),
                sent(
                        "a space before the colon of chunked",
                        post + "Transfer-Encoding : chunked\r\n\r\n" + chunk + read),
                sent("a negative chunk", post + "Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n" + read),
                sent(
                        "a chunk that overflows",
                        post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nx\r\n0\r\n\r\n" + read),
                sent(
                        "a chunk in hexadecimal notation",
                        post + "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{]\r\n0\r\n\r\n" + read),
                sent("a chunk without a size", post + "Transfer-Encoding: chunked\r\n\r\n\r\n{]\r\n0\r\n\r\n" + read),
                sent(
                        "a chunk longer than its size",
                        post + "Transfer-Encoding: chunked\r\n\r\n2\r\n{]]]]\r\n0\r\n\r\n" + read),
                sent(
                        "a chunk with an extension that hides a line",
                        post + "Transfer-Encoding: chunked\r\n\r\n2;a=\n{]\r\n0\r\n\r\n" + read),
                sent("bare line feeds", post.replace("\r\n", "\n") + "Content-Length: 2\n\n{]" + read),
                sent("one bare line feed", post + "X: y\nContent-Length: 2\r\n\r\n{]" + read),
                sent("bare carriage returns", post.replace("\r\n", "\r") + "Content-Length: 2\r\r{]" + read),
                sent("a carriage return in a value", post + "X: y\rContent-Length: 0\r\n\r\n" + read),
                sent("a body with a request in it", post + "Content-Length: " + read.length() + "\r\n\r\n" + read),
                sent(
                        "a read with a request for a body",
                        good("GET", Proving.READ, "Content-Length: " + read.length()) + "\r\n" + read),
                sent(
                        "a switch of protocols",
                        good(
                                        "GET",
                                        Proving.READ,
                                        "Connection: Upgrade, HTTP2-Settings",
                                        "Upgrade: h2c",
                                        "HTTP2-Settings: AAMAAABkAAQAAP__",
                                        "Content-Length: 2")
                                + "\r\n{}" + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("smuggling")
    void nothingIsSmuggledInBehindARequestThatCouldBeReadInTwoWays(Sent request) {
        try (RawHttp raw = connection()) {
            raw.patience(5_000);
            raw.send(request.bytes());
            assertRefusedOrClosed(raw);
        }
    }

    /** The first is refused, or the connection closed; whatever follows on it is no release either. */
    private void assertRefusedOrClosed(RawHttp raw) {
        Optional<RawHttp.Answer> answer = raw.answer();
        answer.ifPresent(problem -> {
            assertThat(problem.status()).as(problem.toString()).isBetween(400, 599);
            assertTellsNothing(problem);
            if (problem.status() != 401) {
                assertProblem(problem, problem.status());
            }
        });
        for (int more = 0; more < 3 && answer.isPresent(); more++) {
            answer = next(raw);
            answer.ifPresent(BadInputTest::assertTellsNothing);
        }
        assertThat(proving.upstream.calls()).hasSize(before);
    }

    private static Optional<RawHttp.Answer> next(RawHttp raw) {
        raw.patience(300);
        try {
            return raw.answer();
        } catch (IllegalStateException nothing) {
            return Optional.empty();
        }
    }

    @Test
    void pipelinedCallsAreAnsweredInTheirOrder() {
        String read = good("GET", Proving.READ) + "\r\n";
        try (RawHttp raw = connection()) {
            raw.send(read + good("GET", "/v6/work/nothing") + "\r\n" + read);
            assertThat(raw.answer().orElseThrow().status()).isEqualTo(200);
            assertThat(raw.answer().orElseThrow().status()).isEqualTo(404);
            assertThat(raw.answer().orElseThrow().status()).isEqualTo(200);
        }
        before += 2;
    }

    @Test
    void chunksWithExtensionsAndTrailersAreOneBody() {
        try (RawHttp raw = connection()) {
            int half = Proving.COMMENT.length() / 2;
            raw.send(good("POST", Proving.WRITE, "Content-Type: application/json", "Transfer-Encoding: chunked")
                    + "\r\n" + Integer.toHexString(half) + ";name=value\r\n" + Proving.COMMENT.substring(0, half)
                    + "\r\n" + Integer.toHexString(Proving.COMMENT.length() - half) + "\r\n"
                    + Proving.COMMENT.substring(half) + "\r\n0\r\ntoken: another\r\n\r\n");
            assertThat(raw.answer().orElseThrow().status()).isEqualTo(201);
        }
        assertThat(proving.upstream.calls().getLast().body()).contains("Gate is unlocked");
        before++;
    }

    /** RFC 9112 section 3 lets a reader be lenient here: it is the one call that it looks like, and no other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET TARGET HTTP/1.0",
                "GET TARGET http/1.1",
                "GET  TARGET HTTP/1.1",
                "GET TARGET  HTTP/1.1",
                "GET http:TARGET HTTP/1.1"
            })
    void aLooseRequestLineIsReadAsTheOneCallThatItIs(String line) {
        try (RawHttp raw = connection()) {
            raw.send(line.replace("TARGET", Proving.READ) + "\r\nHost: wayleave\r\ntoken: " + proving.token
                    + "\r\n\r\n");
            assertThat(raw.answer().orElseThrow().status()).isEqualTo(200);
        }
        assertThat(proving.upstream.calls().getLast().target()).isEqualTo(Proving.READ);
        before++;
    }

    @Test
    void aTargetThatNamesThisVeryHostIsReadAsItsPath() {
        URI base = proving.world.gateway.baseUri();
        try (RawHttp raw = connection()) {
            var answer = raw.send("GET " + base + Proving.READ + " HTTP/1.1\r\nHost: " + base.getAuthority()
                            + "\r\ntoken: " + proving.token + "\r\n\r\n")
                    .answer()
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(proving.upstream.calls().getLast().target()).isEqualTo(Proving.READ);
        before++;
    }
}
