package uk.wayleave.sandbox;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.door.Aside;
import uk.wayleave.sandbox.door.Door;
import uk.wayleave.sandbox.door.Faults;
import uk.wayleave.sandbox.door.Playbook;
import uk.wayleave.sandbox.door.RateLimit;
import uk.wayleave.sandbox.door.Routes;
import uk.wayleave.sandbox.events.PostOffice;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Accounts;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.people.Sessions;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.seed.Seed;
import uk.wayleave.streetmanager.Catalogue;

/**
 * A stand-in for Street Manager that runs on loopback and forgets everything when it is closed. It answers V3.6 and V6
 * under {@code /v3/…} and {@code /v6/…}; {@code GET /_sandbox/played} lists what it plays, everything else is answered
 * 501. Facts are DfT's where DfT states them (OpenAPI files of V3.6, API documentation of July 2021); where it does not,
 * the Javadoc of the class concerned says what was chosen.
 */
public final class Sandbox implements AutoCloseable {
    /** SWA code of the water utility, a promoter. */
    public static final String WATER = Directory.WATER;

    /** SWA code of the fibre utility, a promoter. */
    public static final String FIBRE = Directory.FIBRE;

    /** SWA code of the county council as highway authority of every street. */
    public static final String COUNTY = Directory.COUNTY;

    /** SWA code of the same county council as a promoter of its own works. */
    public static final String COUNTY_WORKS = Directory.COUNTY_WORKS;

    private final Server server;
    private final ServerConnector connector;
    private final Parts parts;
    private final Sessions sessions;
    private final Routes routes;
    private final Faults faults;
    private final PostOffice post;

    private Sandbox(SandboxSettings settings, Clock clock) {
        faults = new Faults();
        Archive archive = new Archive(clock);
        parts = new Parts(archive, faults::isSuspended);
        List<Account> accounts = Accounts.of(settings.passwordSeed().orElseGet(Sessions::randomSeed));
        sessions = new Sessions(clock, accounts, faults::isSuspended, faults::tokenLife);
        faults.connect(sessions);
        Catalogue catalogue = Catalogue.load();
        post = new PostOffice(parts, faults::retry, this::baseUri);
        Playbook playbook = Plays.of(parts, sessions, faults, post);
        routes = new Routes(playbook, catalogue);
        new Seed(parts, playbook, catalogue, accounts, settings.seed()).sow(settings.works());
        server = new Server(threads());
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        server.addConnector(connector);
        Aside aside = new Aside(parts, routes, faults, post::confirm, post::certificate);
        RateLimit rate = new RateLimit(clock, settings.callsPerMinute());
        server.setHandler(new Door(parts, sessions, routes, faults, rate, aside, catalogue));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("sandbox");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("sandbox-"));
        return threads;
    }

    /**
     * Starts a sandbox.
     *
     * @throws IllegalStateException if the port cannot be had
     */
    public static Sandbox start(SandboxSettings settings, Clock clock) {
        Sandbox sandbox = new Sandbox(settings, clock);
        try {
            sandbox.server.start();
        } catch (Exception failed) {
            sandbox.close();
            throw new IllegalStateException(
                    "The sandbox could not listen on port " + settings.port() + " of 127.0.0.1. Is it in use?", failed);
        }
        return sandbox;
    }

    /** Where it answers, without a slash at the end. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    /** All accounts with their passwords, those that only were invited last. */
    public List<Account> accounts() {
        return List.copyOf(sessions.accounts());
    }

    /**
     * The account of an organisation that can log in.
     *
     * @throws IllegalArgumentException if the sandbox has no such organisation
     */
    public Account account(String swaCode) {
        return accounts().stream()
                .filter(a -> a.swaCode().equals(swaCode) && !a.invited())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no organisation " + swaCode + "."));
    }

    /** The code that was last written to a user who forgot a password: there is no mail here. */
    public Optional<String> verificationCode(String emailAddress) {
        return sessions.verificationCode(emailAddress);
    }

    public List<Organisation> organisations() {
        return parts.directory().all();
    }

    /** All works records as they now stand, by reference. */
    public List<WorksSummary> works() {
        return parts.archive().allWorks().stream().map(Sandbox::summary).toList();
    }

    /** One works record, empty if there is none of that reference. */
    public Optional<WorksSummary> works(String reference) {
        return parts.archive().works(reference).map(Sandbox::summary);
    }

    private static WorksSummary summary(Works works) {
        return new WorksSummary(
                works.reference(),
                works.promoter(),
                works.highwayAuthority(),
                works.workstream(),
                works.status().code(),
                works.place().street(),
                works.permits().stream()
                        .map(p -> new WorksSummary.PermitSummary(
                                p.reference(), p.status().code()))
                        .toList());
    }

    /** Ids of files an organisation has uploaded and not linked to a works yet. */
    public List<Long> looseFiles(String swaCode) {
        return parts.archive().files().allLoose().stream()
                .filter(file -> file.swaCode().equals(swaCode))
                .map(StoredFile::id)
                .sorted()
                .toList();
    }

    /** The switches for what goes wrong on purpose. */
    public Faults faults() {
        return faults;
    }

    /** Stops at once and forgets everything. */
    @Override
    public void close() {
        post.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The sandbox did not stop in order.", failed);
        }
    }
}
