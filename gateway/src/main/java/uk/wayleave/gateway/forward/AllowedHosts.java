package uk.wayleave.gateway.forward;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which base addresses may be called: https, or plain http on loopback; and only the operator's, where it names any. A
 * password and a token travel on what is allowed here.
 */
final class AllowedHosts {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private final Set<String> only;

    private AllowedHosts(Set<String> only) {
        this.only = only;
    }

    /**
     * @param onlyHosts empty for any that keeps the rule
     * @throws IllegalArgumentException if one of them does not keep the rule
     */
    static AllowedHosts of(Set<URI> onlyHosts) {
        for (URI host : onlyHosts) {
            problem(host).ifPresent(problem -> {
                throw new IllegalArgumentException(
                        "The Street Manager address " + host + " cannot be used: " + problem);
            });
        }
        return new AllowedHosts(onlyHosts.stream().map(AllowedHosts::origin).collect(Collectors.toUnmodifiableSet()));
    }

    boolean allow(URI base) {
        return problem(base).isEmpty() && (only.isEmpty() || only.contains(origin(base)));
    }

    private static Optional<String> problem(URI base) {
        String host = base.getHost();
        String scheme = base.getScheme();
        if (host == null || scheme == null) {
            return Optional.of("it must be an absolute address like https://host.");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            return Optional.of("it must have no user, query or fragment.");
        }
        boolean secret = scheme.equalsIgnoreCase("https");
        boolean plainOnLoopback = scheme.equalsIgnoreCase("http") && isLoopback(host);
        return secret || plainOnLoopback
                ? Optional.empty()
                : Optional.of("it must be https; plain http is for loopback only.");
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** Scheme, host and port, the port always named. */
    static String origin(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        int port = base.getPort() >= 0 ? base.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }
}
