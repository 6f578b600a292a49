package uk.wayleave.streetmanager;

import java.util.Map;
import java.util.Set;

/** What a method and a path mean. */
public sealed interface Match {

    /**
     * An operation of the catalogue, whatever its treatment.
     *
     * @param parameters the path parameters by name, decoded: letters, digits, {@code -} and {@code _} only, and in an
     *     encoded e-mail address also {@code +} and {@code =}
     */
    record Known(Operation operation, Map<String, String> parameters) implements Match {
        public Known {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Whether the service of this API answers, as each says by {@code GET …/status} without a token. It is no operation:
     * no API file has it, no agreement grants it.
     */
    record Status(ApiVersion version, Api api) implements Match {}

    record UnknownVersion() implements Match {}

    record UnknownApi() implements Match {}

    record UnknownOperation() implements Match {}

    /** The path is known, the method is not one of its own. */
    record MethodNotAllowed(Set<HttpMethod> allowed) implements Match {
        public MethodNotAllowed {
            allowed = Set.copyOf(allowed);
        }
    }

    /** The path is that of an operation, but this parameter has a value no reference of Street Manager has. */
    record MalformedParameter(Operation operation, String parameter) implements Match {}

    /**
     * A real call that DfT's published API files leave out and that administers accounts: never forwarded, for anybody.
     *
     * @param name what it does, in a few words
     */
    record AccountAdministration(String name) implements Match {}
}
