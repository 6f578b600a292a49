package uk.wayleave.register.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.party.RegisteredPerson;

/** Identity providers on a real PostgreSQL: who may choose one, and whom its subjects are. */
class IdentityProvidersTest {
    private static final World WORLD = new World();
    private static final URI ISSUER = URI.create("https://login.tarn.example");

    private final IdentityProviders providers = WORLD.register.identityProviders();
    private final World.Side side = WORLD.side();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private Outcome<IdentityProvider> set(URI issuer, Optional<String> secret, Actor actor) {
        return providers.set(side.body(), issuer, "wayleave", secret, PersonClaim.EMAIL, actor);
    }

    private IdentityProvider provider() {
        return set(ISSUER, Optional.of("the secret"), side.administers()).orElseThrow();
    }

    private PersonId person(String identifier, Authority... authorities) {
        return WORLD.person(side.body(), identifier, "Fay Fictional", authorities);
    }

    @Test
    void findsWhatItsOwnAdministratorSet() {
        IdentityProvider set = provider();

        assertThat(providers.of(side.body())).contains(set);
        assertThat(providers.find(set.id())).contains(set);
        assertThat(providers.all()).contains(new IdentityProviders.Held(set.id(), side.body()));
        assertThat(set.toString()).doesNotContain("the secret");
    }

    @Test
    void endsTheSessionsThatItBeganAndNoOthersWhenItIsRemovedOrAnotherTakesItsPlace() {
        Duration hour = Duration.ofHours(1);
        for (boolean replaced : new boolean[] {false, true}) {
            IdentityProvider provider = provider();
            RegisteredPerson person = WORLD.register
                    .people()
                    .find(side.body(), person("sessions-" + replaced))
                    .orElseThrow();
            var sessions = WORLD.register.sessions();
            String byProvider =
                    sessions.begin(person, hour, provider.id()).orElseThrow().token();
            String byPassword = sessions.begin(person, hour).orElseThrow().token();
            assertThat(sessions.find(byProvider)).isPresent();

            if (replaced)
                set(URI.create("https://another.tarn.example"), Optional.of("its secret"), side.administers())
                        .orElseThrow();
            else providers.remove(side.body(), side.administers()).orElseThrow();

            assertThat(sessions.find(byProvider)).isEmpty();
            assertThat(sessions.find(byPassword)).isPresent();
        }
    }

    @Test
    void keepsTheSecretWhereNoneIsGivenAndTheIssuerIsTheSame() {
        provider();

        assertThat(set(ISSUER, Optional.empty(), side.administers())
                        .orElseThrow()
                        .clientSecret())
                .isEqualTo("the secret");
        assertThat(set(URI.create("https://other.example"), Optional.empty(), side.administers()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void letsNobodyElseChooseWhoSignsIn() {
        PersonId operator = WORLD.person(new Body.Operator(), "op " + side.id(), "Olu Operator", Authority.ADMINISTER);

        for (Actor actor : new Actor[] {
            new Actor.Someone(operator),
            WORLD.water.administers(),
            side.signs(),
            side.instructs(),
            new Actor.Someone(WORLD.vendorAdministrator)
        }) {
            assertThat(set(ISSUER, Optional.of("x"), actor))
                    .as(actor.toString())
                    .isInstanceOf(Outcome.Refused.class);
            assertThat(providers.remove(side.body(), actor)).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(providers.of(side.body())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://login.example",
                "https:login",
                "https://login.example?a=b",
                "https://login.example#a",
                "https://someone@login.example"
            })
    void refusesWhatIsNoIssuer(String issuer) {
        assertThat(set(URI.create(issuer), Optional.of("x"), side.administers()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void bindsASubjectAtTheFirstSignInAndKnowsItByTheSubjectAloneAfterwards() {
        IdentityProvider provider = provider();
        PersonId fay = person("fay@tarn.example");

        assertThat(providers
                        .person(provider, "s-1", Optional.of("fay@tarn.example"))
                        .orElseThrow())
                .isEqualTo(fay);

        assertThat(providers
                        .person(provider, "s-1", Optional.of("other@tarn.example"))
                        .orElseThrow())
                .isEqualTo(fay);
        assertThat(providers.person(provider, "s-1", Optional.empty()).orElseThrow())
                .isEqualTo(fay);
    }

    @Test
    void refusesAnotherSubjectThatHasGotTheSameAddress() {
        IdentityProvider provider = provider();
        person("fay@tarn.example");
        providers.person(provider, "s-1", Optional.of("fay@tarn.example")).orElseThrow();

        assertThat(providers.person(provider, "s-2", Optional.of("fay@tarn.example")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void knowsNobodyOfAnotherBodyAndNobodyWithoutAnIdentifier() {
        IdentityProvider provider = provider();
        WORLD.person(WORLD.water.body(), "wanda " + side.id(), "Wanda Water");

        assertThat(providers.person(provider, "s-3", Optional.of("wanda " + side.id())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(providers.person(provider, "s-4", Optional.empty())).isInstanceOf(Outcome.Refused.class);
        assertThat(providers.person(provider, "", Optional.of("p1"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void bindsNobodyWhoMayNotAct() {
        IdentityProvider provider = provider();
        PersonId fay = person("fay@tarn.example");
        WORLD.register
                .people()
                .stand(side.body(), fay, Standing.SUSPENDED, side.administers())
                .orElseThrow();

        assertThat(providers.person(provider, "s-1", Optional.of("fay@tarn.example")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void forgetsWhoTheSubjectsWereWithAnotherIssuer() {
        IdentityProvider before = provider();
        person("fay@tarn.example");
        providers.person(before, "s-1", Optional.of("fay@tarn.example")).orElseThrow();

        IdentityProvider after = set(URI.create("https://new.example"), Optional.of("x"), side.administers())
                .orElseThrow();

        assertThat(providers.person(after, "s-1", Optional.empty())).isInstanceOf(Outcome.Refused.class);
        assertThat(providers.find(before.id())).isEmpty();
    }
}
