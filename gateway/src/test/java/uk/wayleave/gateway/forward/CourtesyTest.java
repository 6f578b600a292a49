package uk.wayleave.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.MovableClock;
import uk.wayleave.messages.http.RetryAfter;

/** The rules that keep us from being a burden, and from sending a password to the wrong place. */
class CourtesyTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    /**
     * @param steps each an attempt; its number says after how many seconds the next follows, whether it fails, and whether
     *     it stays under way for a while
     */
    @Property(tries = 500)
    void neverFailsToLogInFiveTimesInFiveMinutes(@ForAll @Size(max = 200) List<@IntRange(max = 359) Integer> steps) {
        MovableClock clock = new MovableClock();
        LoginAttempts attempts = new LoginAttempts(clock);
        var login = new LoginAttempts.Login(
                new ControllerId(new UUID(1, 2)), URI.create("https://api.example"), "api@aldermere-water.example");
        List<Instant> failures = new ArrayList<>();
        int underWay = 0;
        for (int step : steps) {
            if (attempts.begin(login).isEmpty()) {
                underWay++;
            }
            while (underWay > 0 && (step % 3 != 0 || underWay == LoginAttempts.MOST_FAILURES)) {
                boolean failed = step % 5 != 0;
                attempts.settle(login, failed);
                underWay--;
                if (failed) {
                    failures.add(clock.instant());
                }
            }
            assertThat(failures.stream().filter(at -> at.isAfter(clock.instant().minus(LoginAttempts.WINDOW))))
                    .hasSizeLessThan(5);
            clock.forward(Duration.ofSeconds(step / 4));
        }
    }

    @Property
    void backsOffNoLongerThanTheBound(@ForAll @IntRange(min = 1, max = 1_000_000) int failures, @ForAll long seed) {
        HoldOffs holdOffs = HoldOffs.defaults();
        Duration pause = new BackOff(holdOffs, new Random(seed)).pause(failures);

        Duration doubled =
                failures > 7 ? holdOffs.longestBackOff() : holdOffs.backOff().multipliedBy(1L << (failures - 1));
        assertThat(pause).isBetween(Duration.ZERO, doubled);
    }

    @Property
    void readsWhateverRetryAfterSays(@ForAll String text) {
        Duration read = RetryAfter.parse(text, NOW, Duration.ofMinutes(15)).orElse(Duration.ZERO);

        assertThat(read).isBetween(Duration.ZERO, Duration.ofMinutes(15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", " 30 ", "Tue, 24 Nov 2026 09:00:30 GMT"})
    void readsSecondsAndDates(String text) {
        assertThat(RetryAfter.parse(text, NOW, Duration.ofMinutes(15))).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
    void ignoresWhatIsNeither(String text) {
        assertThat(RetryAfter.parse(text, NOW, Duration.ofMinutes(15))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.manage-roadworks.service.gov.uk",
                "https://api.example:8443/",
                "https://127.0.0.1:9",
                "http://localhost:8080",
                "http://127.0.0.1",
                "http://127.8.9.10:80",
                "http://[::1]:8080",
                "HTTP://LOCALHOST"
            })
    void allowsHttpsAndLoopback(String base) {
        assertThat(AllowedHosts.of(Set.of()).allow(URI.create(base))).isTrue();
        assertThat(AllowedHosts.of(Set.of(URI.create(base))).allow(URI.create(base)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example",
                "http://localhost.example",
                "http://127.0.0.1.example",
                "http://127.evil.example",
                "http://0.0.0.0",
                "http://10.0.0.1",
                "http://localhost@api.example",
                "https://user:secret@api.example",
                "https://api.example?x=y",
                "https://api.example#x",
                "ftp://localhost",
                "file:///etc/hosts",
                "/v6",
                "mailto:api@aldermere-water.example"
            })
    void allowsNothingElse(String base) {
        assertThat(AllowedHosts.of(Set.of()).allow(URI.create(base))).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> AllowedHosts.of(Set.of(URI.create(base))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.example:444", "https://other.example", "http://localhost"})
    void allowsNoHostButTheOperators(String base) {
        AllowedHosts hosts = AllowedHosts.of(Set.of(URI.create("https://API.example:443/")));

        assertThat(hosts.allow(URI.create("https://api.example"))).isTrue();
        assertThat(hosts.allow(URI.create(base))).isFalse();
    }
}
