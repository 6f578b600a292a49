package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import uk.wayleave.app.serve.Installation;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.app.serve.UntilStopped;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.gateway.notification.ReceiverNetworks;
import uk.wayleave.register.Register;
import uk.wayleave.register.postgres.DatabaseChoice;
import uk.wayleave.register.token.TokenLifetimes;

/**
 * Wayleave with all controls on, as a process of its own: what {@code ./wayleave serve} starts, on an embedded PostgreSQL
 * of its own, wired and tuned as it is there. Then the parties are registered from outside, beside the running program.
 */
final class WayleaveServer {
    private WayleaveServer() {}

    /**
     * @param arguments base address of the upstream; home of the installation; file into which its base address and an
     *     access token for the workload are written, a line each, once calls are answered
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI upstream = URI.create(arguments[0]);
        Path home = Path.of(arguments[1]);
        Path ready = Path.of(arguments[2]);
        Clock clock = Clock.systemUTC();
        var settings = new Settings(
                home,
                new DatabaseChoice.Embedded(home.resolve("postgres")),
                InetAddress.getLoopbackAddress(),
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ReceiverNetworks.PUBLIC,
                Optional.empty(),
                Map.of());
        Consumer<String> tell = System.out::println;
        Installation installation = Installation.start(settings, Installation.People.REAL, clock, tell);
        try (Storage storage = Storage.beside(settings, tell);
                Register register = Register.open(
                                storage.database(), storage.key(), clock, TokenLifetimes.asStreetManagers())
                        .orElseThrow()) {
            String token = Parties.register(register, upstream, clock);
            announce(ready, installation.dataPlane() + "\n" + token + "\n");
        }
        UntilStopped.await(installation);
    }

    /** The file appears with all of its content at once. */
    private static void announce(Path ready, String text) throws IOException {
        Path unfinished = ready.resolveSibling(ready.getFileName() + "." + UUID.randomUUID());
        Files.writeString(unfinished, text);
        Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
    }
}
