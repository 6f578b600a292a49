package uk.wayleave.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static uk.wayleave.register.World.SETUP;

import java.net.URI;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.vault.OpenedAccount;

/** Which changes make a new revision of which Controllers. */
class RevisionsTest {
    private static final World WORLD = new World();

    private final Register register = WORLD.register;
    private final Side side = WORLD.side();
    private final Side stranger = WORLD.side();
    private final RegisteredAgreement agreement = WORLD.active(side);
    private final NewSecret secret = WORLD.credential(side, agreement.id());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void riseWithEveryChangeToTheControllersOrganisations() {
        var changed = new Organisation(side.code(), "Other name", "ORG-X", Set.of());
        assertBumps(() -> register.organisations().change(side.id(), changed, SETUP));
    }

    @Test
    void riseWithEveryChangeToItsPeople() {
        assertBumps(() -> register.people().register(side.body(), "new", "Nell New", Set.of(), SETUP));
        assertBumps(() -> register.people().stand(side.body(), side.planner(), Standing.SUSPENDED, SETUP));
        assertBumps(() -> register.people().authorise(side.body(), side.planner(), Set.of(), SETUP));
    }

    @Test
    void riseWithEveryMoveOfItsAgreements() {
        assertBumps(() -> register.agreements().suspend(side.id(), agreement.id(), SETUP));
        assertBumps(() -> register.agreements().resume(side.id(), agreement.id(), SETUP));
        assertBumps(() -> register.agreements().amend(side.id(), agreement.id(), WORLD.content(60), SETUP));
        var amendment = register.agreements()
                .find(side.id(), agreement.id())
                .orElseThrow()
                .amendment()
                .orElseThrow();
        assertBumps(() -> register.agreements().sign(side.id(), agreement.id(), 2, amendment.hash(), side.signs()));
        assertBumps(() -> register.agreements().end(side.id(), agreement.id(), SETUP));
    }

    @Test
    void riseWithEveryChangeToItsInstructions() {
        assertBumps(
                () -> register.instructions().create(side.id(), WORLD.wanted(side, agreement.id()), side.instructs()));
        var id = register.instructions().of(side.id()).getFirst().id();
        assertBumps(() -> register.instructions().revoke(side.id(), id, side.instructs()));
    }

    @Test
    void riseWithEveryChangeToItsAccounts() {
        var opened = new OpenedAccount("a@b.example", "secret");
        assertBumps(() -> register.accounts()
                .set(
                        side.id(),
                        agreement.id(),
                        side.code(),
                        URI.create("https://sm.example"),
                        "Planner",
                        opened,
                        SETUP));
        var id = register.accounts().of(side.id()).getFirst().account().id();
        assertBumps(() -> register.accounts().remove(side.id(), id, SETUP));
    }

    @Test
    void riseWithEveryChangeToItsCredentialsAndTheEndOfTheirTokens() {
        String token = WORLD.token(secret).accessToken();
        assertBumps(() -> register.tokens().endAllOf(token));
        assertBumps(() ->
                register.credentials().rotate(side.id(), secret.credential().id(), SETUP));
        assertBumps(() ->
                register.credentials().stand(side.id(), secret.credential().id(), Standing.SUSPENDED, SETUP));
    }

    @Test
    void riseForEveryControllerWithAnAgreementWhenTheIntegratorOrAProductChanges() {
        Side second = WORLD.side();
        WORLD.draft(second);
        long secondBefore = WORLD.revision(second.id());
        assertBumps(() -> register.products().stand(WORLD.integrator, WORLD.product, Standing.SUSPENDED, SETUP));
        assertBumps(() -> register.products().stand(WORLD.integrator, WORLD.product, Standing.ACTIVE, SETUP));
        assertBumps(() -> register.integrators().stand(WORLD.integrator, Standing.SUSPENDED, SETUP));
        assertBumps(() -> register.integrators().stand(WORLD.integrator, Standing.ACTIVE, SETUP));
        assertThat(WORLD.revision(second.id())).isEqualTo(secondBefore + 4);
    }

    @Test
    void stayWhenATokenIsIssuedOrRefreshed() {
        assertKeeps(() -> WORLD.token(secret));
        String refresh = WORLD.token(secret).refreshToken().orElseThrow();
        assertKeeps(() -> register.tokens().refresh(refresh));
        assertKeeps(() ->
                register.tokens().issue(secret.credential().clientId(), "wrong", Optional.empty(), Optional.empty()));
    }

    @Test
    void stayWhenAUseIsTakenOrGivenBack() {
        var instruction = WORLD.instructionWithUses(side, agreement.id(), 9);
        String where = " where instruction = '" + instruction.id() + "'";
        assertKeeps(() -> WORLD.asOwner("update wayleave.instruction_use set remaining = 4" + where));
    }

    @Test
    void stayWhenAChangeIsRefused() {
        assertKeeps(() -> register.agreements().resume(side.id(), agreement.id(), SETUP));
    }

    @Test
    void riseForAControllerThatMeetsTheIntegratorWhileItChanges() throws Exception {
        Side newcomer = WORLD.side();
        long before = WORLD.revision(newcomer.id());
        try (Connection meeting = WORLD.ownersConnection();
                var sql = meeting.createStatement();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            meeting.setAutoCommit(false);
            var id = UUID.randomUUID();
            sql.execute("insert into wayleave.agreement values ('" + id + "', '" + newcomer.id() + "', '"
                    + WORLD.integrator + "', 1, 'DRAFT', now(), now())");
            sql.execute("insert into wayleave.agreement_version values ('" + id + "', '" + newcomer.id() + "', '"
                    + WORLD.integrator + "', 1, '{}', encode(sha256('{}'), 'hex'), now())");
            Future<Long> changing = executor.submit(() -> WORLD.asOwner(
                    "update wayleave.integrator set standing = 'ACTIVE' where id = '" + WORLD.integrator + "'"));
            awaitOneThatWaits();
            meeting.commit();
            assertThat(changing.get()).isEqualTo(1);
            // Its agreement and version made two revisions more; the integrator's change a third.
            assertThat(WORLD.revision(newcomer.id())).isEqualTo(before + 3);
        }
    }

    private static void awaitOneThatWaits() {
        Instant deadline = Instant.now().plusSeconds(20);
        while (WORLD.asOwner("select count(*) from pg_locks where not granted") == 0)
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
    }

    @Test
    void neverGoBack() {
        assertThat(catchThrowableOfType(
                                World.OwnerRefused.class,
                                () -> WORLD.asOwner("update wayleave.controller_revision set revision = revision - 1"
                                        + " where controller = '" + side.id() + "'"))
                        .sqlState())
                .isEqualTo("23514");
    }

    private void assertBumps(Runnable change) {
        long before = WORLD.revision(side.id());
        long strangers = WORLD.revision(stranger.id());
        change.run();
        assertThat(WORLD.revision(side.id())).isGreaterThan(before);
        assertThat(WORLD.revision(stranger.id())).isEqualTo(strangers);
    }

    private void assertKeeps(Runnable act) {
        long before = WORLD.revision(side.id());
        act.run();
        assertThat(WORLD.revision(side.id())).isEqualTo(before);
    }
}
