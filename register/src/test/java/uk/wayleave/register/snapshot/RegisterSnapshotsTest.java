package uk.wayleave.register.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Register;
import uk.wayleave.register.World;

class RegisterSnapshotsTest {
    private final World world = new World();
    private final Register register = world.register;

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void gathersEverythingACallIsJudgedBy() {
        var agreement = world.active(world.water);
        var secret = world.credential(world.water, agreement.id());
        var instruction = world.instruction(world.water, agreement.id());
        var account = world.account(world.water, agreement.id());
        String token = world.token(secret).accessToken();

        Snapshot snapshot = register.snapshots().find(token).orElseThrow();

        assertThat(snapshot.controller()).isEqualTo(world.water.id());
        assertThat(snapshot.revision()).isEqualTo(world.revision(world.water.id()));
        assertThat(snapshot.token().revoked()).isFalse();
        assertThat(snapshot.product().standing()).isEqualTo(Standing.ACTIVE);
        assertThat(snapshot.product().clientId()).isEqualTo(secret.credential().clientId());
        assertThat(snapshot.agreement()).contains(agreement.agreement());
        assertThat(snapshot.instructions()).containsExactly(instruction);
        assertThat(snapshot.organisations())
                .containsExactly(new Organisation(world.water.code(), "Mallow Water", "ORG-9101", Set.of("QA")));
        assertThat(snapshot.accounts()).containsExactly(account.account());
    }

    @Test
    void seesASuspensionOnTheOtherNodeWithTheNextRead() {
        var agreement = world.active(world.water);
        String token =
                world.token(world.credential(world.water, agreement.id())).accessToken();
        try (Register other = world.open(world.openDatabase())) {
            Snapshot before = other.snapshots().find(token).orElseThrow();
            register.agreements()
                    .suspend(world.water.id(), agreement.id(), new Actor.Someone(world.vendorAdministrator))
                    .orElseThrow();
            Snapshot after = other.snapshots().read(token).orElseThrow();

            assertThat(after.agreement().orElseThrow().state()).isEqualTo(AgreementState.SUSPENDED);
            assertThat(after.revision()).isGreaterThan(before.revision());
            assertThat(other.snapshots().find(token)).contains(after);
        }
    }
}
