package uk.wayleave.sandbox.door;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Role;

/**
 * An operation of one version that the sandbox plays.
 *
 * @param api second segment of the path, for instance {@code work}
 * @param method HTTP method
 * @param template path after the API, with placeholders in braces
 * @param intake what it takes as a body
 * @param play what happens
 */
public record Route(ApiVersion version, String api, String method, String template, Intake intake, Play play) {
    /** What an operation takes as a body. */
    public sealed interface Intake {
        record Nothing() implements Intake {}

        /** A JSON object of a shape, which is named with its API, as in {@code work.WorkCreateRequest}. */
        record Json(String shape) implements Intake {}

        /** A form with a file in it. */
        record Form() implements Intake {}
    }

    /** Who may call, and what is then done. */
    public sealed interface Play {
        /** Without a token. */
        record Open(OpenOperation operation) implements Play {}

        /** With a token of an account in one of the roles. */
        record Closed(Set<Role> roles, Operation operation) implements Play {}
    }

    /** Plays an operation that needs no token. */
    @FunctionalInterface
    public interface OpenOperation {
        Answer answer(ApiVersion version, ObjectNode body);
    }

    List<String> segments() {
        return List.of(template.substring(1).split("/", -1));
    }

    @Override
    public String toString() {
        return method + " /" + version.segment() + "/" + api + template;
    }
}
