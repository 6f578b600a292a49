package uk.wayleave.gateway.operation;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.gateway.form.Form;
import uk.wayleave.streetmanager.Operation;

/**
 * What is asked of Street Manager.
 *
 * @param parameters the path parameters by name
 * @param body the JSON object of the request, where the operation takes one
 * @param form the form of the request, where the operation takes one
 */
public record Requested(
        Operation operation, Map<String, String> parameters, Optional<ObjectNode> body, Optional<Form> form) {
    /** Without the payload. */
    @Override
    public String toString() {
        return "Requested[" + operation + "]";
    }
}
