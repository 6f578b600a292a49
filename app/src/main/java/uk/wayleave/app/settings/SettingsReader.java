package uk.wayleave.app.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import uk.wayleave.gateway.governor.GovernorSettings;
import uk.wayleave.gateway.governor.Weights;
import uk.wayleave.messages.certificate.AddressRange;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.pages.Frame;
import uk.wayleave.register.postgres.DatabaseChoice;

/** Reads the settings from the environment, and finds everything that is wrong with them at once. */
public final class SettingsReader {
    private static final int LONGEST_NAME = 60;
    private static final int DATA_PORT = 8080;
    private static final int CONTROL_PORT = 8081;

    private final Map<String, String> environment;
    private final Path current;
    private final List<Fault> faults = new ArrayList<>();

    private SettingsReader(Map<String, String> environment, Path current) {
        this.environment = environment;
        this.current = current;
    }

    /** @param current the directory that relative paths start from */
    public static Reading read(Map<String, String> environment, Path current) {
        return new SettingsReader(environment, current).read();
    }

    private Reading read() {
        Path home = path(Variable.HOME).orElseGet(() -> current.resolve(".wayleave"));
        DatabaseChoice database = database(home);
        InetAddress bind = bind();
        int dataPort = port(Variable.DATA_PORT, DATA_PORT);
        int controlPort = port(Variable.CONTROL_PORT, CONTROL_PORT);
        Optional<Settings.Tls> tls = tls();
        Settings.Certificates certificates = certificates();
        String serviceName = serviceName();
        Optional<URI> publicControl = url(Variable.PUBLIC_CONTROL_URL);
        Optional<URI> publicData = url(Variable.PUBLIC_DATA_URL);
        ReceiverNetworks receivers = receivers();
        Optional<URI> streetManager = url(Variable.STREET_MANAGER_URL);
        boolean standIn = yes(Variable.STAND_IN);
        GovernorSettings governor = governor();
        if (!bind.isLoopbackAddress() && value(Variable.TLS_KEYSTORE).isEmpty())
            fault(
                    Variable.BIND,
                    "It is not a loopback address, and there is no TLS.",
                    "Set " + Variable.TLS_KEYSTORE + " to a PKCS #12 file, or bind to 127.0.0.1 behind a proxy.");
        requireApart(
                dataPort,
                controlPort,
                certificates.data().port().orElse(0),
                certificates.control().port().orElse(0));
        if (!faults.isEmpty()) return new Reading.Faulty(faults);
        return new Reading.Sound(new Settings(
                home,
                database,
                bind,
                dataPort,
                controlPort,
                tls,
                certificates,
                serviceName,
                publicControl,
                publicData,
                receivers,
                streetManager,
                standIn,
                governor,
                environment));
    }

    private String serviceName() {
        String name = value(Variable.SERVICE_NAME).orElse(Frame.SERVICE).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
            fault(
                    Variable.SERVICE_NAME,
                    "It is not a name that fits on a page.",
                    "Give 1 to " + LONGEST_NAME + " characters, as in Street data of Thornshire.");
        return name;
    }

    private DatabaseChoice database(Path home) {
        Path embedded = home.resolve("postgres");
        try {
            return DatabaseChoice.from(environment, embedded);
        } catch (IllegalArgumentException wrong) {
            fault(Variable.DATABASE_URL, String.valueOf(wrong.getMessage()), "");
            return new DatabaseChoice.Embedded(embedded);
        }
    }

    private InetAddress bind() {
        String text = value(Variable.BIND).orElse("127.0.0.1");
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException _) {
            fault(Variable.BIND, "'" + text + "' is no address of a host.", "Name an IP address of this machine.");
            return InetAddress.getLoopbackAddress();
        }
    }

    private int port(Variable variable, int usual) {
        String text = value(variable).orElse("");
        if (text.isEmpty()) return usual;
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) return port;
        } catch (NumberFormatException _) {
            // Said below.
        }
        fault(variable, "'" + text + "' is no port.", "A port is a number from 0 to 65535.");
        return usual;
    }

    private void requireApart(int... ports) {
        long open = IntStream.of(ports).filter(port -> port != 0).count();
        if (IntStream.of(ports).filter(port -> port != 0).distinct().count() != open)
            fault(Variable.CONTROL_PORT, "Two doors have the same port.", "Give each a port of its own.");
    }

    private Settings.Certificates certificates() {
        List<AddressRange> proxies = new ArrayList<>();
        for (String one : value(Variable.CERTIFICATE_PROXIES).orElse("").split(",", -1))
            if (!one.isBlank()) proxy(one.strip()).ifPresent(proxies::add);
        return new Settings.Certificates(
                new CallerCertificates(asking(Variable.CERTIFICATE_DATA_PORT), proxies),
                new CallerCertificates(asking(Variable.CERTIFICATE_CONTROL_PORT), proxies),
                url(Variable.PUBLIC_CERTIFICATE_CONTROL_URL));
    }

    private OptionalInt asking(Variable variable) {
        if (value(variable).isEmpty()) return OptionalInt.empty();
        if (value(Variable.TLS_KEYSTORE).isEmpty())
            fault(
                    variable,
                    "A port that asks for certificates needs TLS.",
                    "Set " + Variable.TLS_KEYSTORE + " to a PKCS #12 file.");
        return OptionalInt.of(port(variable, 0));
    }

    private Optional<AddressRange> proxy(String text) {
        try {
            AddressRange range = AddressRange.of(text);
            if (range.bits() > 0) return Optional.of(range);
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        fault(
                Variable.CERTIFICATE_PROXIES,
                "'" + text + "' is not the address of a proxy.",
                "Name IP addresses, or ranges of them as in 10.1.0.0/16, with commas between. The whole internet is no"
                        + " proxy.");
        return Optional.empty();
    }

    private ReceiverNetworks receivers() {
        String text = value(Variable.RECEIVERS).orElse("public");
        return switch (text) {
            case "public" -> ReceiverNetworks.PUBLIC;
            case "private" -> ReceiverNetworks.PRIVATE_TOO;
            case "loopback" -> ReceiverNetworks.LOOPBACK_TOO;
            default -> {
                fault(
                        Variable.RECEIVERS,
                        "'" + text + "' is none of them.",
                        "Set it to public, private or loopback, or leave it out.");
                yield ReceiverNetworks.PUBLIC;
            }
        };
    }

    private boolean yes(Variable variable) {
        String text = value(variable).orElse("no");
        if (!text.equals("yes") && !text.equals("no"))
            fault(variable, "'" + text + "' is neither.", "Set it to yes or no, or leave it out.");
        return text.equals("yes");
    }

    private GovernorSettings governor() {
        GovernorSettings usual = GovernorSettings.defaults();
        return usual.withEgress(egress(usual.egress()))
                .withCallsPerMinute(number(Variable.CALLS_PER_MINUTE, usual.callsPerMinute(), 1, Integer.MAX_VALUE))
                .withWeights(weights())
                .withLongestWait(seconds(Variable.WRITE_WAIT, usual.longestWait(), 60))
                .withPollingFloors(
                        seconds(Variable.POLLING, usual.pollingFloor(), 3_600),
                        seconds(Variable.JOB_POLLING, usual.jobPollingFloor(), 3_600))
                .withHarvest(usual.harvest()
                        .withRecords(
                                number(Variable.FOREIGN_RECORDS, usual.harvest().records(), 1, Integer.MAX_VALUE))
                        .withRows(number(Variable.FOREIGN_ROWS, usual.harvest().rows(), 1, Integer.MAX_VALUE))
                        .withSquareKilometres(number(
                                Variable.SEARCHED_AREA, usual.harvest().squareKilometres(), 1, Integer.MAX_VALUE)));
    }

    private String egress(String usual) {
        String text = value(Variable.EGRESS).orElse(usual);
        if (text.matches(GovernorSettings.EGRESS_FORM)) return text;
        fault(Variable.EGRESS, "It is no name of an address.", "It is 1 to 100 letters, digits and _ . : -");
        return usual;
    }

    private Duration seconds(Variable variable, Duration usual, int most) {
        return Duration.ofSeconds(number(variable, Math.toIntExact(usual.toSeconds()), 0, most));
    }

    private int number(Variable variable, int usual, int least, int most) {
        String text = value(variable).orElse("");
        if (text.isEmpty()) return usual;
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException _) {
            // Said below.
        }
        fault(variable, "'" + text + "' is not what it may be.", "It is a number from " + least + " to " + most + ".");
        return usual;
    }

    private Weights weights() {
        Map<UUID, Integer> byId = new HashMap<>();
        try {
            for (String one : value(Variable.SHARE_WEIGHTS).orElse("").split(",", -1)) {
                if (one.isBlank()) continue;
                String[] parts = one.strip().split("=", 2);
                byId.put(
                        UUID.fromString(parts[0].strip()), Integer.parseInt(parts.length == 2 ? parts[1].strip() : ""));
            }
            return new Weights(byId);
        } catch (IllegalArgumentException _) {
            fault(
                    Variable.SHARE_WEIGHTS,
                    "It is no list of ids and weights.",
                    "It looks like ID=3,ID=2 with ids of integrators or Controllers and weights from 1 to 100.");
            return Weights.equal();
        }
    }

    private Optional<URI> url(Variable variable) {
        String text = value(variable).orElse("");
        if (text.isEmpty()) return Optional.empty();
        try {
            URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (isWeb(url.getScheme()) && url.getHost() != null && url.getUserInfo() == null) return Optional.of(url);
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        fault(variable, "It is no base URL.", "It looks like https://host:port and holds no user or password.");
        return Optional.empty();
    }

    private static boolean isWeb(@Nullable String scheme) {
        return "https".equals(scheme) || "http".equals(scheme);
    }

    private Optional<Settings.Tls> tls() {
        Optional<Path> keystore = path(Variable.TLS_KEYSTORE);
        if (keystore.isEmpty()) return Optional.empty();
        Optional<String> password = keystorePassword();
        if (password.isEmpty()) return Optional.empty();
        return opened(keystore.get(), password.get());
    }

    private Optional<String> keystorePassword() {
        Optional<Path> file = path(Variable.TLS_KEYSTORE_PASSWORD_FILE);
        if (file.isEmpty()) return Optional.of("");
        try {
            return Optional.of(
                    Files.readString(file.get(), StandardCharsets.UTF_8).strip());
        } catch (IOException _) {
            fault(
                    Variable.TLS_KEYSTORE_PASSWORD_FILE,
                    file.get() + " cannot be read.",
                    "Check that it is there and belongs to the user this runs as.");
            return Optional.empty();
        }
    }

    private Optional<Settings.Tls> opened(Path keystore, String password) {
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            for (String alias : Collections.list(store.aliases()))
                if (store.isKeyEntry(alias)) return Optional.of(new Settings.Tls(keystore, password));
            fault(Variable.TLS_KEYSTORE, keystore + " holds no private key.", "Put the certificate's key in it.");
        } catch (IOException | GeneralSecurityException | IllegalArgumentException _) {
            fault(
                    Variable.TLS_KEYSTORE,
                    keystore + " cannot be opened.",
                    "It must be a PKCS #12 file, and its password in the file that "
                            + Variable.TLS_KEYSTORE_PASSWORD_FILE + " names.");
        }
        return Optional.empty();
    }

    private Optional<Path> path(Variable variable) {
        Optional<String> text = value(variable);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(current.resolve(text.get()).normalize());
        } catch (InvalidPathException _) {
            fault(variable, "It is no path of a file.", "");
            return Optional.empty();
        }
    }

    private Optional<String> value(Variable variable) {
        String text = environment.getOrDefault(variable.key(), "").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private void fault(Variable variable, String why, String cure) {
        faults.add(new Fault(variable, why, cure));
    }
}
