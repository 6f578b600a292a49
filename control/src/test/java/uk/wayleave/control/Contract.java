package uk.wayleave.control;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The served OpenAPI document, against which every answer of every test is held, and every body that was taken: what the
 * document says is what is done.
 */
final class Contract {
    private static final Pattern VARIABLE = Pattern.compile("\\{[A-Za-z]+}");

    private final JsonNode document;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final List<Operation> operations = new ArrayList<>();

    Contract(JsonNode document) {
        this.document = document;
        for (var path : document.get("paths").properties())
            for (var method : path.getValue().properties())
                operations.add(new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        Pattern.compile(VARIABLE.matcher(path.getKey()).replaceAll("[^/]+")),
                        method.getValue()));
    }

    private record Operation(String method, Pattern path, JsonNode definition) {}

    JsonNode document() {
        return document;
    }

    /** @throws AssertionError if the answer is not what the document promises, or the body not what it asks for */
    void check(HttpRequest request, Optional<String> sent, Answer answer) {
        Optional<Operation> operation = operations.stream()
                .filter(one -> one.method.equals(request.method()))
                .filter(one -> one.path.matcher(request.uri().getPath()).matches())
                .findFirst();
        String what = request.method() + " " + request.uri().getPath() + " " + answer.status();
        if (operation.isEmpty()) {
            // What the server itself says of methods is no operation of ours.
            if (answer.status() < 400 && !request.method().equals("OPTIONS"))
                throw new AssertionError(what + " is not in the OpenAPI document.");
            return;
        }
        JsonNode responses = operation.get().definition.get("responses");
        boolean done = answer.status() < 300;
        if (done && !responses.has(Integer.toString(answer.status())))
            throw new AssertionError(what + ": the document promises another status.");
        JsonNode response = done ? responses.get(Integer.toString(answer.status())) : responses.get("default");
        String type = answer.header("Content-Type").split(";", 2)[0];
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            if (!answer.body().isEmpty()) throw new AssertionError(what + ": the document promises no body.");
        } else if (!(type.equals("application/pdf") && content.has(type)))
            validate(what, content.path(type).path("schema"), answer.body());
        JsonNode takes =
                operation.get().definition.path("requestBody").path("content").path("application/json");
        if (done && !takes.isMissingNode()) validate(what + " request", takes.get("schema"), sent.orElse(""));
    }

    private void validate(String what, JsonNode schema, String json) {
        if (schema.isMissingNode()) throw new AssertionError(what + ": the document promises another content type.");
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.get("components"));
        List<Error> errors = schemas.getSchema(whole)
                .validate(
                        JsonMapper.shared().readTree(json),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        if (!errors.isEmpty()) throw new AssertionError(what + " is not as the document says: " + errors);
    }
}
