package uk.wayleave.control.openapi;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says of the two endpoints that Spring Security serves. */
final class OAuthPaths {
    private final JsonNodeFactory nodes;

    OAuthPaths(JsonNodeFactory nodes) {
        this.nodes = nodes;
    }

    void addTo(ObjectNode paths) {
        paths.withObjectProperty("/oauth/token").set("post", token());
        paths.withObjectProperty("/oauth/revoke").set("post", revoke());
    }

    private ObjectNode token() {
        ObjectNode form = form("grant_type");
        ObjectNode members = form.withObjectProperty("properties");
        members.putObject("grant_type").put("const", "client_credentials");
        text(members, "instruction", "The id of an instruction to bind the token to");
        text(members, "purpose", "The purpose to state with every call, as /api/purposes names it");
        secrets(members);
        ObjectNode operation = operation("token", "Get an access token (RFC 6749 section 4.4)", form);
        ObjectNode answer = nodes.objectNode().put("type", "object");
        answer.putArray("required").add("access_token").add("token_type").add("expires_in");
        ObjectNode properties = answer.putObject("properties");
        properties.putObject("access_token").put("type", "string");
        properties.putObject("token_type").put("const", "Bearer");
        properties.putObject("expires_in").put("type", "integer").put("description", "Seconds");
        properties.putObject("instruction").put("type", "string");
        properties.putObject("purpose").put("type", "string");
        ObjectNode done = operation.withObjectProperty("responses").putObject("200");
        done.put("description", "A token");
        done.putObject("content").putObject("application/json").set("schema", answer);
        return operation;
    }

    private ObjectNode revoke() {
        ObjectNode form = form("token");
        ObjectNode members = form.withObjectProperty("properties");
        text(members, "token", "A token of this client's; any other is left alone and answered alike");
        text(members, "token_type_hint", "Not needed");
        secrets(members);
        ObjectNode operation = operation("revoke", "End a token (RFC 7009)", form);
        operation
                .withObjectProperty("responses")
                .putObject("200")
                .put("description", "The token is not good any more, if it ever was");
        return operation;
    }

    private ObjectNode operation(String name, String summary, ObjectNode form) {
        ObjectNode operation = nodes.objectNode().put("operationId", name).put("summary", summary);
        var security = operation.putArray("security");
        security.addObject().putArray("client");
        security.addObject();
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject("application/x-www-form-urlencoded")
                .set("schema", form);
        ObjectNode refused = operation.putObject("responses").putObject("default");
        refused.put("description", "Refused, and why (RFC 6749 section 5.2)");
        ObjectNode error = refused.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object");
        error.putArray("required").add("error");
        ObjectNode properties = error.putObject("properties");
        properties.putObject("error").put("type", "string");
        properties.putObject("error_description").put("type", "string");
        return operation;
    }

    private ObjectNode form(String required) {
        ObjectNode form = nodes.objectNode().put("type", "object");
        form.putArray("required").add(required);
        form.putObject("properties");
        return form;
    }

    private static void secrets(ObjectNode members) {
        text(members, "client_id", "Where not sent by HTTP Basic");
        text(members, "client_secret", "Where not sent by HTTP Basic; never in the query");
    }

    private static void text(ObjectNode members, String name, String description) {
        members.putObject(name).put("type", "string").put("description", description);
    }
}
