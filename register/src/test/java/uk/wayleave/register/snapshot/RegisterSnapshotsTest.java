package uk.wayleave.register.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.wayleave.register.World.SETUP;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Register;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.token.Tokens;

class RegisterSnapshotsTest {
    private static final World WORLD = new World();

    private final World world = WORLD;
    private final Side side = WORLD.side();
    private final Register register = world.register;

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void gathersEverythingACallIsJudgedBy() {
        var agreement = world.active(side);
        var secret = world.credential(side, agreement.id());
        var instruction = world.instruction(side, agreement.id());
        var account = world.account(side, agreement.id());
        String token = world.token(secret).accessToken();

        Snapshot snapshot = register.snapshots().find(token).orElseThrow();

        assertThat(snapshot.controller()).isEqualTo(side.id());
        assertThat(snapshot.revision()).isEqualTo(world.revision(side.id()));
        assertThat(snapshot.token().revoked()).isFalse();
        assertThat(snapshot.product().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(snapshot.product().clientId()).isEqualTo(secret.credential().clientId());
        assertThat(snapshot.agreement()).contains(agreement.agreement());
        assertThat(snapshot.instructions()).containsExactly(instruction);
        assertThat(snapshot.organisations())
                .containsExactly(register.organisations().of(side.id()).getFirst());
        assertThat(snapshot.accounts()).containsExactly(account.account());
    }

    @Test
    void seesASuspensionOnTheOtherNodeWithTheNextRead() {
        var agreement = world.active(side);
        String token = world.token(world.credential(side, agreement.id())).accessToken();
        try (Register other = world.open(world.openDatabase())) {
            Snapshot before = other.snapshots().find(token).orElseThrow();
            register.agreements()
                    .suspend(side.id(), agreement.id(), new Actor.Someone(world.vendorAdministrator))
                    .orElseThrow();
            Snapshot after = other.snapshots().read(token).orElseThrow();

            assertThat(after.agreement().orElseThrow().state()).isEqualTo(AgreementState.SUSPENDED);
            assertThat(after.revision()).isGreaterThan(before.revision());
            assertThat(other.snapshots().find(token)).contains(after);
        }
    }

    @Test
    void knowsNoTokenThatWasNeverIssued() {
        assertThat(register.snapshots().find("never issued")).isEmpty();
        assertThat(register.snapshots().read("")).isEmpty();
    }

    @Test
    void showsTheWeakestStandingOfCredentialProductAndIntegrator() {
        var secret = world.credential(side, world.active(side).id());
        String token = world.token(secret).accessToken();
        register.credentials()
                .stand(side.id(), secret.credential().id(), Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertThat(now(token).product().standing()).isEqualTo(Standing.SUSPENDED);
        register.credentials()
                .stand(side.id(), secret.credential().id(), Standing.ACTIVE, SETUP)
                .orElseThrow();
        register.products()
                .stand(world.integrator, world.product, Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertThat(now(token).product().standing()).isEqualTo(Standing.SUSPENDED);
        register.products()
                .stand(world.integrator, world.product, Standing.ACTIVE, SETUP)
                .orElseThrow();
        assertThat(now(token).product().standing()).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void showsRevokedInstructionsSuspendedPersonsAndUsesLeft() {
        var agreement = world.active(side);
        String token = world.token(world.credential(side, agreement.id())).accessToken();
        var instruction = world.instructionWithUses(side, agreement.id(), 9);
        world.asOwner(
                "update wayleave.instruction_use set remaining = 7 where instruction = '" + instruction.id() + "'");
        register.people()
                .stand(side.body(), side.planner(), Standing.SUSPENDED, SETUP)
                .orElseThrow();
        var seen = now(token).instructions().getFirst();
        assertThat(seen.remainingUses()).hasValue(7);
        assertThat(seen.persons().getFirst().standing()).isEqualTo(Standing.SUSPENDED);
        register.instructions().revoke(side.id(), instruction.id(), SETUP).orElseThrow();
        assertThat(now(token).instructions().getFirst().standing()).isEqualTo(Standing.ENDED);
    }

    @Test
    void leavesOutInstructionsThatHaveLongBeenOverUnlessTheTokenIsBoundToOne() {
        var agreement = world.active(side);
        var secret = world.credential(side, agreement.id());
        var bound = world.instruction(side, agreement.id());
        var other = world.instruction(side, agreement.id());
        register.instructions().revoke(side.id(), other.id(), SETUP).orElseThrow();
        world.clock.move(Duration.ofDays(61));
        var issue = register.tokens()
                .issue(secret.credential().clientId(), secret.secret(), Optional.of(bound.id()), Optional.empty());
        String token = ((Tokens.Issue.Issued) issue).accessToken();
        assertThat(now(token).instructions()).containsExactly(bound);
    }

    @Test
    void showsNothingOfAnotherAgreementProductOrController() {
        var agreement = world.active(side);
        String token = world.token(world.credential(side, agreement.id())).accessToken();
        world.instruction(world.council, world.active(world.council).id());
        register.agreements().suspend(side.id(), agreement.id(), SETUP).orElseThrow();
        world.account(side, world.draft(side).id());
        Snapshot snapshot = now(token);
        assertThat(snapshot.instructions()).isEmpty();
        assertThat(snapshot.accounts()).isEmpty();
        assertThat(snapshot.organisations()).extracting(Organisation::swaCode).containsExactly(side.code());
    }

    @Test
    void hearsOfAChangeMadeOnAnotherNode() {
        var agreement = world.active(side);
        String token = world.token(world.credential(side, agreement.id())).accessToken();
        try (Register other = world.open(world.openDatabase())) {
            assertThat(other.snapshots().find(token)).isPresent();
            register.agreements().suspend(side.id(), agreement.id(), SETUP).orElseThrow();
            awaitTrue(() -> other.snapshots()
                            .find(token)
                            .orElseThrow()
                            .agreement()
                            .orElseThrow()
                            .state()
                    == AgreementState.SUSPENDED);
        }
    }

    @Test
    void refusesWhereTheRegisterCannotTell() {
        var agreement = world.active(side);
        var secret = world.credential(side, agreement.id());
        String known = world.token(secret).accessToken();
        String unknown = world.token(secret).accessToken();
        Database database = world.openDatabase();
        Register other = world.open(database);
        assertThat(other.snapshots().read(known)).isPresent();
        database.close();
        assertThatThrownBy(() -> other.snapshots().find(unknown)).isInstanceOf(DatabaseUnavailable.class);
        assertThatThrownBy(() -> other.snapshots().read(known)).isInstanceOf(DatabaseUnavailable.class);
        other.close();
    }

    private Snapshot now(String token) {
        return register.snapshots().read(token).orElseThrow();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("still waiting").isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
