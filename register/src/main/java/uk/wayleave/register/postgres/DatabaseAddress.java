package uk.wayleave.register.postgres;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a PostgreSQL database is and how to sign in to it. Never prints the password.
 *
 * @param servers tried in turn; the first that is the primary is used
 * @param database its name: letters, digits, {@code _} and {@code -}, at most 50, since role names are made from it
 * @param user who signs in
 * @param password empty where the server, or the driver's own password file, needs none from us
 * @param options connection properties of the driver that concern encryption
 */
public record DatabaseAddress(
        List<Server> servers, String database, String user, Optional<String> password, Map<String, String> options) {
    private static final int DEFAULT_PORT = 5432;
    private static final Pattern DATABASE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,49}");
    private static final Pattern SCHEME = Pattern.compile("(?i)(?:jdbc:postgresql|postgresql|postgres)://");
    private static final String SHAPE = "postgresql://USER:PASSWORD@HOST:PORT/DATABASE (or the same with jdbc:"
            + " in front, or with ?user=…&password=…)";

    /** What an address may set, by the name it may have there (libpq's or the driver's), and the driver's name. */
    private static final Map<String, String> OPTIONS = Map.of(
            "sslmode", "sslmode",
            "sslrootcert", "sslrootcert",
            "sslcert", "sslcert",
            "sslkey", "sslkey",
            "channel_binding", "channelBinding",
            "channelbinding", "channelBinding");

    /** One server: a name or IP address (IPv6 without brackets) and a TCP port. */
    public record Server(String host, int port) {
        public Server {
            if (host.isBlank()) throw new IllegalArgumentException("The database address names no host.");
            if (port < 1 || port > 65535)
                throw new IllegalArgumentException("The database address has a port that is not within 1 to 65535.");
        }

        boolean isLoopback() {
            return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("::1");
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    public DatabaseAddress {
        servers = List.copyOf(servers);
        options = Map.copyOf(options);
        if (servers.isEmpty()) throw new IllegalArgumentException("The database address names no host.");
        if (!DATABASE_NAME.matcher(database).matches())
            throw new IllegalArgumentException("The database address names no database we can use: its name begins"
                    + " with a letter or _, goes on with letters, digits, _ and -, and is at most 50 long.");
        if (user.isBlank())
            throw new IllegalArgumentException("The database address names no user. It looks like " + SHAPE + ".");
    }

    /**
     * Reads {@code postgresql://user:password@host:port/database?options}, the same with {@code jdbc:} in front, or
     * with {@code user} and {@code password} among the options; percent-encoding is decoded, {@code +} stands for
     * itself. Several hosts are separated by commas. Options are {@code sslmode}, {@code sslrootcert}, {@code sslcert},
     * {@code sslkey} and {@code channel_binding}, as the driver understands them.
     *
     * <p>Unless {@code sslmode} says otherwise, a server that is not on loopback must present a certificate that is
     * trusted and its own ({@code verify-full}); with {@code sslrootcert=system}, or none, by Java's trust store.
     *
     * @throws IllegalArgumentException saying what is wrong, without repeating the address
     */
    public static DatabaseAddress parse(String url) {
        var scheme = SCHEME.matcher(url);
        if (!scheme.lookingAt())
            throw new IllegalArgumentException("The database address does not begin with postgresql:// or"
                    + " jdbc:postgresql://. It looks like " + SHAPE + ".");
        String rest = url.substring(scheme.end());
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> parameters = parameters(question < 0 ? "" : rest.substring(question + 1));

        int at = place.lastIndexOf('@');
        String signIn = at < 0 ? "" : place.substring(0, at);
        String location = place.substring(at + 1);
        int slash = location.indexOf('/');
        List<Server> servers = servers(slash < 0 ? location : location.substring(0, slash));
        String database = slash < 0 ? "" : decoded(location.substring(slash + 1));

        int colon = signIn.indexOf(':');
        String user = decoded(colon < 0 ? signIn : signIn.substring(0, colon));
        Optional<String> password = colon < 0 ? Optional.empty() : Optional.of(decoded(signIn.substring(colon + 1)));
        String statedUser = user.isEmpty() ? parameters.getOrDefault("user", "") : user;
        Optional<String> statedPassword =
                password.isPresent() ? password : Optional.ofNullable(parameters.get("password"));
        return new DatabaseAddress(
                servers, database, statedUser, statedPassword, encryption(driverOptions(parameters), servers));
    }

    /** The same database, signed in to as somebody else. */
    DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(servers, database, otherUser, Optional.of(otherPassword), options);
    }

    /** Another database of the same server, with the same sign-in. */
    DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(servers, other, user, password, options);
    }

    /** A source of connections to here; the caller adds its time limits. */
    PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setServerNames(servers.stream().map(Server::host).toArray(String[]::new));
        source.setPortNumbers(servers.stream().mapToInt(Server::port).toArray());
        source.setDatabaseName(database);
        source.setUser(user);
        password.ifPresent(source::setPassword);
        try {
            for (var option : options.entrySet()) source.setProperty(option.getKey(), option.getValue());
            // A standby would take our connection and then refuse every write.
            source.setProperty("targetServerType", servers.size() > 1 ? "primary" : "any");
            source.setProperty("gssEncMode", "disable");
        } catch (java.sql.SQLException e) {
            throw new IllegalArgumentException("The driver does not know a connection property of ours.", e);
        }
        return source;
    }

    /** The servers and the database, as errors name them. */
    String place() {
        return servers.stream().map(Server::toString).collect(Collectors.joining(",")) + "/" + database;
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + place();
    }

    private static List<Server> servers(String hosts) {
        List<Server> servers = new ArrayList<>();
        for (String one : hosts.split(",", -1)) servers.add(server(one));
        return servers;
    }

    private static Server server(String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > bracket;
        String host = hasPort ? text.substring(0, colon) : text;
        String bare = bracket > 0 && host.startsWith("[") ? host.substring(1, bracket) : host;
        return new Server(decoded(bare), hasPort ? port(text.substring(colon + 1)) : DEFAULT_PORT);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            // Not the cause either: it would repeat what may be part of a password with an unescaped ':' or '@'.
            throw new IllegalArgumentException("The database address has a port that is not a number. A password"
                    + " with : / ? # or @ in it must have them percent-encoded.");
        }
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) continue;
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            parameters.put(name.toLowerCase(Locale.ROOT), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static Map<String, String> driverOptions(Map<String, String> parameters) {
        Map<String, String> options = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.equals("user") || name.equals("password")) return;
            @Nullable String driverName = OPTIONS.get(name);
            if (driverName == null)
                throw new IllegalArgumentException("The database address has an option we do not pass on. Those we do"
                        + " are user, password, sslmode, sslrootcert, sslcert, sslkey and channel_binding.");
            options.put(driverName, value);
        });
        return options;
    }

    private static Map<String, String> encryption(Map<String, String> stated, List<Server> servers) {
        Map<String, String> options = new LinkedHashMap<>(stated);
        if (!servers.stream().allMatch(Server::isLoopback)) options.putIfAbsent("sslmode", "verify-full");
        boolean verifies = options.getOrDefault("sslmode", "").startsWith("verify");
        boolean bySystem = options.getOrDefault("sslrootcert", "system").equals("system");
        if (verifies && bySystem && !options.containsKey("sslcert")) {
            options.remove("sslrootcert");
            options.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        return options;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Not the cause: it repeats the text.
            throw new IllegalArgumentException("The database address has a % that begins no percent-encoding."
                    + " A % that stands for itself is written %25.");
        }
    }
}
