package uk.wayleave.register.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;

class RedirectsTest {
    private static final World WORLD = new World();
    private static final Actor ADMINISTRATOR = new Actor.Someone(WORLD.vendorAdministrator);

    private final Redirects redirects = WORLD.register.redirects();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @BeforeEach
    void begin() {
        redirects
                .set(WORLD.integrator, WORLD.product, Set.of("https://a.example/"), World.SETUP)
                .orElseThrow();
    }

    private Outcome<String> add(String address) {
        return redirects.add(WORLD.integrator, WORLD.product, address, ADMINISTRATOR);
    }

    @Test
    void addsToWhatThereIsAndRemovesOneAlone() {
        add("https://b.example/").orElseThrow();
        assertThat(redirects.of(WORLD.integrator, WORLD.product))
                .containsExactly("https://a.example/", "https://b.example/");

        redirects
                .remove(WORLD.integrator, WORLD.product, "https://a.example/", ADMINISTRATOR)
                .orElseThrow();
        assertThat(redirects.of(WORLD.integrator, WORLD.product)).containsExactly("https://b.example/");
    }

    @Test
    void refusesTheEleventhAndWhatIsNoAddress() {
        for (int i = 2; i <= 10; i++) add("https://number" + i + ".example/").orElseThrow();

        assertThat(add("https://number11.example/")).isInstanceOf(Outcome.Refused.class);
        assertThat(redirects.of(WORLD.integrator, WORLD.product)).hasSize(10);
        assertThat(add("http://plain.example/")).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void isForTheIntegratorsAdministratorAlone() {
        assertThat(redirects.add(
                        WORLD.integrator, WORLD.product, "https://b.example/", new Actor.Someone(WORLD.vendor)))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(redirects.remove(WORLD.integrator, WORLD.product, "https://a.example/", WORLD.water.administers()))
                .isInstanceOf(Outcome.Refused.class);

        IntegratorId other = WORLD.register
                .integrators()
                .register("Another of redirects", World.SETUP)
                .orElseThrow()
                .id();
        assertThat(redirects.add(other, WORLD.product, "https://b.example/", World.SETUP))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(redirects.of(WORLD.integrator, WORLD.product)).containsExactly("https://a.example/");
    }
}
