package uk.wayleave.register.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.party.RegisteredPerson;

/** One-time codes on a real PostgreSQL: set up once, taken once. */
class OneTimeCodesTest {
    private static final World WORLD = new World();

    private final OneTimeCodes codes = WORLD.register.oneTimeCodes();
    private final RegisteredPerson person = WORLD.register
            .people()
            .register(WORLD.water.body(), "o-" + UUID.randomUUID(), "Olga Once", Set.of(), World.SETUP)
            .orElseThrow();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private boolean taken(byte[] seed, Duration from) {
        return codes.take(
                        person, OneTimeCodes.codeOf(seed, WORLD.clock.instant().plus(from)))
                .orElseThrow();
    }

    /** RFC 6238 appendix B, SHA-1; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(OneTimeCodes.codeOf(seed, Instant.ofEpochSecond(seconds))).isEqualTo(code);
    }

    @Test
    void showsTheSameSeedUntilACodeOfItWasGivenAndThenNoMore() {
        byte[] seed = codes.seed(person).orElseThrow();
        assertThat(codes.seed(person).orElseThrow()).isEqualTo(seed);
        assertThat(codes.isSetUp(person)).isFalse();

        assertThat(taken(seed, Duration.ZERO)).isTrue();

        assertThat(codes.isSetUp(person)).isTrue();
        assertThat(codes.seed(person)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void takesACodeOnce() {
        byte[] seed = codes.seed(person).orElseThrow();

        assertThat(taken(seed, Duration.ZERO)).isTrue();
        assertThat(taken(seed, Duration.ZERO)).isFalse();
        assertThat(taken(seed, Duration.ofSeconds(-30)))
                .as("an older one after it")
                .isFalse();
        WORLD.clock.move(Duration.ofSeconds(30));
        assertThat(taken(seed, Duration.ZERO)).isTrue();
    }

    @Test
    void takesTheCodeOfOneStepEitherWayAndNoOther() {
        byte[] seed = codes.seed(person).orElseThrow();

        assertThat(taken(seed, Duration.ofMinutes(-1))).isFalse();
        assertThat(taken(seed, Duration.ofMinutes(1))).isFalse();
        assertThat(codes.take(person, "").orElseThrow()).isFalse();
        assertThat(codes.take(person, "12345a").orElseThrow()).isFalse();
        assertThat(taken(seed, Duration.ofSeconds(-30))).isTrue();
        assertThat(taken(seed, Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void beginsAnewOnlyWhenAnAdministratorSetsTheSignInAnew() {
        byte[] seed = codes.seed(person).orElseThrow();
        assertThat(taken(seed, Duration.ZERO)).isTrue();
        setSignIn(new Actor.Someone(person.id()));
        assertThat(codes.isSetUp(person)).isTrue();

        setSignIn(World.SETUP);

        assertThat(codes.isSetUp(person)).isFalse();
        assertThat(codes.seed(person).orElseThrow()).isNotEqualTo(seed);
    }

    private void setSignIn(Actor actor) {
        WORLD.register
                .people()
                .setSignIn(person.body(), person.id(), "once-" + person.id(), "{test}a hash of some length", actor)
                .orElseThrow();
    }
}
