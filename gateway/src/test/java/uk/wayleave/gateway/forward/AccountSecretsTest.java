package uk.wayleave.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.vault.OpenedAccount;

class AccountSecretsTest {
    private static final String PASSWORD = "Zw\\ölf \"🚧\" Boxkämpfer/1";
    private static final String EMAIL = "Api.Account@example.org";
    private static final String CLAIMS = "c".repeat(300);
    private static final String SIGNATURE = "s".repeat(200);

    @TempDir
    Path directory;

    private final AccountSecrets secrets = new AccountSecrets(new SecureRandom());
    private final SessionKey account = key("9981");
    private final SessionKey other = key("9984");

    private static SessionKey key(String code) {
        return new SessionKey(
                new ControllerId(new UUID(0, 1)),
                new AgreementId(new UUID(0, 2)),
                new Account(
                        new AccountId(UUID.randomUUID()),
                        new SwaCode(code),
                        URI.create("https://example.org"),
                        "Planner",
                        code,
                        Instant.EPOCH));
    }

    private void signIn(SessionKey key) {
        secrets.opened(key, new OpenedAccount(EMAIL, PASSWORD));
        secrets.given(
                key,
                List.of(
                        token(CLAIMS, SIGNATURE),
                        "refresh-token-of-" + key.account().swaCode()));
    }

    private static String token(String claims, String signature) {
        return "eyJhbGciOiJSUzI1NiJ9." + claims + "." + signature;
    }

    private boolean areIn(String text) {
        try (Spool.Writer writer = Spool.writer(new SpoolSettings(100_000, directory))) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            writer.write(bytes, 0, bytes.length);
            try (Spool body = writer.finish()) {
                return secrets.areIn(body);
            }
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static Stream<String> toBeFound() {
        return Stream.of(
                PASSWORD,
                PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                escaped(PASSWORD),
                EMAIL,
                EMAIL.toLowerCase(java.util.Locale.ROOT),
                escaped(EMAIL),
                CLAIMS,
                SIGNATURE,
                token(CLAIMS, SIGNATURE),
                escaped(token(CLAIMS, SIGNATURE)),
                "refresh-token-of-9981");
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append(String.format("\\u%04x", unit)));
        return escaped.toString();
    }

    @ParameterizedTest
    @MethodSource("toBeFound")
    void areFoundWhereverTheyStand(String secret) {
        signIn(account);
        assertThat(areIn(secret)).isTrue();
        assertThat(areIn("{\"a\":\"" + secret + "\"}")).isTrue();
        // Around the end of each window that is looked through at once.
        for (int before : new int[] {65_530, 65_536 - secret.length(), 65_536, 70_000, 131_060, 140_000, 300_000}) {
            assertThat(areIn("x".repeat(before) + secret + "y".repeat(90_000)))
                    .as("after " + before)
                    .isTrue();
            assertThat(areIn("x".repeat(before) + secret))
                    .as("at the end after " + before)
                    .isTrue();
        }
    }

    @Test
    void areNotFoundInWhatIsOnlyLikeThem() {
        signIn(account);
        for (String text : List.of(
                "",
                "x",
                "{\"message\":\"No.\"}",
                PASSWORD.substring(1),
                PASSWORD.substring(0, PASSWORD.length() - 1),
                PASSWORD.toLowerCase(java.util.Locale.ROOT),
                CLAIMS.substring(1),
                "c".repeat(299) + "d".repeat(5_000),
                "eyJhbGciOiJSUzI1NiJ9.",
                EMAIL.replace("@", "%40"),
                "\\",
                "\\u",
                "\\u00",
                "\\ud83d\\",
                "x".repeat(400_000))) {
            assertThat(areIn(text)).as(text).isFalse();
        }
    }

    @Test
    void nothingIsFoundBeforeAnybodySignedInOrAfterItIsForgotten() {
        assertThat(areIn(PASSWORD)).isFalse();
        signIn(account);
        signIn(other);
        secrets.forget(account);
        assertThat(areIn("refresh-token-of-9981")).isFalse();
        assertThat(areIn("refresh-token-of-9984")).isTrue();
    }

    @Test
    void theTokensBeforeTheseAreStillFoundForCallsThatAreUnderWay() {
        signIn(account);
        secrets.given(account, List.of("the-second-token-there-was"));
        assertThat(areIn(CLAIMS)).isTrue();
        assertThat(areIn("the-second-token-there-was")).isTrue();
        secrets.given(account, List.of("the-third-token-there-was"));
        assertThat(areIn(CLAIMS)).isFalse();
        assertThat(areIn("the-second-token-there-was")).isTrue();
    }

    @Test
    void textsTooShortToMeanAnythingAreNotLookedFor() {
        secrets.opened(account, new OpenedAccount("a@b.uk", "1234567"));
        assertThat(areIn("{\"usrn\":1234567,\"contact\":\"a@b.uk\"}")).isFalse();
    }
}
