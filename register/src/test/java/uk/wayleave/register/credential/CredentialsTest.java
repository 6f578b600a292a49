package uk.wayleave.register.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;

class CredentialsTest {
    private static final World WORLD = new World();

    private final Credentials credentials = WORLD.register.credentials();
    private final Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void showsTheSecretOnceAndInNoText() {
        NewSecret made = WORLD.credential(side, agreement);
        assertThat(made.secret()).startsWith("wls_").hasSize(47);
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(credentials.of(side.id())).containsExactly(made.credential());
        assertThat(credentials.find(side.id(), made.credential().id())).contains(made.credential());
        assertThat(credentials.find(WORLD.council.id(), made.credential().id())).isEmpty();
        assertThat(WORLD.credential(side, agreement).secret()).isNotEqualTo(made.secret());
    }

    @Test
    void areKeptByAdministratorsOfEitherSide() {
        var vendor = new Actor.Someone(WORLD.vendorAdministrator);
        assertThat(credentials.issue(side.id(), agreement, WORLD.product, vendor))
                .isInstanceOf(Outcome.Done.class);
        assertThat(credentials.issue(side.id(), agreement, WORLD.product, side.instructs()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(credentials.issue(side.id(), agreement, WORLD.product, WORLD.water.administers()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void areOfTheIntegratorsProductsUnderAnAgreementThatHasNotEnded() {
        var other = WORLD.register
                .integrators()
                .register("Other " + side.code(), SETUP)
                .orElseThrow();
        var foreign =
                WORLD.register.products().register(other.id(), "Foreign", SETUP).orElseThrow();
        assertThat(credentials.issue(side.id(), agreement, foreign.id(), SETUP)).isInstanceOf(Outcome.Refused.class);
        WORLD.register.agreements().end(side.id(), agreement, SETUP).orElseThrow();
        assertThat(credentials.issue(side.id(), agreement, WORLD.product, SETUP))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void neverComeBackOnceEnded() {
        CredentialId id = WORLD.credential(side, agreement).credential().id();
        credentials.stand(side.id(), id, Standing.ENDED, SETUP).orElseThrow();
        assertThat(credentials.stand(side.id(), id, Standing.ACTIVE, SETUP)).isInstanceOf(Outcome.Refused.class);
        assertThat(credentials.rotate(side.id(), id, SETUP)).isInstanceOf(Outcome.Refused.class);
        assertThat(credentials.rotate(WORLD.council.id(), id, SETUP)).isInstanceOf(Outcome.Refused.class);
    }
}
