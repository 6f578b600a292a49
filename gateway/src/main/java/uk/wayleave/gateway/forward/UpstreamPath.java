package uk.wayleave.gateway.forward;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.PathTemplate;

/** Writes the path and query that go to Street Manager anew, from what was understood: nothing passes as it came. */
public final class UpstreamPath {
    private UpstreamPath() {}

    /** The path of an operation with its parameters. */
    public static String of(Operation operation, UnaryOperator<String> parameter) {
        StringBuilder path = new StringBuilder("/")
                .append(operation.version().segment())
                .append('/')
                .append(operation.api().segment());
        for (PathTemplate.Segment segment : operation.path().segments()) {
            path.append('/');
            switch (segment) {
                case PathTemplate.Literal(String text) -> path.append(text);
                case PathTemplate.Parameter(String name) -> path.append(encoded(parameter.apply(name)));
            }
        }
        return path.toString();
    }

    /** Empty, or a question mark and the parameters in the order in which they came. */
    public static String query(List<QueryParameter> parameters) {
        StringBuilder query = new StringBuilder();
        for (QueryParameter parameter : parameters) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(encoded(parameter.name()))
                    .append('=')
                    .append(encoded(parameter.value()));
        }
        return query.toString();
    }

    /** RFC 3986 section 2.1: a space is {@code %20} everywhere. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
