package uk.wayleave.app.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.PortInUseException;
import uk.wayleave.app.command.CannotStart;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.Variable;
import uk.wayleave.console.Console;
import uk.wayleave.console.product.Doors;
import uk.wayleave.control.ControlPlane;
import uk.wayleave.control.ControlSettings;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.gateway.Gateway;
import uk.wayleave.gateway.GatewayParts;
import uk.wayleave.gateway.GatewaySettings;
import uk.wayleave.gateway.forward.Alarm;
import uk.wayleave.gateway.forward.ForwardSettings;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.governor.Governor;
import uk.wayleave.gateway.notification.NotificationParts;
import uk.wayleave.gateway.notification.NotificationSettings;
import uk.wayleave.gateway.scan.ScanParts;
import uk.wayleave.gateway.scan.ScanSettings;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.opendata.OpenData;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.webhook.SealingKey;
import uk.wayleave.opendata.webhook.WebhookSettings;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.token.TokenLifetimes;
import uk.wayleave.register.vault.AccountHosts;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.FieldProfileFile;

/** Everything that serves: database, ledger, data plane and control plane. Closed in the opposite order. */
public final class Installation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

    /** The controls that this program wires. The governor is not among them yet. */
    private static final Set<Control> WIRED = EnumSet.complementOf(EnumSet.of(Control.GOVERNOR));

    /** Whose passwords the control plane keeps. */
    public enum People {
        REAL,
        /** Of a demonstration, all of whom sign in when it starts: hashed in less time. */
        FICTIONAL
    }

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Gateway gateway;
    private final ControlPlane control;
    private final LedgerReader ledgerReader;
    private final Optional<URI> publicControl;
    private final Optional<URI> publicData;

    private Installation(Settings settings, People people, Clock clock, Consumer<String> tell) {
        publicControl = settings.publicControlUrl();
        publicData = settings.publicDataUrl();
        try {
            CompletableFuture<Catalogue> catalogue = inBackground(() -> Catalogues.open(settings));
            Storage storage = opened(Storage.open(settings, tell));
            Register register = register(storage, clock, hosts(settings, people));
            PostgresLedger ledger = opened(PostgresLedger.open(storage.database()));
            ledgerReader = new LedgerReader(storage.database());
            Governor governor = opened(Governor.start(settings.governor(), register.allotments(), clock));
            StreetManager streetManager = opened(StreetManager.start(
                    ForwardSettings.defaults(), governor, register.accounts(), clock, Alarm.logging()));
            Catalogue known = catalogue.join();
            GatewayParts parts = parts(
                    known,
                    register,
                    ledger,
                    streetManager,
                    storage.key(),
                    NotificationParts.of(register.notifications(), notifications(settings, people)),
                    clock);
            Annex annex = opened(storage.openData());
            OpenData openData =
                    opened(OpenData.start(annex.dataSource(), known, openData(settings, people, storage.key()), clock));
            gateway = opened(dataPlane(settings, Catalogues.enabled(settings, known), parts, openData));
            control = opened(controlPlane(
                    controlSettings(settings, people, clock),
                    register,
                    ledger,
                    ledgerReader,
                    known,
                    new Console(settings.serviceName(), this::doors),
                    password -> keepBootstrap(settings.home(), password, tell)));
        } catch (CompletionException failed) {
            close();
            if (failed.getCause() instanceof CannotStart expected) {
                throw expected;
            }
            throw new IllegalStateException("A part of the program could not be read.", failed.getCause());
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    /**
     * Starts it.
     *
     * @param tell what the operator should read: warnings, the first administrator
     * @throws CannotStart if settings or surroundings do not let it
     */
    public static Installation start(Settings settings, People people, Clock clock, Consumer<String> tell) {
        return new Installation(settings, people, clock, tell);
    }

    private static <T> CompletableFuture<T> inBackground(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    /** A sandbox is on this machine and has no TLS. */
    private static AccountHosts hosts(Settings settings, People people) {
        return people == People.FICTIONAL || settings.standIn() ? AccountHosts.LOOPBACK_TOO : AccountHosts.TLS_ONLY;
    }

    private Register register(Storage storage, Clock clock, AccountHosts hosts) {
        return switch (Register.open(
                storage.database(), storage.key(), clock, TokenLifetimes.asStreetManagers(), hosts)) {
            case Outcome.Done<Register>(Register register) -> opened(register);
            case Outcome.Refused<Register>(String why, String cure) -> throw new CannotStart(why + " " + cure);
        };
    }

    private static GatewayParts parts(
            Catalogue catalogue,
            Register register,
            PostgresLedger ledger,
            StreetManager streetManager,
            MasterKey key,
            NotificationParts notifications,
            Clock clock) {
        return new GatewayParts(
                catalogue,
                new Framework(new Clauses(), FieldProfileFile.load()),
                register.snapshots(),
                register.tokens(),
                ledger,
                streetManager,
                register.holdings(),
                controller -> FingerprintKey.of(key.fingerprintKey(controller), controller.value()),
                notifications,
                register.repeats(),
                register.courtesy(),
                new ScanParts(register.textScanRuns(), ScanSettings.usual()),
                clock);
    }

    /** A demonstration's products are all on this machine, and so is its Street Manager. */
    private static NotificationSettings notifications(Settings settings, People people) {
        boolean fictional = people == People.FICTIONAL;
        NotificationSettings reaching = NotificationSettings.defaults()
                .reaching(fictional ? ReceiverNetworks.LOOPBACK_TOO : settings.receivers());
        NotificationSettings usual = fictional || settings.standIn() ? reaching.withStandIn() : reaching;
        return settings.publicDataUrl().map(usual::at).orElse(usual);
    }

    private static OpenDataSettings openData(Settings settings, People people, MasterKey key) {
        return OpenDataSettings.usual()
                .sending(WebhookSettings.usual(
                        SealingKey.of(key.keyFor("webhooks of open data")),
                        people == People.FICTIONAL ? ReceiverNetworks.LOOPBACK_TOO : settings.receivers()));
    }

    private static Gateway dataPlane(
            Settings settings, Set<OperationId> enabled, GatewayParts parts, OpenData openData) {
        try {
            return Gateway.start(gatewaySettings(settings, enabled), parts, List.of(openData.door()));
        } catch (IllegalStateException failed) {
            throw new CannotStart(failed.getMessage() + " Name another in " + Variable.DATA_PORT + ".");
        }
    }

    private static ControlPlane controlPlane(
            ControlSettings settings,
            Register register,
            PostgresLedger ledger,
            LedgerReader reader,
            Catalogue catalogue,
            Console console,
            Consumer<String> keeper) {
        try {
            return ControlPlane.start(settings, register, ledger, reader, catalogue, keeper, console);
        } catch (PortInUseException failed) {
            throw new CannotStart("The control plane could not listen on port " + failed.getPort()
                    + ", which is in use. Name another in " + Variable.CONTROL_PORT + ".");
        }
    }

    private static GatewaySettings gatewaySettings(Settings settings, Set<OperationId> enabled) {
        GatewaySettings usual = GatewaySettings.onLoopback(settings.dataPort());
        return new GatewaySettings(
                settings.bind(),
                settings.dataPort(),
                settings.tls().map(tls -> new GatewaySettings.Tls(tls.keystore(), tls.password())),
                enabled,
                GatewaySettings.OWN_OPEN_API,
                usual.bodyAtMost(),
                usual.bodyTime(),
                usual.segment(),
                usual.files(),
                usual.spools(),
                usual.pictures(),
                settings.publicControlUrl(),
                settings.certificates().data());
    }

    private static ControlSettings controlSettings(Settings settings, People people, Clock clock) {
        ControlSettings usual = ControlSettings.defaults()
                .by(clock)
                .wiredWith(WIRED)
                .trusting(people == People.FICTIONAL ? ReceiverNetworks.LOOPBACK_TOO : settings.receivers());
        ControlSettings hashing = people == People.FICTIONAL ? usual.hashing(Passwords.FICTIONAL_ROUNDS) : usual;
        ControlSettings secured = settings.tls()
                .map(tls -> hashing.secured(new ControlSettings.Tls(tls.keystore(), tls.password())))
                .orElse(hashing);
        ControlSettings listening = secured.on(settings.bind(), settings.controlPort())
                .withCertificates(
                        settings.certificates().control(),
                        settings.certificates().publicControlUrl());
        return settings.publicControlUrl().map(listening::seenAs).orElse(listening);
    }

    private static void keepBootstrap(Path home, String password, Consumer<String> tell) {
        Path file = bootstrapFile(home);
        try {
            PrivateFile.write(file, password + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "The first administrator's password could not be written to " + file, failed);
        }
        tell.accept("The first administrator is admin; the password is in " + file + ". Change it after signing in.");
    }

    /** As products see them; asked when a page is shown, which nobody is before both listen. */
    private Doors doors() {
        return new Doors(publicControl.orElseGet(this::controlPlane), publicData.orElseGet(this::dataPlane));
    }

    /** Where the generated password of the first administrator is kept. */
    public static Path bootstrapFile(Path home) {
        return home.resolve("admin-password");
    }

    public URI dataPlane() {
        return gateway.baseUri();
    }

    public URI controlPlane() {
        return control.baseUrl();
    }

    /** Where each plane asks callers for a certificate (RFC 8705), in words; empty where neither does. */
    public Optional<String> certificateDoors() {
        String doors = Stream.of(
                        gateway.certificateUri().map(uri -> "data plane " + uri),
                        control.certificateUrl().map(uri -> "control plane " + uri))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Optional.of(doors).filter(text -> !text.isEmpty());
    }

    public LedgerReader ledger() {
        return ledgerReader;
    }

    /** The last part that is still open first; one that fails does not keep the others open. */
    @Override
    public void close() {
        Optional<AutoCloseable> next = Optional.ofNullable(open.poll());
        while (next.isPresent()) {
            try {
                next.get().close();
            } catch (Exception failed) {
                LOG.error("{} did not stop in order.", next.get().getClass().getSimpleName(), failed);
            }
            next = Optional.ofNullable(open.poll());
        }
    }
}
