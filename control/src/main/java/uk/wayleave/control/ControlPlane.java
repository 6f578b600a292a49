package uk.wayleave.control;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import uk.wayleave.control.signin.Bootstrap;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.streetmanager.Catalogue;

/** The control plane, running: admin API, OAuth endpoints, sign-in and health on a port of their own. */
public final class ControlPlane implements AutoCloseable {
    private final AnnotationConfigServletWebServerApplicationContext context;
    private final URI baseUrl;
    private final Optional<String> bootstrapPassword;
    private final ActRecorder recorder;
    private final ListeningAddress address;

    private ControlPlane(
            AnnotationConfigServletWebServerApplicationContext context,
            URI baseUrl,
            Optional<String> bootstrapPassword,
            ActRecorder recorder,
            ListeningAddress address) {
        this.address = address;
        this.context = context;
        this.baseUrl = baseUrl;
        this.bootstrapPassword = bootstrapPassword;
        this.recorder = recorder;
    }

    /**
     * Starts it; the caller closes it before the ledger and the register.
     *
     * @throws org.springframework.boot.web.server.PortInUseException if the port is taken
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the register cannot be reached
     */
    public static ControlPlane start(
            ControlSettings settings, Register register, LedgerStore ledger, LedgerReader reader) {
        return start(settings, register, ledger, reader, Catalogue.load(), password -> {}, PagesForPeople.none());
    }

    /**
     * Starts it; the caller closes it before the ledger and the register.
     *
     * @param catalogue of Street Manager's operations, the same that the data plane has
     * @param keeper gets the first operator's generated password before it counts, where this start makes one
     * @param pages what people see of it in a browser
     * @throws org.springframework.boot.web.server.PortInUseException if the port is taken
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the register cannot be reached
     */
    public static ControlPlane start(
            ControlSettings settings,
            Register register,
            LedgerStore ledger,
            LedgerReader reader,
            Catalogue catalogue,
            Consumer<String> keeper,
            PagesForPeople pages) {
        var passwords = new Passwords(settings.passwordRounds());
        Optional<String> bootstrapPassword = new Bootstrap(register, passwords).run(keeper);
        var listening = new ListeningAddress(settings);
        var context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(ControlSettings.class, () -> settings);
        // The register is the caller's to close, not the context's.
        context.registerBean(Register.class, () -> register, definition -> definition.setDestroyMethodName(""));
        context.registerBean(Passwords.class, () -> passwords);
        context.registerBean(ListeningAddress.class, () -> listening);
        context.registerBean(Catalogue.class, () -> catalogue);
        context.registerBean(LedgerReader.class, () -> reader);
        context.registerBean(PagesForPeople.class, () -> pages);
        var recorder = ActRecorder.start(register.acts(), register.calls().reading(), ledger);
        context.registerBean(ActRecorder.class, () -> recorder);
        context.register(ControlConfiguration.class);
        try {
            context.refresh();
            int port = port(context);
            listening.isOn(port);
            return new ControlPlane(context, base(settings, port), bootstrapPassword, recorder, listening);
        } catch (RuntimeException e) {
            recorder.close();
            throw e;
        }
    }

    /** Where it listens, without a slash at the end. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** Where callers are asked for a certificate (RFC 8705), if anywhere. */
    public Optional<URI> certificateUrl() {
        return address.asking();
    }

    /**
     * The generated password of the operator {@code admin}, where this start made it: to be shown and stored by the
     * caller, and nowhere else.
     */
    public Optional<String> bootstrapPassword() {
        return bootstrapPassword;
    }

    @Override
    public void close() {
        context.close();
        recorder.close();
    }

    private static int port(AnnotationConfigServletWebServerApplicationContext context) {
        var server = context.getWebServer();
        if (server == null) throw new IllegalStateException("A context that has been refreshed has a web server.");
        return server.getPort();
    }

    static URI base(ControlSettings settings, int port) {
        InetAddress address = settings.address();
        String host = address.getHostAddress();
        return URI.create((settings.tls().isPresent() ? "https://" : "http://")
                + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port);
    }
}
