package uk.wayleave.opendata.api;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.receiver.ReceiverUrl;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.Webhook;
import uk.wayleave.opendata.store.Webhooks;
import uk.wayleave.opendata.webhook.SigningKeys;
import uk.wayleave.opendata.webhook.WebhookSettings;

/** Where the holder of an API key registers, sees and removes webhooks, below {@code /open/webhooks}. */
final class WebhookDesk {
    private static final int BODY_AT_MOST = 16 * 1024;
    private static final int VALUE_AT_MOST = 200;
    private static final Set<String> MEMBERS = Set.of("url", "filters", "from");

    private final Webhooks webhooks;
    private final History history;
    private final SigningKeys keys;
    private final WebhookSettings settings;
    private final Clock clock;

    WebhookDesk(Webhooks webhooks, History history, SigningKeys keys, WebhookSettings settings, Clock clock) {
        this.webhooks = webhooks;
        this.history = history;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key set (RFC 7517) that receivers verify by. */
    Answer keySet() {
        SigningKeys.Published key = keys.published();
        ObjectNode set = JsonMapper.shared().createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("use", "sig")
                .put("alg", "EdDSA")
                .put("kid", key.id())
                .put("x", key.x());
        return Answer.of(200, "application/jwk-set+json", JsonMapper.shared().writeValueAsBytes(set));
    }

    /** Whatever is asked of it, by the holder of a key only. */
    Answer answer(Ask ask) {
        Items.requireKnown(ask, Set.of());
        long key = key(ask);
        List<String> path = ask.segments();
        return switch (path.size()) {
            case 1 ->
                switch (ask.method()) {
                    case "GET", "HEAD" -> list(ask, key);
                    case "POST" -> register(ask, key);
                    default -> notThisWay("GET, HEAD, POST");
                };
            case 2 -> {
                UUID id = id(path.get(1));
                yield switch (ask.method()) {
                    case "GET", "HEAD" ->
                        webhooks.find(key, id)
                                .map(found -> answer(200, document(ask, found)))
                                .orElseGet(WebhookDesk::unknown);
                    case "DELETE" -> webhooks.remove(key, id) ? Answer.empty(204) : unknown();
                    default -> notThisWay("GET, HEAD, DELETE");
                };
            }
            default -> unknown();
        };
    }

    private long key(Ask ask) {
        // In the header only: an address with a key in it ends up in logs.
        String secret = ask.header("X-API-Key")
                .orElseThrow(() -> new BadAsk(
                        403,
                        "Webhooks take an API key in the header X-API-Key. The operator makes one with"
                                + " ./wayleave opendata key make."));
        return webhooks.key(secret).orElseThrow(() -> new BadAsk(403, "The API key is not known."));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new BadAsk(404, "This key has no such webhook.");
        }
    }

    private static Answer unknown() {
        return Problem.of(404, "This key has no such webhook.");
    }

    private static Answer notThisWay(String allowed) {
        return Problem.of(405, "Webhooks are read with GET, registered with POST and removed with DELETE.")
                .with("Allow", allowed);
    }

    private Answer list(Ask ask, long key) {
        ObjectNode page = JsonMapper.shared().createObjectNode();
        ArrayNode all = page.putArray("webhooks");
        webhooks.of(key).forEach(webhook -> all.add(document(ask, webhook)));
        page.put("last", history.last()).put("keys", ask.base() + "/jwks.json");
        return answer(200, page);
    }

    private Answer register(Ask ask, long key) {
        if (!ask.isOfType("application/json")) {
            throw new BadAsk(415, "A webhook is registered with a JSON object; say so in Content-Type.");
        }
        JsonNode given = read(ask.body(BODY_AT_MOST));
        return switch (webhooks.register(
                key, url(given), filters(given), from(given), settings.perKey(), clock.instant())) {
            case Webhooks.Registered.Done(Webhook webhook) ->
                answer(201, document(ask, webhook)).with("Location", ask.base() + "/webhooks/" + webhook.id());
            case Webhooks.Registered.TooMany(String why) -> Problem.of(409, why);
            case Webhooks.Registered.UnknownKey() -> Problem.of(403, "The API key is not known.");
        };
    }

    private static JsonNode read(byte[] body) {
        JsonNode given;
        try {
            given = JsonMapper.shared().readTree(body);
        } catch (JacksonException malformed) {
            throw new BadAsk("The body is not JSON.");
        }
        if (!given.isObject()) {
            throw new BadAsk("The body is not a JSON object with url and, where wanted, filters and from.");
        }
        for (String name : given.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw new BadAsk("There is no member " + name + " here; there are url, filters and from.");
            }
        }
        return given;
    }

    private URI url(JsonNode given) {
        URI url = ReceiverUrl.normal(given.path("url").asString(""))
                .orElseThrow(
                        () -> new BadAsk("The member url is not an https address without a user or a fragment, of at"
                                + " most " + ReceiverUrl.LONGEST + " characters."));
        if (settings.networks() != ReceiverNetworks.LOOPBACK_TOO && !"https".equals(url.getScheme())) {
            throw new BadAsk("The member url is not https. Events are sent over TLS only.");
        }
        return url;
    }

    private static Map<Filter, String> filters(JsonNode given) {
        Map<Filter, String> filters = new EnumMap<>(Filter.class);
        JsonNode stated = given.path("filters");
        if (!stated.isMissingNode() && !stated.isObject()) {
            throw new BadAsk("The member filters is not an object, as in {\"authority\": \"5990\"}.");
        }
        for (Map.Entry<String, JsonNode> one : stated.properties()) {
            Filter filter = Filter.of(one.getKey())
                    .orElseThrow(() -> new BadAsk("There is no filter " + one.getKey()
                            + "; there are those of the items' properties, which /open/api lists."));
            if (!one.getValue().isString()
                    || one.getValue().asString().isBlank()
                    || one.getValue().asString().length() > VALUE_AT_MOST) {
                throw new BadAsk(
                        "The filter " + one.getKey() + " is not a text of 1 to " + VALUE_AT_MOST + " characters.");
            }
            if (filters.put(filter, one.getValue().asString()) != null) {
                throw new BadAsk("The filter " + one.getKey() + " is there under two names.");
            }
        }
        return filters;
    }

    private long from(JsonNode given) {
        JsonNode stated = given.path("from");
        long last = history.last();
        if (stated.isMissingNode()) {
            return last;
        }
        if (!stated.isIntegralNumber() || !stated.canConvertToLong()) {
            throw new BadAsk("The member from is not the id of an event; 0 is before all.");
        }
        long from = stated.asLong();
        if (from < 0 || from > last) {
            throw new BadAsk("The member from is the id of an event that is kept, or 0; the last is " + last + ".");
        }
        return from;
    }

    private static ObjectNode document(Ask ask, Webhook webhook) {
        ObjectNode document = JsonMapper.shared()
                .createObjectNode()
                .put("id", webhook.id().toString())
                .put("url", webhook.url().toString())
                .put("state", webhook.state().name().toLowerCase(Locale.ROOT))
                .put("cursor", webhook.cursor())
                .put("made", webhook.made().toString())
                .put("failures", webhook.failures());
        webhook.failingSince().ifPresent(since -> document.put("failing_since", since.toString()));
        if (!webhook.outcome().isEmpty()) {
            document.put("outcome", webhook.outcome());
        }
        ObjectNode filters = document.putObject("filters");
        webhook.filters()
                .forEach((filter, value) -> filters.put(filter.parameters().getLast(), value));
        return document.put("keys", ask.base() + "/jwks.json");
    }

    private static Answer answer(int status, ObjectNode document) {
        return Answer.of(status, "application/json", document.toString().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
