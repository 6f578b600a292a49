package uk.wayleave.streetmanager;

import java.util.Optional;

/** A method that some Street Manager operation uses. */
public enum HttpMethod {
    GET,
    POST,
    PUT,
    DELETE;

    /** @param method as in the request line, exactly as it came */
    public static Optional<HttpMethod> parse(String method) {
        return switch (method) {
            case "GET" -> Optional.of(GET);
            case "POST" -> Optional.of(POST);
            case "PUT" -> Optional.of(PUT);
            case "DELETE" -> Optional.of(DELETE);
            default -> Optional.empty();
        };
    }
}
