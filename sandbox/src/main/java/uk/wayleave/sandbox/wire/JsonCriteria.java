package uk.wayleave.sandbox.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the body of an export job looks for. */
public record JsonCriteria(ObjectNode body) implements Criteria {
    @Override
    public List<String> list(String name) {
        JsonNode value = body.path(name);
        if (value.isArray()) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        return value.isValueNode() && !value.isNull() ? List.of(value.asString()) : List.of();
    }
}
