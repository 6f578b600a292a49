package uk.wayleave.control;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
record Answer(int status, HttpHeaders headers, String body) {
    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    String text(String pointer) {
        return json().at(pointer).asString();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
