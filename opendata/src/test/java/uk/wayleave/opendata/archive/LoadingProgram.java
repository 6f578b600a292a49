package uk.wayleave.opendata.archive;

import java.io.IOException;
import java.time.Clock;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;

/** Loads an archive and says how far it has come, until it is killed. */
public final class LoadingProgram {
    private LoadingProgram() {}

    /** @param arguments the owner's address, and the archive */
    public static void main(String[] arguments) throws IOException {
        try (Annex annex = Annex.open(DatabaseAddress.parse(arguments[0]), RoleKey.of(new byte[32]), Stores.plan())) {
            new ArchiveLoader(new EventStore(annex.dataSource()), Clock.systemUTC())
                    .load(ArchiveSource.of(arguments[1]), progress -> say("loaded " + progress.read()));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
