package uk.wayleave.app.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.wayleave.app.settings.Fault;
import uk.wayleave.app.settings.Reading;
import uk.wayleave.app.settings.Settings;
import uk.wayleave.app.settings.SettingsReader;
import uk.wayleave.app.settings.Variable;
import uk.wayleave.register.vault.MasterKeySource;

/** Looks at everything an installation needs, in the order in which it needs it. */
public final class Doctor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Path current;
    private final Clock clock;

    /** @param current the directory that relative paths start from */
    public Doctor(Map<String, String> environment, Path current, Clock clock) {
        this.environment = Map.copyOf(environment);
        this.current = current;
        this.clock = clock;
    }

    public List<Finding> examine() {
        return switch (SettingsReader.read(environment, current)) {
            case Reading.Faulty(List<Fault> faults) -> unreadable(faults);
            case Reading.Sound(Settings settings) -> examine(settings);
        };
    }

    private static List<Finding> unreadable(List<Fault> faults) {
        List<Finding> findings = new ArrayList<>();
        for (Fault fault : faults)
            findings.add(new Finding.Broken("configuration", fault.variable() + ": " + fault.why(), fault.cure()));
        findings.add(new Finding.Skipped("everything else", "the configuration cannot be used"));
        return findings;
    }

    private List<Finding> examine(Settings settings) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding.Sound(
                "configuration",
                "home " + settings.home() + ", doors on " + settings.bind().getHostAddress()
                        + (settings.tls().isPresent() ? " with TLS" : " without TLS")));
        findings.add(home(settings));
        findings.add(key(settings));
        findings.addAll(new DatabaseCheck(settings, clock).examine());
        findings.add(port(settings, "data plane's port", settings.dataPort(), Variable.DATA_PORT));
        findings.add(port(settings, "control plane's port", settings.controlPort(), Variable.CONTROL_PORT));
        findings.add(streetManager(settings));
        return findings;
    }

    private static Finding home(Settings settings) {
        Path home = settings.home();
        Path existing = home;
        while (existing != null && !Files.exists(existing)) existing = existing.getParent();
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing))
            return new Finding.Broken(
                    "home",
                    home + " cannot be written.",
                    "Give it to the user this runs as, or name another directory in " + Variable.HOME + ".");
        return existing.equals(home)
                ? new Finding.Sound("home", home + " is there and can be written")
                : new Finding.Notice("home", home + " is not there yet", "The first start makes it.");
    }

    private static Finding key(Settings settings) {
        boolean stated = settings.environment().containsKey(MasterKeySource.VARIABLE)
                || settings.environment().containsKey(MasterKeySource.FILE_VARIABLE);
        boolean begun = Files.exists(settings.home().resolve("postgres"));
        if (!stated && !begun && !Files.exists(settings.home().resolve("master.key")))
            return new Finding.Notice(
                    "master key",
                    "there is none yet",
                    "The first start generates one in the home. For more than a trial, keep it apart from the data: "
                            + Variable.MASTER_KEY_FILE + ".");
        return switch (MasterKeySource.find(settings.environment(), settings.home(), false)) {
            case MasterKeySource.Finding.Found _ -> new Finding.Sound("master key", "found, and well formed");
            case MasterKeySource.Finding.Generated _ -> throw new IllegalStateException("A key was generated unasked.");
            case MasterKeySource.Finding.Unusable(String why, String cure) ->
                new Finding.Broken("master key", why, cure);
        };
    }

    private static Finding port(Settings settings, String subject, int port, Variable variable) {
        if (port == 0) return new Finding.Sound(subject, "a free one is taken at start");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.bind(), port));
            return new Finding.Sound(subject, port + " is free");
        } catch (IOException _) {
            return new Finding.Notice(
                    subject,
                    port + " is in use",
                    "That is as it should be if Wayleave is running; if not, name another in " + variable + ".");
        }
    }

    private static Finding streetManager(Settings settings) {
        if (settings.streetManager().isEmpty())
            return new Finding.Notice(
                    "Street Manager",
                    "not looked at, since no address is set",
                    "Set " + Variable.STREET_MANAGER_URL + " to check that it can be reached.");
        URI base = settings.streetManager().get();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            URI login = URI.create(base + "/v6/work/authenticate");
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(login).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() < 500
                    ? new Finding.Sound("Street Manager", base + " answers (status " + answer.statusCode() + ")")
                    : new Finding.Broken(
                            "Street Manager",
                            base + " answers with status " + answer.statusCode() + ".",
                            "It has a fault of its own: see DfT's status page, and try again later.");
        } catch (IOException failed) {
            return new Finding.Broken(
                    "Street Manager",
                    base + " cannot be reached: " + reason(failed),
                    "Check the address, the way out to the network (proxy, firewall), and that its certificate is"
                            + " trusted by Java.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Finding.Skipped("Street Manager", "the check was interrupted");
        }
    }

    private static String reason(IOException failed) {
        String message = failed.getMessage();
        return failed.getClass().getSimpleName() + (message == null ? "" : ", " + message);
    }
}
