package uk.wayleave.opendata.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What the open door is asked.
 *
 * @param segments of the path below {@code /open}, decoded
 * @param parameters of the query, decoded, in their order
 * @param base the address of {@code /open} as the caller sees it, without a slash at the end
 */
public record Ask(Request request, List<String> segments, Map<String, List<String>> parameters, String base) {
    private static final int PARAMETERS_AT_MOST = 64;

    /** @throws BadAsk if the target cannot be read in one way only */
    static Ask of(Request request) {
        String path = Optional.ofNullable(request.getHttpURI().getPath()).orElse("");
        List<String> segments = new ArrayList<>();
        for (String segment : path.substring("/open".length()).split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(decoded(segment.replace("+", "%2B")));
            }
        }
        return new Ask(
                request,
                List.copyOf(segments),
                parameters(Optional.ofNullable(request.getHttpURI().getQuery()).orElse("")),
                base(request));
    }

    private static String base(Request request) {
        String scheme = request.isSecure() ? "https" : "http";
        String host = Request.getServerName(request);
        int port = Request.getServerPort(request);
        boolean usual = (request.isSecure() && port == 443) || (!request.isSecure() && port == 80) || port <= 0;
        return scheme + "://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
                + (usual ? "" : ":" + port) + "/open";
    }

    static Map<String, List<String>> parameters(String query) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        String[] pairs = query.split("&", -1);
        if (pairs.length > PARAMETERS_AT_MOST) {
            throw new BadAsk("There are more than " + PARAMETERS_AT_MOST + " parameters.");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                read.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return read;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new BadAsk("The target has a % that begins no percent-encoding.");
        }
    }

    String method() {
        return request.getMethod();
    }

    /** @throws BadAsk if it is there twice */
    public Optional<String> parameter(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new BadAsk("The parameter " + name + " came more than once.");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().getField(name))
                .map(HttpField::getValue)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Whether it is a person with a browser, who is shown a page where there is one; {@code f} outranks {@code Accept}. */
    public boolean wantsPage() {
        Optional<String> format = parameter("f");
        if (format.isPresent()) {
            return format.get().equals("html");
        }
        String accept = header("Accept").orElse("");
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("json");
        return html >= 0 && (json < 0 || html < json);
    }

    /** Whether its body is of this media type, whatever the parameters (RFC 9110, section 8.3.1). */
    public boolean isOfType(String type) {
        String stated = header("Content-Type").orElse("");
        int end = stated.indexOf(';');
        return (end < 0 ? stated : stated.substring(0, end)).strip().equalsIgnoreCase(type);
    }

    /** @throws BadAsk if it is longer, or broke off */
    byte[] body(int atMost) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(atMost + 1);
            if (bytes.length > atMost) {
                throw new BadAsk(413, "The body is longer than " + atMost + " bytes.");
            }
            return bytes;
        } catch (IOException broken) {
            throw new BadAsk("The body broke off.");
        }
    }

    String address() {
        return Request.getRemoteAddr(request);
    }

    /** The same address with other parameters in place of some. */
    String urlWith(Map<String, String> changed) {
        Map<String, List<String>> all = new LinkedHashMap<>(parameters);
        changed.forEach((name, value) -> all.put(name, List.of(value)));
        String query = all.entrySet().stream()
                .flatMap(
                        entry -> entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        String path = segments.stream().map(Ask::encoded).collect(Collectors.joining("/", "/", ""));
        return base + (segments.isEmpty() ? "" : path) + (query.isEmpty() ? "" : "?" + query);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",")
                .replace("%3A", ":");
    }
}
