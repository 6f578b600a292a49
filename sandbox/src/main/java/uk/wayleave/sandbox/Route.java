package uk.wayleave.sandbox;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Role;

/**
 * An operation the sandbox plays.
 *
 * @param versions in which versions it is found under this path
 * @param api second segment of the path, for instance {@code work}
 * @param method HTTP method
 * @param template path after the API, with placeholders in braces
 * @param shape of its JSON body; empty when it takes none
 * @param play what happens
 */
record Route(Set<ApiVersion> versions, String api, String method, String template, String shape, Play play) {
    /** Who may call, and what is then done. */
    sealed interface Play {
        /** Without a token. */
        record Open(OpenOperation operation) implements Play {}

        /** With a token of an account in one of the roles. */
        record Closed(Set<Role> roles, Operation operation) implements Play {}
    }

    /** Plays an operation that needs no token. */
    @FunctionalInterface
    interface OpenOperation {
        Answer answer(ApiVersion version, ObjectNode body);
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }
}
