package uk.wayleave.register.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.World;
import uk.wayleave.register.party.RegisteredPerson;

/** Sessions on a real PostgreSQL: begun, over, ended, and ended with the person's right to act. */
class SessionsTest {
    private static final World WORLD = new World();
    private static final Duration HOUR = Duration.ofHours(1);

    private final Sessions sessions = WORLD.register.sessions();
    private final RegisteredPerson person = newPerson(WORLD.water.body());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static RegisteredPerson newPerson(Body body) {
        String name = "s-" + UUID.randomUUID();
        RegisteredPerson person = WORLD.register
                .people()
                .register(body, name, "Sid Session", Set.of(Authority.INSTRUCT), World.SETUP)
                .orElseThrow();
        setSignIn(person, name);
        return person;
    }

    private static void setSignIn(RegisteredPerson person, String name) {
        WORLD.register
                .people()
                .setSignIn(person.body(), person.id(), name, "{test}a hash of some length", World.SETUP)
                .orElseThrow();
    }

    private String begun() {
        return sessions.begin(person, HOUR).orElseThrow().token();
    }

    @Test
    void findsWhoseASessionIsInEveryKindOfBody() {
        for (Body body : new Body[] {WORLD.water.body(), WORLD.integratorBody, new Body.Operator()}) {
            RegisteredPerson one = newPerson(body);
            String token = sessions.begin(one, HOUR).orElseThrow().token();

            assertThat(sessions.find(token)).contains(new Sessions.Holder(one.id(), body));
        }
    }

    @Test
    void findsNobodyForATokenThatWasNeverGiven() {
        assertThat(sessions.find("wln_nothing")).isEmpty();
    }

    @Test
    void isOverAtItsEndAndNotBefore() {
        String token = begun();
        WORLD.clock.move(HOUR.minusSeconds(1));
        assertThat(sessions.find(token)).isPresent();

        WORLD.clock.move(Duration.ofSeconds(1));

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endsOneSessionAndLeavesTheOthers() {
        String first = begun();
        String second = begun();

        sessions.end(person, first).orElseThrow();

        assertThat(sessions.find(first)).isEmpty();
        assertThat(sessions.find(second)).isPresent();
    }

    @Test
    void endsNoSessionOfAnother() {
        String token = begun();

        sessions.end(newPerson(WORLD.council.body()), token).orElseThrow();

        assertThat(sessions.find(token)).isPresent();
    }

    @Test
    void endsEverySessionWhenThePersonMayNoLongerAct() {
        String token = begun();
        var people = WORLD.register.people();
        people.stand(person.body(), person.id(), Standing.SUSPENDED, World.SETUP)
                .orElseThrow();
        people.stand(person.body(), person.id(), Standing.ACTIVE, World.SETUP).orElseThrow();

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void endsEverySessionWhenThePersonSignsInAnotherWay() {
        String token = begun();

        setSignIn(person, "another-" + UUID.randomUUID());

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void keepsNoTokenInTheDatabase() {
        String token = begun();

        assertThat(WORLD.asOwner("select count(*) from wayleave.session s where s::text like '%" + token + "%'"))
                .isZero();
        assertThat(WORLD.asOwner("select count(*) from wayleave.act a where a::text like '%" + token + "%'"))
                .isZero();
    }
}
