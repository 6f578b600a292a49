package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.streetmanager.Catalogue;

/**
 * A request that is refused before its body is read leaves the connection fit for the next, or says that it does not:
 * else the client's next statutory notice would fail and nobody could tell whether it was sent.
 */
class RefusedBodyTest {
    private static final String BODY = "{\"email\":\"jo@example.org\"}";

    private static ShapedStreetManager upstream;
    private static World world;

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(Catalogue.load(), SampleCalls.WATER);
        world = World.before(upstream.baseUri(), World.Options.usual());
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v3/party/reset-password",
                "POST /v3/work/works",
                "POST /v3/nothing/known",
                "GET /v3/work/works/ZW001X1"
            })
    void nextRequestOfTheConnectionIsAnsweredThoughTheBodyCameLate(String line) throws IOException {
        try (Socket socket = connected()) {
            send(socket, head(line, "Content-Length: " + BODY.length()));
            String early = answerWithin(socket, 300);
            send(socket, BODY);
            String answer = early.isEmpty() ? answerWithin(socket, 10_000) : early;
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Connection: close");

            send(socket, head("GET /v3/work/works/ZW001X1"));
            assertThat(answerWithin(socket, 10_000)).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void aClientThatAsksBeforeItSendsItsBodyIsToldThatTheConnectionEnds() throws IOException {
        try (Socket socket = connected()) {
            send(
                    socket,
                    head("POST /v3/party/reset-password", "Content-Length: " + BODY.length(), "Expect: 100-continue"));

            assertThat(answerWithin(socket, 10_000)).startsWith("HTTP/1.1 403 ").contains("Connection: close");
        }
    }

    private static Socket connected() throws IOException {
        URI base = world.gateway.baseUri();
        return new Socket(base.getHost(), base.getPort());
    }

    private static String head(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: wayleave\r\nContent-Type: application/json\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Head and body; empty when none came in time. */
    private static String answerWithin(Socket socket, int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return "closed after: " + head;
                }
                head.append((char) read);
            }
        } catch (SocketTimeoutException nothing) {
            return "";
        }
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
