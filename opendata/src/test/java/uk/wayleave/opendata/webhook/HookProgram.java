package uk.wayleave.opendata.webhook;

import java.time.Duration;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;

/** A node that delivers until it is killed. */
public final class HookProgram {
    private HookProgram() {}

    /** @param arguments the owner's address */
    public static void main(String[] arguments) throws InterruptedException {
        try (Annex annex = Annex.open(DatabaseAddress.parse(arguments[0]), RoleKey.of(new byte[32]), Stores.plan());
                Deliverer _ = Hooks.node(annex.dataSource())) {
            Thread.sleep(Duration.ofMinutes(2));
        }
    }
}
