package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.gateway.Gateway;
import uk.wayleave.gateway.GatewayParts;
import uk.wayleave.gateway.GatewaySettings;
import uk.wayleave.gateway.forward.Alarm;
import uk.wayleave.gateway.forward.ForwardSettings;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.TemporaryPostgres;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.streetmanager.Catalogue;

/**
 * Wayleave with all controls on, as a process of its own: a real PostgreSQL of its own, register, vault, ledger, every
 * step of the way of one call. Nothing is left out and nothing tuned beyond its defaults.
 */
final class WayleaveServer {
    private WayleaveServer() {}

    /**
     * @param arguments base address of the upstream; file into which the own base address and an access token for the
     *     workload are written, a line each, once calls are answered
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI upstream = URI.create(arguments[0]);
        Path ready = Path.of(arguments[1]);
        Clock clock = Clock.systemUTC();
        MasterKey key = newMasterKey();
        Database database = Database.open(TemporaryPostgres.newDatabase(), key.roleKey());
        Register register = Register.open(database, key, clock, TokenLifetimes.asStreetManagers())
                .orElseThrow();
        String token = Parties.register(register, upstream, clock);
        Gateway gateway = Gateway.start(
                GatewaySettings.onLoopback(0),
                parts(
                        register,
                        PostgresLedger.open(database),
                        StreetManager.start(ForwardSettings.defaults(), register.accounts(), clock, Alarm.logging()),
                        key,
                        clock));
        announce(ready, gateway.baseUri() + "\n" + token + "\n");
        Thread.currentThread().join();
    }

    private static GatewayParts parts(
            Register register, PostgresLedger ledger, StreetManager streetManager, MasterKey key, Clock clock) {
        var fingerprintKeys = new ConcurrentHashMap<ControllerId, FingerprintKey>();
        byte[] secret = key.keyFor("fingerprints");
        return new GatewayParts(
                Catalogue.load(),
                new Framework(new Clauses()),
                register.snapshots(),
                register.tokens(),
                ledger,
                streetManager,
                controller -> fingerprintKeys.computeIfAbsent(controller, id -> FingerprintKey.of(secret, id.value())),
                clock);
    }

    private static MasterKey newMasterKey() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return MasterKey.of(secret);
    }

    /** The file appears with all of its content at once. */
    private static void announce(Path ready, String text) throws IOException {
        Path unfinished = ready.resolveSibling(ready.getFileName() + "." + UUID.randomUUID());
        Files.writeString(unfinished, text);
        Files.move(unfinished, ready, StandardCopyOption.ATOMIC_MOVE);
    }
}
