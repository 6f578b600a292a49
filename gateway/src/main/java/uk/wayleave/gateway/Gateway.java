package uk.wayleave.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.account.AccountStep;
import uk.wayleave.gateway.account.OwnReferences;
import uk.wayleave.gateway.account.OwnerLookUp;
import uk.wayleave.gateway.answer.AnswerStep;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.CallerStep;
import uk.wayleave.gateway.caller.StandInSnapshots;
import uk.wayleave.gateway.decision.DecisionStep;
import uk.wayleave.gateway.door.DataPlaneDoor;
import uk.wayleave.gateway.door.HttpErrors;
import uk.wayleave.gateway.dropin.DropIn;
import uk.wayleave.gateway.form.FormReader;
import uk.wayleave.gateway.form.FormWriter;
import uk.wayleave.gateway.forward.ForwardStep;
import uk.wayleave.gateway.governor.GovernorSettings;
import uk.wayleave.gateway.governor.GovernorStep;
import uk.wayleave.gateway.governor.HarvestStep;
import uk.wayleave.gateway.governor.PollingFloor;
import uk.wayleave.gateway.intent.IntentStep;
import uk.wayleave.gateway.notification.Notifications;
import uk.wayleave.gateway.operation.OperationStep;
import uk.wayleave.gateway.operation.RequestJson;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refusals;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Drafts;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.gateway.release.ReleaseStep;
import uk.wayleave.gateway.repeat.RepeatStep;
import uk.wayleave.gateway.scan.TextScanning;
import uk.wayleave.gateway.screening.FreeText;
import uk.wayleave.gateway.screening.ScreeningStep;
import uk.wayleave.gateway.status.StatusAnswer;
import uk.wayleave.messages.certificate.AskingTls;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.screening.Screening;
import uk.wayleave.screening.file.PdfProcess;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.PublishedTexts;

/** The data plane: Street Manager's own paths, answered under the framework. */
public final class Gateway implements AutoCloseable {
    private static final int HEADERS_AT_MOST = 16 * 1024;
    private static final long IDLE_MILLIS = 60_000;

    private final Server server;
    private final ServerConnector connector;
    private final Optional<ServerConnector> asking;
    private final boolean secure;
    private final Catalogue catalogue;
    private final DropIn dropIn;
    private final StatusAnswer status;
    private final WayOfOneCall way;
    private final Notifications notifications;
    private final Forgetting forgetting;
    private final TextScanning scanning;
    private final PdfProcess pdfs = PdfProcess.usual();
    private final Problems problems;

    private Gateway(GatewaySettings settings, GatewayParts parts, List<Handler> before) {
        catalogue = parts.catalogue();
        problems = new Problems(settings.openData(), settings.controlPlane());
        RequestJson requestJson = new RequestJson();
        dropIn = new DropIn(parts.tokens(), requestJson, problems);
        status = new StatusAnswer(parts.snapshots(), parts.streetManager(), parts.clock());
        server = new Server(threads());
        secure = settings.tls().isPresent();
        connector = connector(server, settings);
        Fingerprints fingerprints = new Fingerprints(parts.fingerprintKeys());
        Drafts drafts = new Drafts(parts.clock(), fingerprints);
        Snapshots snapshots = new StandInSnapshots(parts.snapshots());
        AccountCalls calls = new AccountCalls(parts.streetManager(), snapshots);
        WayOfOneCall.Steps steps = steps(settings, parts, requestJson, drafts, fingerprints, snapshots, calls, pdfs);
        Refusals refusals = new Refusals(parts.ledger(), drafts, problems);
        way = new WayOfOneCall(steps, refusals);
        notifications = new Notifications(
                parts.notifications(),
                new Notifications.Surroundings(
                        catalogue,
                        way,
                        steps,
                        refusals,
                        drafts,
                        calls,
                        snapshots,
                        parts.ledger(),
                        problems,
                        settings.spools(),
                        this::baseUri,
                        parts.clock()));
        scanning = new TextScanning(
                parts.scans(), way, snapshots, catalogue, Screening.standard(), fingerprints, parts.clock());
        forgetting = new Forgetting(parts.repeats(), parts.courtesy());
        server.addConnector(connector);
        asking = asking(server, settings);
        asking.ifPresent(server::addConnector);
        server.setErrorHandler(new HttpErrors(problems));
        List<Handler> doors = new ArrayList<>(before);
        doors.add(new DataPlaneDoor(
                this::answer,
                problems,
                settings.certificates(),
                parts.clock(),
                settings.bodyAtMost(),
                settings.bodyTime()));
        server.setHandler(new Handler.Sequence(doors));
    }

    /**
     * Starts it.
     *
     * @throws IllegalStateException if the port cannot be had
     */
    public static Gateway start(GatewaySettings settings, GatewayParts parts) {
        return start(settings, parts, List.of());
    }

    /**
     * The same, with other doors in front of ours.
     *
     * @param before each answers what is its own, and leaves the rest to the next
     */
    public static Gateway start(GatewaySettings settings, GatewayParts parts, List<Handler> before) {
        Gateway gateway = new Gateway(settings, parts, before);
        try {
            gateway.server.start();
            gateway.notifications.start();
            gateway.forgetting.start();
            gateway.scanning.start();
        } catch (Exception failed) {
            gateway.close();
            throw new IllegalStateException(
                    "The data plane could not listen on port " + settings.port() + ". Is it in use?", failed);
        }
        return gateway;
    }

    /** Where it answers, without a slash at the end. */
    public URI baseUri() {
        return uri(connector);
    }

    /** Where it asks every caller for a certificate, if it does. */
    public Optional<URI> certificateUri() {
        return asking.map(this::uri);
    }

    private URI uri(ServerConnector of) {
        String host = of.getHost().contains(":") ? "[" + of.getHost() + "]" : of.getHost();
        return URI.create((secure ? "https://" : "http://") + host + ":" + of.getLocalPort());
    }

    @Override
    public void close() {
        scanning.close();
        forgetting.close();
        notifications.close();
        try {
            server.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The data plane did not stop in order.", failed);
        } finally {
            pdfs.close();
        }
    }

    private Reply answer(Incoming incoming) {
        try {
            Match match = catalogue.match(incoming.version(), incoming.method(), incoming.api(), incoming.segments());
            if (match instanceof Match.Status asked) {
                return status.answer(incoming, asked);
            }
            Optional<Reply> local = dropIn.answer(incoming, match);
            if (local.isEmpty()) {
                local = notifications.answer(incoming, match);
            }
            if (local.isPresent()) {
                return local.get();
            }
            if (incoming.headers().token().isEmpty() && match instanceof Match.AccountAdministration(String name)) {
                return withoutToken(incoming, OperationStep.accountAdministration(name, Optional.empty()));
            }
            if (incoming.headers().token().isEmpty()
                    && match instanceof Match.Known known
                    && known.operation().accountAdministration()) {
                return withoutToken(
                        incoming,
                        OperationStep.accountAdministration(known.operation().name(), Optional.of(known.operation())));
            }
            return way.answer(incoming);
        } catch (DatabaseUnavailable unavailable) {
            return problems.reply(
                    incoming.id(),
                    Refusal.Failed.of(
                            503,
                            "register-unavailable",
                            "The register cannot be read, so nothing can be allowed. Try again later.",
                            UpstreamState.NOT_SENT),
                    Optional.empty());
        }
    }

    private Reply withoutToken(Incoming incoming, Refused refused) {
        return problems.reply(incoming.id(), refused.refusal(), Optional.empty());
    }

    private static WayOfOneCall.Steps steps(
            GatewaySettings settings,
            GatewayParts parts,
            RequestJson requestJson,
            Drafts drafts,
            Fingerprints fingerprints,
            Snapshots snapshots,
            AccountCalls calls,
            PdfProcess pdfs) {
        DecisionStep decision = new DecisionStep(parts.framework(), snapshots, parts.clock());
        OwnerLookUp lookUp = new OwnerLookUp(calls, parts.catalogue(), parts.clock());
        OwnReferences references = new OwnReferences(parts.holdings(), settings.files());
        GovernorSettings governed = parts.streetManager().governor().settings();
        return new WayOfOneCall.Steps(
                new CallerStep(parts.snapshots(), parts.clock()),
                new OperationStep(
                        parts.catalogue(), settings.enabled(), requestJson, new FormReader(settings.spools())),
                decision,
                new ScreeningStep(
                        requestJson,
                        new FormWriter(),
                        new FreeText(Screening.standard(), PublishedTexts.of(parts.catalogue())),
                        settings.spools(),
                        settings.pictures(),
                        pdfs,
                        fingerprints),
                new AccountStep(lookUp, references),
                new RepeatStep(parts.repeats(), fingerprints, settings.spools()),
                new GovernorStep(
                        calls, new PollingFloor(governed, parts.courtesy().polls(), fingerprints)),
                new HarvestStep(governed.harvest(), parts.courtesy().foreignReads(), calls, fingerprints),
                new IntentStep(parts.ledger(), decision, drafts),
                new ForwardStep(calls, drafts),
                new AnswerStep(
                        parts.streetManager(),
                        parts.catalogue(),
                        parts.holdings(),
                        references,
                        settings.spools(),
                        Screening.standard()),
                new ReleaseStep(parts.ledger(), decision, drafts, fingerprints, parts.clock(), settings.segment()));
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("data-plane");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("call-"));
        return threads;
    }

    private static ServerConnector connector(Server server, GatewaySettings settings) {
        HttpConfiguration http = http();
        ServerConnector connector = settings.tls()
                .map(tls -> secure(server, http, context(tls)))
                .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
        return listening(connector, settings, settings.port());
    }

    /** The settings have TLS where they have that port. */
    private static Optional<ServerConnector> asking(Server server, GatewaySettings settings) {
        OptionalInt port = settings.certificates().port();
        if (port.isEmpty()) return Optional.empty();
        return settings.tls()
                .map(tls -> secure(server, http(), new AskingTls(tls.keyStore(), tls.password())))
                .map(connector -> listening(connector, settings, port.getAsInt()));
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADERS_AT_MOST);
        http.setUriCompliance(UriCompliance.RFC3986);
        http.setHttpCompliance(HttpCompliance.STRICT);
        return http;
    }

    private static ServerConnector listening(ServerConnector connector, GatewaySettings settings, int port) {
        connector.setHost(settings.bind().getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        return connector;
    }

    private static SslContextFactory.Server context(GatewaySettings.Tls tls) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(tls.keyStore().toString());
        context.setKeyStorePassword(tls.password());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return context;
    }

    private static ServerConnector secure(Server server, HttpConfiguration http, SslContextFactory.Server context) {
        http.addCustomizer(new SecureRequestCustomizer());
        return new ServerConnector(
                server, new SslConnectionFactory(context, "http/1.1"), new HttpConnectionFactory(http));
    }
}
