package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.gateway.form.FormReader;

/**
 * Forms and long bodies on the wire as no well-behaved client sends them: refused clearly, nothing is forwarded, least of
 * all half a file, and the next good form goes through.
 */
class HostileFormTest {
    private static final String FILES = "/v6/work/files";
    private static final int MEGABYTES_50 = 50 * 1024 * 1024;
    private static final Duration BODY_TIME = Duration.ofMillis(1500);
    private static final SampleForm GOOD = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF);

    private static Proving proving;
    private int before;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
        proving.upstream.says(201, "{\"file_id\":81,\"name\":\"plan.pdf\"}");
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void count() {
        before = proving.upstream.calls().size();
    }

    @AfterEach
    void nothingWasForwardedAndAGoodFormGoesThrough() {
        assertThat(proving.upstream.calls()).hasSize(before);
        assertThat(proving.world.http.form("POST", FILES, proving.token, GOOD).status())
                .isEqualTo(201);
    }

    private static RawHttp connection() {
        return RawHttp.to(proving.world.gateway.baseUri());
    }

    /** A gateway with less patience. */
    private static Proving hurried() {
        return Proving.with(options -> options.withSettings(settings -> settings.withBodyTime(BODY_TIME)));
    }

    private static String head(String method, String path, String... headers) {
        return head(proving.token, method, path, headers);
    }

    private static String headOf(Proving other, String method, String path, String... headers) {
        return head(other.token, method, path, headers);
    }

    private static String head(String token, String method, String path, String[] headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: wayleave\r\ntoken: " + token + "\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList())
                + "\r\n";
    }

    private static String formHead(long length) {
        return head("POST", FILES, "Content-Type: " + GOOD.contentType(), "Content-Length: " + length);
    }

    private static void assertProblem(RawHttp.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:" + code);
        assertThat(answer.json().path("upstream").asString()).isEqualTo("not-sent");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
        assertThat(answer.toString()).doesNotContain("Exception").doesNotContainIgnoringCase("jetty");
        Leaks.assertNone(proving.secrets(), answer.toString(), proving.log.text());
    }

    @Test
    void aFormOf50MegabytesIsRefusedByItsStatedLength() {
        try (RawHttp raw = connection()) {
            RawHttp.Answer answer =
                    raw.send(formHead(MEGABYTES_50) + "--").answer().orElseThrow();
            assertProblem(answer, 413, "body-too-long");
        }
    }

    @Test
    void aFormOf50MegabytesInChunksIsRefusedOnceTheFileIsTooLong() {
        try (RawHttp raw = connection()) {
            raw.send(head("POST", FILES, "Content-Type: " + GOOD.contentType(), "Transfer-Encoding: chunked"));
            byte[] form = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.pdfOf(1 << 20))
                    .bytes();
            String first = new String(form, StandardCharsets.ISO_8859_1).substring(0, 1 << 20);
            Thread sender = Thread.startVirtualThread(() -> {
                raw.send(Integer.toHexString(first.length()) + "\r\n" + first + "\r\n");
                String more = "100000\r\n" + "x".repeat(1 << 20) + "\r\n";
                for (int i = 0; i < 49; i++) {
                    raw.send(more);
                }
            });
            raw.answer().ifPresent(answer -> assertProblem(answer, 413, "file-too-long"));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aFileOf10MegabytesAndAByteIsRefused() {
        byte[] form = SampleForm.with("plan.pdf", "application/pdf", SampleFiles.pdfOf(FormReader.FILE_AT_MOST + 1))
                .bytes();
        try (RawHttp raw = connection()) {
            raw.send(formHead(form.length));
            Thread sender = Thread.startVirtualThread(() -> raw.send(form));
            raw.answer().ifPresent(answer -> assertProblem(answer, 413, "file-too-long"));
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aFormThatEndsBeforeItsStatedLengthIsNoForm() {
        byte[] form = GOOD.bytes();
        try (RawHttp raw = connection()) {
            raw.send(formHead(form.length + 10)).send(form);
            raw.endOutput();
            raw.answer().ifPresent(answer -> assertThat(answer.status()).isEqualTo(400));
        }
    }

    @Test
    void aFormWithoutItsLastBoundaryIsRefused() {
        byte[] form = GOOD.bytes();
        byte[] cut = Arrays.copyOf(form, form.length - 6);
        try (RawHttp raw = connection()) {
            assertProblem(raw.send(formHead(cut.length)).send(cut).answer().orElseThrow(), 400, "form-malformed");
        }
    }

    @Test
    void aFormThatDripsIsRefusedWhenItsTimeIsUp() {
        byte[] form = GOOD.bytes();
        try (Proving hurried = hurried();
                RawHttp raw = RawHttp.to(hurried.world.gateway.baseUri())) {
            raw.send(headOf(
                    hurried, "POST", FILES, "Content-Type: " + GOOD.contentType(), "Content-Length: " + form.length));
            Thread sender = Thread.startVirtualThread(() -> {
                for (byte b : form) {
                    raw.send(new byte[] {b});
                    sleep(Duration.ofMillis(30));
                }
            });
            assertProblem(raw.answer().orElseThrow(), 408, "body-too-slow");
            raw.hangUp();
            join(sender);
        }
    }

    @Test
    void aJsonBodyThatDripsIsRefusedWhenItsTimeIsUp() {
        try (Proving hurried = hurried();
                RawHttp raw = RawHttp.to(hurried.world.gateway.baseUri())) {
            raw.send(headOf(hurried, "POST", Proving.WRITE, "Content-Type: application/json", "Content-Length: 500"));
            Thread sender = Thread.startVirtualThread(() -> {
                for (int i = 0; i < 499; i++) {
                    raw.send(" ");
                    sleep(Duration.ofMillis(30));
                }
            });
            assertProblem(raw.answer().orElseThrow(), 408, "body-too-slow");
            raw.hangUp();
            join(sender);
        }
    }

    /** Each member or item becomes an object in memory, however short it is written. */
    @ParameterizedTest
    @ValueSource(strings = {"[],", "0,", "{\"a\":{}},"})
    void jsonOfVeryManySmallPiecesIsRefused(String piece) {
        String items = piece.repeat(1_900_000 / piece.length());
        String body = "{\"detail\":[" + items.substring(0, items.length() - 1) + "]}";
        Http.Answer answer = proving.world.http.post(Proving.WRITE, proving.token, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:body-malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan.pdf\\r\\nX-Injected: yes",
                "..\\..\\plan.pdf",
                "plan.pdf%0d%0aX-Injected: yes",
                "plan.pdf; name=other",
                "\u202eplan.pdf"
            })
    void aFileNameCannotBecomeAHeader(String name) {
        int earlier = proving.upstream.calls().size();
        Http.Answer answer = proving.world.http.form(
                "POST", FILES, proving.token, SampleForm.with(name, "application/octet-stream", SampleFiles.PDF));
        if (answer.status() == 201) {
            String sent = proving.upstream.calls().getLast().body();
            assertThat(sent.lines().filter(line -> line.startsWith("Content-Disposition")))
                    .hasSize(1)
                    .allMatch(line -> line.matches(
                            "Content-Disposition: form-data; name=\"file\"; filename=\"[^\"\\\\/;%]+\\.pdf\""));
            assertThat(sent.lines()).noneMatch(line -> line.startsWith("X-Injected"));
            before++;
        } else {
            assertThat(answer.status()).isIn(400, 415);
            assertThat(proving.upstream.calls()).hasSize(earlier);
        }
    }

    @Test
    void aFormOfSomebodyUnknownIsNotEvenRead() {
        try (RawHttp raw = connection()) {
            RawHttp.Answer answer = raw.send(
                            "POST " + FILES + " HTTP/1.1\r\nHost: wayleave\r\ntoken: nobody\r\nContent-Type: "
                                    + GOOD.contentType() + "\r\nContent-Length: " + MEGABYTES_50 + "\r\n\r\n--")
                    .answer()
                    .orElseThrow();
            assertThat(answer.status()).isEqualTo(401);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
