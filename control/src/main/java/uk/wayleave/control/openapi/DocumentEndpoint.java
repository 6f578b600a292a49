package uk.wayleave.control.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Json;

/** Serves the OpenAPI document, its own endpoint in it. */
public final class DocumentEndpoint {
    private DocumentEndpoint() {}

    public static Endpoint of(List<Endpoint> others, Json json) {
        List<Endpoint> all = new ArrayList<>(others);
        Supplier<JsonNode> document = SingletonSupplier.of(() -> new OpenApi(json).document(all));
        Endpoint endpoint = Endpoint.get("/api/openapi.json")
                .named("openApi", "This document")
                .by(Access.anybody())
                .shows(JsonNode.class, call -> document.get());
        all.add(endpoint);
        return endpoint;
    }
}
