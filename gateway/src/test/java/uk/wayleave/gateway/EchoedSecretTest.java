package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.evidence.EntryKind;

/** Street Manager sends back what signed us in: none of it reaches the product, wherever it stands. */
class EchoedSecretTest {
    private static final String EMAIL = "api" + World.WATER_CODE + "@example.org";
    private static final String PASSWORD = "upstream-secret-" + World.WATER_CODE;

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(UnaryOperator.identity());
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void signedIn() {
        proving.upstream.says(200, Proving.permit());
        assertThat(proving.read().status()).isEqualTo(200);
    }

    /** What is echoed, made from the call's token. */
    record Echo(String what, UnaryOperator<String> of) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static Stream<Echo> echoes() {
        return Stream.of(
                new Echo("the token", token -> token),
                new Echo("the token's signature", token -> token.substring(token.lastIndexOf('.') + 1)),
                new Echo("the token in a sentence", token -> "Bearer " + token + " was used."),
                new Echo("the token with escapes", EchoedSecretTest::escaped),
                new Echo("the password", _ -> PASSWORD),
                new Echo("the password with escapes", _ -> escaped(PASSWORD)),
                new Echo("the password after long padding", _ -> "x".repeat(70_000) + PASSWORD),
                new Echo("the user name", _ -> "by " + EMAIL + "."),
                new Echo("the user name with an escaped slash before it", _ -> "mailto:\\/\\/" + EMAIL));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(String.format("\\u%04X", c)));
        return escaped.toString();
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void isNotReleasedFromAFieldThatIsOpen(Echo echo) {
        proving.upstream.does((request, wire) -> wire.json(
                200, Proving.permit("permit_status_string", "\"" + echo.of().apply(request.token()) + "\"")));
        var answer = proving.read();
        proving.assertRefused(answer, 502, "street-manager-answer-unusable", "done");
        assertThat(proving.kinds(answer)).doesNotContain(EntryKind.RELEASE);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void isNotReleasedFromTheAnswerOfAWriteWhichIsDoneAllTheSame(Echo echo) {
        proving.upstream.does((request, wire) ->
                wire.json(201, "{\"comment_reference_number\":\"" + echo.of().apply(request.token()) + "\"}"));
        var answer = proving.write();
        proving.assertRefused(answer, 502, "street-manager-answer-unusable", "done");
        assertThat(proving.kinds(answer)).containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.REFUSAL);
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void isNotReleasedFromAnError(Echo echo) {
        for (String body : List.of(
                "{\"message\":\"SAID\"}",
                "{\"message\":\"No.\",\"fields\":{\"detail\":{\"message\":\"SAID\"}}}",
                "{\"message\":\"No.\",\"fields\":{\"SAID\":{\"message\":\"is wrong\"}}}")) {
            proving.upstream.does((request, wire) ->
                    wire.json(400, body.replace("SAID", echo.of().apply(request.token()))));
            var answer = proving.write();
            proving.assertRefused(answer, 502, "street-manager-answer-unusable", "rejected");
        }
    }

    @Test
    void isNotReleasedInPartWhereALongErrorIsCutShort() {
        proving.upstream.says(400, "{\"message\":\"" + "x".repeat(1_990) + PASSWORD + "\"}");
        var answer = proving.write();
        proving.assertRefused(answer, 502, "street-manager-answer-unusable", "rejected");
    }

    @Test
    void isLeftOutWithTheMembersThatAreLeftOutAnyway() {
        proving.upstream.does((request, wire) -> wire.json(
                200,
                Proving.permit(
                        "token",
                        "\"" + request.token() + "\"",
                        request.token(),
                        "\"" + PASSWORD + "\"",
                        "secondary_contact_email",
                        "\"" + EMAIL + "\"",
                        "debug",
                        "{\"headers\":[\"" + request.token() + "\"]}")));
        var answer = proving.read();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("street_name").asString()).isEqualTo(Proving.STREET);
        proving.assertNoSecret(answer);
    }

    @Test
    void isNotPassedOnInHeaders() {
        proving.upstream.does((request, wire) -> wire.json(
                200,
                Proving.permit(),
                "token",
                request.token(),
                "Set-Cookie",
                "session=" + request.token(),
                "X-Password",
                PASSWORD,
                "Link",
                "<https://example.org/" + EMAIL + ">",
                "Wayleave-Receipt",
                request.token(),
                "Server",
                request.token(),
                "Retry-After",
                PASSWORD));
        var answer = proving.read();
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        proving.assertNoSecret(answer);
        proving.upstream.does((request, wire) -> wire.raw("HTTP/1.1 400 " + request.token() + "\r\nContent-Type: text/"
                + request.token() + "\r\nContent-Length: 2\r\n\r\n{}"));
        var error = proving.read();
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.header("Content-Type")).isEqualTo("application/json");
        proving.assertNoSecret(error);
    }

    @Test
    void isFoundAlsoAfterTheAccountWasSignedInAnew() {
        String[] first = new String[1];
        proving.upstream.does((request, wire) -> {
            first[0] = request.token();
            wire.json(200, Proving.permit());
        });
        assertThat(proving.read().status()).isEqualTo(200);
        proving.upstream.does((request, wire) -> {
            if (request.token().equals(first[0])) {
                wire.json(401, "{\"message\":\"Authentication failed\"}");
            } else {
                wire.json(200, Proving.permit("permit_status_string", "\"" + first[0] + "\""));
            }
        });
        proving.assertRefused(proving.read(), 502, "street-manager-answer-unusable", "done");
    }
}
