package uk.wayleave.opendata.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.IntegratorsVerifier;
import uk.wayleave.opendata.MovableClock;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.api.OpenServer;
import uk.wayleave.opendata.store.ApiKeys;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.opendata.store.WebhookKeys;
import uk.wayleave.opendata.store.Webhooks;

/** Registered over HTTP, delivered over HTTP, kept in a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private final MovableClock clock = new MovableClock("2026-09-10T12:00:00Z");
    private final OpenServer server = open(Hooks.settings(), Clock.systemUTC());
    private final ApiKeys keys = new ApiKeys(server.annex.dataSource(), new SecureRandom());
    private int events;

    private static OpenServer open(WebhookSettings settings, Clock clock) {
        return new OpenServer(OpenDataSettings.usual().limitedTo(1_000_000).sending(settings), clock);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private String key() {
        return keys.make("University of Thornshire", 100_000, clock.instant()).secret();
    }

    private static HttpResponse<String> post(OpenServer at, String key, String body) {
        return at.send(at.request("/webhooks", "X-API-Key", key, "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static String registered(OpenServer at, String key, IntegratorsReceiver receiver, String more) {
        HttpResponse<String> answer = post(at, key, "{\"url\":\"" + receiver.url() + "\"" + more + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        JsonNode webhook = JsonMapper.shared().readTree(answer.body());
        assertThat(webhook.path("state").asString()).isEqualTo("unproven");
        assertThat(answer.headers().firstValue("Location"))
                .hasValue(at.base() + "/webhooks/" + webhook.path("id").asString());
        return webhook.path("id").asString();
    }

    private static JsonNode webhook(OpenServer at, String key, String id) {
        return at.json("/webhooks/" + id, "X-API-Key", key);
    }

    private static void untilItIs(String state, OpenServer at, String key, String id) {
        Hooks.until(
                "it is " + state,
                () -> webhook(at, key, id).path("state").asString().equals(state));
    }

    /** Verifies by the key set that the API serves. */
    private static IntegratorsReceiver receiver(OpenServer at, Clock time) {
        Map<String, String> published = new HashMap<>();
        at.json("/jwks.json")
                .path("keys")
                .forEach(key ->
                        published.put(key.path("kid").asString(), key.path("x").asString()));
        return IntegratorsReceiver.start(new IntegratorsVerifier(published), time::instant);
    }

    private IntegratorsReceiver receiver() {
        return receiver(server, Clock.systemUTC());
    }

    /** So many more events of an authority; the id of the last. */
    private long keep(OpenServer at, int count, String authority) {
        List<Published> more = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            more.add(Published.permit("AA0%06d-01".formatted(++events))
                    .numbered(events)
                    .with("highway_authority_swa_code", authority));
        }
        at.keep(more);
        return last(at);
    }

    private static long last(OpenServer at) {
        return Long.parseLong(Stores.rows(at.annex.dataSource(), "select coalesce(max(id), 0) from opendata.event")
                .getFirst());
    }

    @Test
    void sendsWhatPassesTheFilterFromTheCursorOnSignedAndInOrder() {
        String key = key();
        try (IntegratorsReceiver receiver = receiver()) {
            keep(server, 1, "4215");
            long from = last(server);
            keep(server, 2, "4215");
            keep(server, 3, "5990");
            String id =
                    registered(server, key, receiver, ",\"from\":" + from + ",\"filters\":{\"authority\":\"4215\"}");
            Hooks.until(
                    "what was kept before has come", () -> Hooks.ids(receiver).size() == 2);
            long last = keep(server, 1, "4215");
            Hooks.until(
                    "what was kept since has come", () -> Hooks.ids(receiver).size() == 3);

            assertThat(Hooks.ids(receiver)).containsExactly(from + 1, from + 2, last);
            assertThat(receiver.objections()).isEmpty();
            IntegratorsVerifier.Received message = receiver.notifications().getFirst();
            assertThat(message.header("wayleave-message")).isEqualTo("open-events");
            assertThat(message.header("wayleave-cursor")).isEqualTo(Long.toString(from + 2));
            assertThat(message.header("wayleave-delivery")).isEqualTo(id + "/" + (from + 2));
            JsonNode event = JsonMapper.shared().readTree(message.body()).at("/events/0");
            assertThat(event.at("/properties/highway_authority_swa_code").asString())
                    .isEqualTo("4215");
            assertThat(event.path("event_sha256").asString()).hasSize(64);
            Hooks.until(
                    "the cursor is kept",
                    () -> webhook(server, key, id).path("cursor").asLong() >= last);
        }
    }

    @Test
    void sendsNothingToAReceiverThatDoesNotProveItself() {
        String key = key();
        try (IntegratorsReceiver receiver = receiver()) {
            receiver.provesItself(false);
            String id = registered(server, key, receiver, ",\"from\":0");
            keep(server, 1, "4215");
            untilItIs("disabled", server, key, id);

            assertThat(webhook(server, key, id).path("outcome").asString()).isEqualTo("challenge-not-answered");
            assertThat(receiver.challenges()).isEqualTo(12);
            assertThat(receiver.notifications()).isEmpty();
        }
    }

    @Test
    void sendsTheSameAgainUntilItIsTakenAndOnlyThenGoesOn() {
        String key = key();
        try (IntegratorsReceiver receiver = receiver()) {
            receiver.answers(500);
            String id = registered(server, key, receiver, "");
            untilItIs("active", server, key, id);
            long before = last(server);
            long last = keep(server, 1, "4215");
            Hooks.until("it was tried", () -> receiver.notifications().size() >= 3);
            assertThat(webhook(server, key, id).path("cursor").asLong()).isEqualTo(before);
            assertThat(webhook(server, key, id).path("failures").asInt()).isPositive();
            receiver.answers(204);
            Hooks.until(
                    "it was taken",
                    () -> webhook(server, key, id).path("cursor").asLong() == last);

            assertThat(webhook(server, key, id).path("failures").asInt()).isZero();
            assertThat(receiver.notifications().stream()
                            .map(message -> message.header("wayleave-delivery"))
                            .distinct())
                    .hasSize(1);
            assertThat(Hooks.once(receiver)).containsExactly(last);
        }
    }

    @Test
    void comesFromOneOfSeveralNodes() {
        String key = key();
        try (IntegratorsReceiver receiver = receiver();
                Deliverer _ = Hooks.node(server.annex.dataSource());
                Deliverer _ = Hooks.node(server.annex.dataSource())) {
            String id = registered(server, key, receiver, "");
            untilItIs("active", server, key, id);
            long from = last(server);
            for (int burst = 0; burst < 6; burst++) {
                keep(server, 150, "4215");
                Hooks.pause(Duration.ofMillis(100));
            }
            long last = last(server);
            Hooks.until(
                    "all have come",
                    () -> webhook(server, key, id).path("cursor").asLong() == last);

            assertThat(Hooks.ids(receiver))
                    .as("each once, in order")
                    .isEqualTo(java.util.stream.LongStream.rangeClosed(from + 1, last)
                            .boxed()
                            .toList());
            assertThat(receiver.challenges()).isEqualTo(1);
        }
    }

    @Test
    void endsWhereTheReceiverIsGoneOrHasFailedForTooLong() {
        try (OpenServer other = open(Hooks.settings(), clock);
                IntegratorsReceiver gone = receiver(other, clock);
                IntegratorsReceiver failing = receiver(other, clock)) {
            String key = new ApiKeys(other.annex.dataSource(), new SecureRandom())
                    .make("University of Thornshire", 100_000, clock.instant())
                    .secret();
            String first = registered(other, key, gone, "");
            String second = registered(other, key, failing, "");
            untilItIs("active", other, key, first);
            untilItIs("active", other, key, second);
            gone.answers(410);
            failing.answers(503);
            keep(other, 1, "4215");
            untilItIs("disabled", other, key, first);
            Hooks.until("it was tried", () -> !failing.notifications().isEmpty());
            clock.set("2026-09-13T11:59:00Z");
            Hooks.until("it was tried again", () -> failing.notifications().size() >= 2);
            assertThat(webhook(other, key, second).path("state").asString()).isEqualTo("active");
            Hooks.pause(Duration.ofMillis(200));
            clock.set("2026-09-13T12:01:00Z");
            untilItIs("disabled", other, key, second);

            assertThat(webhook(other, key, second).path("outcome").asString()).isEqualTo("status-503");
            failing.answers(204);
            String again = registered(
                    other,
                    key,
                    failing,
                    ",\"from\":" + webhook(other, key, second).path("cursor").asLong());
            untilItIs("active", other, key, again);
            Hooks.until(
                    "it goes on from there",
                    () -> webhook(other, key, again).path("cursor").asLong() == last(other));
        }
    }

    @Test
    void belongsToItsKeyAloneAndEndsWithIt() {
        ApiKeys.Made mine = keys.make("University of Thornshire", 100_000, clock.instant());
        String another = key();
        try (IntegratorsReceiver receiver = receiver()) {
            String id = registered(server, mine.secret(), receiver, "");
            untilItIs("active", server, mine.secret(), id);
            assertThat(server.get("/webhooks/" + id, "X-API-Key", another).statusCode())
                    .isEqualTo(404);
            assertThat(delete(another, id).statusCode()).isEqualTo(404);
            assertThat(server.json("/webhooks", "X-API-Key", another).path("webhooks"))
                    .isEmpty();
            assertThat(server.json("/webhooks", "X-API-Key", mine.secret()).path("webhooks"))
                    .hasSize(1);
            String second = registered(server, mine.secret(), receiver, "");
            untilItIs("active", server, mine.secret(), second);
            assertThat(delete(mine.secret(), second).statusCode()).isEqualTo(204);
            assertThat(delete(mine.secret(), second).statusCode()).isEqualTo(404);

            assertThat(keys.end(mine.id(), clock.instant())).isTrue();
            keep(server, 1, "4215");
            Hooks.pause(Duration.ofMillis(2500));

            assertThat(receiver.notifications()).isEmpty();
            assertThat(server.get("/webhooks", "X-API-Key", mine.secret()).statusCode())
                    .isEqualTo(403);
        }
    }

    private HttpResponse<String> delete(String key, String id) {
        return server.send(
                server.request("/webhooks/" + id, "X-API-Key", key).DELETE().build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not json                                                        | not JSON
            []                                                              | not a JSON object
            {}                                                              | url
            {"url": "http://receiver.example/hook"}                         | https
            {"url": "https://user@receiver.example/hook"}                   | url
            {"url": "https://receiver.example/", "secret": "x"}             | secret
            {"url": "https://receiver.example/", "from": -1}                | from
            {"url": "https://receiver.example/", "from": 99999999999}       | the last is
            {"url": "https://receiver.example/", "from": "0"}               | from
            {"url": "https://receiver.example/", "filters": {"colour": "x"}} | colour
            {"url": "https://receiver.example/", "filters": {"usrn": 1}}    | usrn
            {"url": "https://receiver.example/", "filters": {"authority": "1", "highway_authority_swa_code": "2"}} | two names
            """)
    void refusesWhatCannotBeOneAndSaysWhy(String body, String told) {
        HttpResponse<String> refused = post(server, key(), body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains(told);
    }

    @Test
    void takesAKeyAndOnlyInTheHeader() {
        String body = "{\"url\":\"https://receiver.example/\"}";
        HttpRequest.Builder without = server.request("/webhooks", "Content-Type", "application/json");
        assertThat(server.send(without.POST(HttpRequest.BodyPublishers.ofString(body))
                                .build())
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.get("/webhooks?api-key=" + key()).statusCode()).isEqualTo(400);
        assertThat(server.get("/webhooks", "X-API-Key", "wlo_guessed").statusCode())
                .isEqualTo(403);
        HttpRequest form = server.request(
                        "/webhooks", "X-API-Key", key(), "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("url=https://receiver.example/"))
                .build();
        assertThat(server.send(form).statusCode()).isEqualTo(415);
        HttpRequest put = server.request("/webhooks", "X-API-Key", key())
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(server.send(put).headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
    }

    @Test
    void holdsTheLimitsOfAKey() {
        String key = key();
        try (IntegratorsReceiver receiver = receiver()) {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                made.add(registered(server, key, receiver, ""));
            }
            String body = "{\"url\":\"" + receiver.url() + "\"}";
            assertThat(post(server, key, body).body()).contains("409", "Remove one first");
            for (int i = 0; i < 3; i++) {
                assertThat(delete(key, made.get(i)).statusCode()).isEqualTo(204);
                made.add(registered(server, key, receiver, ""));
            }
            assertThat(delete(key, made.getLast()).statusCode()).isEqualTo(204);
            assertThat(post(server, key, body).body()).contains("409", "within a day");
        }
    }

    @Test
    void reachesNoMachineBehindTheWalls() {
        WebhookSettings usual = Hooks.settings();
        WebhookSettings guarded = new WebhookSettings(
                usual.sealing(),
                ReceiverNetworks.PUBLIC,
                usual.perKey(),
                usual.firstDelay(),
                usual.longestDelay(),
                usual.failingAtMost(),
                usual.limit(),
                usual.lease());
        try (OpenServer other = open(guarded, Clock.systemUTC());
                IntegratorsReceiver receiver = receiver(other, Clock.systemUTC())) {
            String key = new ApiKeys(other.annex.dataSource(), new SecureRandom())
                    .make("University of Thornshire", 100_000, clock.instant())
                    .secret();
            assertThat(post(other, key, "{\"url\":\"" + receiver.url() + "\"}").statusCode())
                    .isEqualTo(400);
            HttpResponse<String> answer = post(
                    other, key, "{\"url\":\"https://127.0.0.1:" + receiver.url().getPort() + "/\"}");
            assertThat(answer.statusCode()).isEqualTo(201);
            String id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
            Hooks.until(
                    "it was tried",
                    () -> webhook(other, key, id).path("failures").asInt() > 0);

            assertThat(webhook(other, key, id).path("outcome").asString()).isEqualTo("address-not-allowed");
        }
    }

    @Test
    void thereAreNoneWhereTheyAreNotSet() {
        try (OpenServer other = OpenServer.start()) {
            assertThat(other.get("/webhooks").statusCode()).isEqualTo(404);
            assertThat(other.get("/jwks.json").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void theSigningKeyIsOneForAllNodesAndDoesNotOpenUnderAnother() {
        SigningKeys here = Hooks.keys(server.annex.dataSource());
        assertThat(here.published())
                .isEqualTo(Hooks.keys(server.annex.dataSource()).published());
        byte[] another = new byte[32];
        another[0] = 1;
        WebhookKeys.Kept kept =
                new WebhookKeys(server.annex.dataSource()).kept().orElseThrow();
        String name = "webhook signing key " + kept.id();
        assertThat(SealingKey.of(another).open(kept.sealed(), name)).isEqualTo(Optional.empty());
        assertThat(Hooks.SEALING.open(kept.sealed(), name + "x")).isEqualTo(Optional.empty());
        assertThat(Hooks.SEALING.open(kept.sealed(), name)).isPresent();
        assertThat(here.signer().keyId()).isEqualTo(kept.id());
        assertThat(new Webhooks(server.annex.dataSource()).key("wlo_guessed")).isEmpty();
    }
}
