package uk.wayleave.control.openapi;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the OpenAPI document says of the endpoints of OAuth, which Spring Security serves. */
final class OAuthPaths {
    private final JsonNodeFactory nodes;

    OAuthPaths(JsonNodeFactory nodes) {
        this.nodes = nodes;
    }

    void addTo(ObjectNode paths) {
        paths.withObjectProperty("/oauth/token").set("post", token());
        paths.withObjectProperty("/oauth/revoke").set("post", revoke());
        paths.withObjectProperty("/oauth/par").set("post", push());
        paths.withObjectProperty("/oauth/bc-authorize").set("post", backChannel());
    }

    private ObjectNode token() {
        ObjectNode form = form("grant_type");
        ObjectNode members = form.withObjectProperty("properties");
        members.putObject("grant_type")
                .put("type", "string")
                .putArray("enum")
                .add("client_credentials")
                .add("authorization_code")
                .add("urn:openid:params:grant-type:ciba")
                .add("urn:ietf:params:oauth:grant-type:jwt-bearer")
                .add("urn:ietf:params:oauth:grant-type:token-exchange");
        text(members, "auth_req_id", "Of CIBA: what /oauth/bc-authorize answered");
        text(
                members,
                "assertion",
                "Of jwt-bearer: an instruction signed by a trusted issuer of the Controller's (RFC 7523), typ"
                        + " wayleave-instruction+jwt, with iss, sub, aud, exp, jti, client_id and authorization_details");
        text(members, "subject_token", "Of token-exchange: a JWT of the Controller's own user (RFC 8693)");
        text(members, "subject_token_type", "Of token-exchange: urn:ietf:params:oauth:token-type:access_token or :jwt");
        text(members, "authorization_details", "Of token-exchange: as for /oauth/par");
        text(members, "code", "Of authorization_code: what the person's browser brought back; good once, for a minute");
        text(members, "redirect_uri", "Of authorization_code: as it was pushed");
        text(members, "code_verifier", "Of authorization_code: whose S256 challenge was pushed (RFC 7636)");
        text(members, "instruction", "The id of an instruction to bind the token to");
        text(members, "purpose", "The purpose to state with every call, as /api/purposes names it");
        secrets(members);
        ObjectNode operation = operation(
                "token",
                "Get an access token (RFC 6749 sections 4.1.3 and 4.4); with a DPoP header, one bound to its key (RFC 9449), with a"
                        + " client certificate, one bound to that (RFC 8705)",
                form);
        ObjectNode answer = nodes.objectNode().put("type", "object");
        answer.putArray("required").add("access_token").add("token_type").add("expires_in");
        ObjectNode properties = answer.putObject("properties");
        properties.putObject("access_token").put("type", "string");
        properties
                .putObject("token_type")
                .put("type", "string")
                .putArray("enum")
                .add("Bearer")
                .add("DPoP");
        properties.putObject("expires_in").put("type", "integer").put("description", "Seconds");
        properties
                .putObject("cnf")
                .put("type", "object")
                .put("description", "The certificate it is bound to, by x5t#S256 (RFC 8705), where it is to one");
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

    private ObjectNode backChannel() {
        ObjectNode form = form("login_hint");
        form.withArrayProperty("required").add("authorization_details");
        ObjectNode members = form.withObjectProperty("properties");
        text(members, "scope", "Left out, or openid");
        text(members, "login_hint", "The identifier of a person of the Controller who may instruct");
        text(members, "authorization_details", "As for /oauth/par");
        text(members, "dpop_jkt", "Thumbprint of the key the token is to be bound to (RFC 9449 section 10)");
        text(members, "requested_expiry", "Not needed; expires_in of the answer tells");
        secrets(members);
        ObjectNode operation = operation(
                "backChannel",
                "Ask a person at another screen, who finds it in the console (OpenID CIBA, poll mode)",
                form);
        ObjectNode answer = nodes.objectNode().put("type", "object");
        answer.putArray("required").add("auth_req_id").add("expires_in").add("interval");
        ObjectNode properties = answer.putObject("properties");
        properties.putObject("auth_req_id").put("type", "string");
        properties.putObject("expires_in").put("type", "integer").put("description", "Seconds");
        properties.putObject("interval").put("type", "integer").put("description", "Seconds between two looks");
        ObjectNode done = operation.withObjectProperty("responses").putObject("200");
        done.put("description", "What to look with at the token endpoint");
        done.putObject("content").putObject("application/json").set("schema", answer);
        return operation;
    }

    private ObjectNode push() {
        ObjectNode form = form("response_type");
        form.withArrayProperty("required")
                .add("redirect_uri")
                .add("code_challenge")
                .add("code_challenge_method")
                .add("authorization_details");
        ObjectNode members = form.withObjectProperty("properties");
        members.putObject("response_type").put("const", "code");
        text(members, "redirect_uri", "One of those registered for the product, character by character");
        text(members, "state", "Given back as it came; at most 1,000 characters");
        text(members, "code_challenge", "S256 challenge of RFC 7636, 43 characters");
        members.putObject("code_challenge_method").put("const", "S256");
        text(
                members,
                "authorization_details",
                "A JSON array of exactly one object of type wayleave_instruction (RFC 9396): kind, purpose, operations,"
                        + " references, tier, until, and where wanted area, closed_of_others, from, uses");
        text(members, "dpop_jkt", "Thumbprint of the key the token is to be bound to (RFC 9449 section 10)");
        secrets(members);
        ObjectNode operation = operation(
                "push",
                "Push what a person is to be asked for (RFC 9126); then send the person to /oauth/authorize with client_id"
                        + " and request_uri",
                form);
        ObjectNode answer = nodes.objectNode().put("type", "object");
        answer.putArray("required").add("request_uri").add("expires_in");
        ObjectNode properties = answer.putObject("properties");
        properties.putObject("request_uri").put("type", "string");
        properties.putObject("expires_in").put("type", "integer").put("description", "Seconds");
        ObjectNode done = operation.withObjectProperty("responses").putObject("201");
        done.put("description", "Where to send the person");
        done.putObject("content").putObject("application/json").set("schema", answer);
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
