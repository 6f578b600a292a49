package uk.wayleave.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.register.Register;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseTimeouts;
import uk.wayleave.register.postgres.PoolSizes;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.MasterKey;

class PartiesTest {
    @Test
    void theTokenOfTheWorkloadLeadsToAnActiveAgreementAnInstructionAndAnAccount() {
        MasterKey key = MasterKey.of(new byte[32]);
        Database database = Database.open(
                TemporaryPostgres.newDatabase(), key.roleKey(), new PoolSizes(2, 3, 1, 1), DatabaseTimeouts.defaults());
        try (Register register = Register.open(database, key, Clock.systemUTC(), TokenLifetimes.asStreetManagers())
                .orElseThrow()) {
            URI streetManager = URI.create("http://127.0.0.1:8080");

            String token = Parties.register(register, streetManager, Clock.systemUTC());

            assertThat(register.snapshots().read(token)).hasValueSatisfying(snapshot -> {
                assertThat(snapshot.agreement())
                        .hasValueSatisfying(
                                agreement -> assertThat(agreement.state()).isEqualTo(AgreementState.ACTIVE));
                assertThat(snapshot.token().instruction())
                        .contains(snapshot.instructions().getFirst().id());
                assertThat(snapshot.accounts())
                        .singleElement()
                        .satisfies(account -> assertThat(account.host()).isEqualTo(streetManager));
            });
        }
    }
}
