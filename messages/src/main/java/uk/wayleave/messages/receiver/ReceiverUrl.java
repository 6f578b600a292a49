package uk.wayleave.messages.receiver;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses that may be registered as receivers, in one writing each: scheme and host in small letters, a path always. */
public final class ReceiverUrl {
    /** As long as Street Manager takes an {@code api_endpoint}. */
    public static final int LONGEST = 2048;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private ReceiverUrl() {}

    /** Empty for what is not https (or http on loopback), or has a user, a fragment or no host. */
    public static Optional<URI> normal(URI given) {
        @Nullable String scheme = given.getScheme();
        @Nullable String host = given.getHost();
        if (scheme == null || host == null || given.getRawUserInfo() != null || given.getRawFragment() != null)
            return Optional.empty();
        boolean secure = scheme.equalsIgnoreCase("https");
        String name = host.toLowerCase(Locale.ROOT);
        if (!secure && !(scheme.equalsIgnoreCase("http") && isLoopback(name))) return Optional.empty();
        if (given.getPort() == 0 || given.getPort() > 65_535) return Optional.empty();
        URI normal = URI.create((secure ? "https://" : "http://") + name + port(given, secure) + path(given));
        return normal.toString().length() <= LONGEST ? Optional.of(normal) : Optional.empty();
    }

    /** The same of text; empty for what is no address at all, too. */
    public static Optional<URI> normal(String text) {
        try {
            return normal(new URI(text));
        } catch (java.net.URISyntaxException e) {
            return Optional.empty();
        }
    }

    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    private static String port(URI given, boolean secure) {
        boolean usual = given.getPort() < 0 || given.getPort() == (secure ? 443 : 80);
        return usual ? "" : ":" + given.getPort();
    }

    private static String path(URI given) {
        @Nullable String path = given.getRawPath();
        @Nullable String query = given.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
