package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each peer must answer, each time. */
final class ExpectedBody {
    /** Members that carry personal data: a gateway with all controls on may mask or withhold these, and no others. */
    private static final List<String> PERSONAL = List.of(
            "promoter_contact_details",
            "secondary_contact",
            "secondary_contact_number",
            "description_of_work",
            "works_location_description");

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * The peer's own answer, once it is proven right: from a plain proxy the very bytes of the upstream, from Wayleave the
     * same permit with nothing altered but what may be masked.
     */
    String from(Peer peer) {
        HttpResponse<String> answer = get(peer);
        if (answer.statusCode() != 200) {
            throw new MeasurementFailed(
                    "%s answered %d: %s".formatted(peer.kind().title(), answer.statusCode(), answer.body()));
        }
        String upstream = peer.path().equals(Workload.LIST_PATH) ? Workload.list() : Workload.permit();
        boolean right = switch (peer.kind()) {
            case WAYLEAVE -> isRelease(answer.body(), upstream);
            case LIST_MASKED -> isMaskedList(answer.body(), upstream);
            case NGINX, SPRING, LIST_PASSED -> answer.body().equals(upstream);
        };
        if (!right) {
            throw new MeasurementFailed("%s answered another body than expected:\n%s"
                    .formatted(peer.kind().title(), answer.body()));
        }
        return answer.body();
    }

    static boolean isRelease(String body, String upstream) {
        try {
            JsonNode released = JSON.readTree(body);
            JsonNode original = JSON.readTree(upstream);
            boolean nothingInvented = released.isObject()
                    && released.properties().stream().map(Map.Entry::getKey).allMatch(original::has);
            return nothingInvented
                    && original.properties().stream()
                            .filter(member -> !PERSONAL.contains(member.getKey()))
                            .allMatch(member -> member.getValue().equals(released.get(member.getKey())));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The same bytes, but for the free text of each row. */
    static boolean isMaskedList(String body, String upstream) {
        return body.equals(upstream.replaceAll(
                "(\"(?:location_description|description_of_work)\":)\"[^\"]*\"", "$1\"[withheld by Wayleave]\""));
    }

    private HttpResponse<String> get(Peer peer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(peer.url()));
        peer.headers().forEach(request::header);
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new MeasurementFailed(peer.kind().title() + " did not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementFailed("Interrupted.");
        }
    }
}
