package uk.wayleave.messages.sns;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses that an envelope names, taken only if they are its sender's own: SNS's for the topic's region. */
final class PinnedUrl {
    private static final Pattern CERTIFICATE = Pattern.compile("/[A-Za-z0-9_-]{1,200}\\.pem");
    private static final int HTTPS = 443;

    private PinnedUrl() {}

    /** A file of SNS's host that ends in {@code .pem}. */
    static Optional<URI> certificate(String url, Topic topic, Sender sender) {
        return of(url, topic, sender)
                .filter(uri -> uri.getRawQuery() == null
                        && (sender instanceof Sender.StandIn
                                || CERTIFICATE.matcher(uri.getRawPath()).matches()));
    }

    /** The call that confirms a subscription to this very topic. */
    static Optional<URI> confirmation(String url, Topic topic, Sender sender) {
        return of(url, topic, sender)
                .filter(uri -> (sender instanceof Sender.StandIn
                                || uri.getRawPath().equals("/"))
                        && "ConfirmSubscription".equals(parameter(uri, "Action").orElse(""))
                        && topic.arn().equals(parameter(uri, "TopicArn").orElse("")));
    }

    private static Optional<URI> of(String url, Topic topic, Sender sender) {
        try {
            URI uri = new URI(url);
            boolean plain = uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getRawPath() != null;
            boolean pinned = switch (sender) {
                case Sender.Amazon _ ->
                    "https".equals(uri.getScheme())
                            && topic.host().equals(uri.getHost())
                            && (uri.getPort() == -1 || uri.getPort() == HTTPS);
                case Sender.StandIn(URI base) ->
                    String.valueOf(base.getScheme()).equals(uri.getScheme())
                            && String.valueOf(base.getHost()).equals(uri.getHost())
                            && base.getPort() == uri.getPort();
            };
            return plain && pinned ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<String> parameter(URI uri, String name) {
        Optional<String> found = Optional.empty();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).equals(name)) {
                // Named twice it could be read as either.
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
