package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import uk.wayleave.app.serve.Installation;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.app.serve.UntilStopped;
import uk.wayleave.app.settings.Reading;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.SettingsReader;
import uk.wayleave.register.Register;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.AccountHosts;

/**
 * Wayleave with all controls on, as a process of its own: what {@code ./wayleave serve} starts, on an embedded PostgreSQL
 * of its own, wired and tuned as it is there. Then the parties are registered from outside, beside the running program.
 */
final class WayleaveServer {
    /** The workload for which two tokens are written: the list with nothing to mask, and the list masked. */
    static final String LISTS = "lists";

    private WayleaveServer() {}

    /**
     * @param arguments base address of the upstream; home of the installation; file into which its base address and the
     *     access tokens for the workload are written, a line each, once calls are answered; the workload
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI upstream = URI.create(arguments[0]);
        Path home = Path.of(arguments[1]);
        Path ready = Path.of(arguments[2]);
        Clock clock = Clock.systemUTC();
        Settings settings = settings(home);
        Consumer<String> tell = System.out::println;
        Installation installation = Installation.start(settings, Installation.People.REAL, clock, tell);
        try (Storage storage = Storage.beside(settings, tell);
                Register register = Register.open(
                                storage.database(),
                                storage.key(),
                                clock,
                                TokenLifetimes.asStreetManagers(),
                                AccountHosts.LOOPBACK_TOO)
                        .orElseThrow()) {
            List<String> tokens = arguments[3].equals(LISTS)
                    ? Parties.registerForLists(register, upstream, clock)
                    : List.of(Parties.register(register, upstream, clock));
            announce(ready, installation.dataPlane() + "\n" + String.join("\n", tokens) + "\n");
        }
        UntilStopped.await(installation);
    }

    /** As {@code serve} reads them; as many calls as there can be, since the upstream is our own: counted all the same. */
    private static Settings settings(Path home) {
        Map<String, String> environment = Map.of(
                "WAYLEAVE_HOME", home.toString(),
                "WAYLEAVE_DATA_PORT", "0",
                "WAYLEAVE_CONTROL_PORT", "0",
                "WAYLEAVE_CALLS_PER_MINUTE", "1000000000",
                "WAYLEAVE_POLLING_SECONDS", "0");
        return switch (SettingsReader.read(environment, home)) {
            case Reading.Sound(Settings settings) -> settings;
            case Reading.Faulty(var faults) -> throw new IllegalStateException("The settings are wrong: " + faults);
        };
    }

    /** The file appears with all of its content at once. */
    private static void announce(Path ready, String text) throws IOException {
        Path unfinished = ready.resolveSibling(ready.getFileName() + "." + UUID.randomUUID());
        Files.writeString(unfinished, text);
        Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
    }
}
