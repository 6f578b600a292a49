package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.gateway.Http;
import uk.wayleave.gateway.World;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverState;

/** Subscribing, unsubscribing and listing: never forwarded as they came, and only for receivers that were registered. */
@Timeout(120)
class SubscriptionCallsTest {
    private static final String UNSUBSCRIBE = "/v6/event/api-notifications/unsubscribe";
    private static final String LIST = "/v6/event/api-notifications/subscriptions";

    private final Town town = new Town();
    private final World world = town.world;

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void aSubscriptionMakesStreetManagerPostToUsAndIsAnsweredInItsShape() {
        IntegratorsReceiver receiver = town.receiver();
        town.proven(world.water, receiver);

        Http.Answer answer = town.subscribe(world.water, receiver.url());

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().propertyNames()).containsExactly("subscription_reference_number");
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        JsonNode sent = town.streetManager.subscribed().getFirst();
        assertThat(sent.path("api_endpoint").asString())
                .matches(java.util.regex.Pattern.quote(world.gateway.baseUri() + "/notifications/")
                        + "[A-Za-z0-9_-]{43}");
        assertThat(sent.path("internal_user_identifier").asString()).isEqualTo(World.PLANNER);
        assertThat(sent.path("internal_user_name").asString()).isEqualTo(World.PLANNER_NAME);
        assertThat(sent.toString()).doesNotContain(receiver.url().toString()).doesNotContain("Permit desk");
        assertThat(answer.body())
                .doesNotContain(sent.path("api_endpoint").asString())
                .doesNotContain("SM-");
        List<StoredEntry> entries = town.entriesOf(world.water, answer.header("Wayleave-Call"));
        assertThat(entries).extracting(StoredEntry::kind).containsExactly("intent", "outcome", "release");
    }

    @Test
    void oneSubscriptionUpstreamServesAllProductsAndEndsWithTheLast() {
        IntegratorsReceiver one = town.subscribed(world.water);
        IntegratorsReceiver other = town.receiver();
        town.proven(world.water, other);
        String token = world.tokenForEverything(world.water);
        Http.Answer first = town.subscribe(token, other.url());
        assertThat(first.header("Wayleave-Upstream")).isEqualTo("not-sent");
        assertThat(Town.reference(town.subscribe(token, other.url())))
                .as("repeated under the same instruction")
                .isEqualTo(Town.reference(first));
        assertThat(town.streetManager.subscribed()).hasSize(1);

        assertThat(unsubscribe(token, Town.reference(first)).status()).isEqualTo(204);
        assertThat(town.streetManager.unsubscribed()).isEmpty();
        assertThat(unsubscribe(token, Town.reference(first)).status()).isEqualTo(404);

        String last = listed(token).get(0).path("subscription_reference_number").asString();
        assertThat(listed(token).get(0).path("subscription_url").asString())
                .isEqualTo(one.url().toString());
        Http.Answer answer = unsubscribe(token, last);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        assertThat(town.streetManager.unsubscribed())
                .singleElement()
                .satisfies(body -> assertThat(
                                body.path("subscription_reference_number").asString())
                        .isEqualTo("SM-1"));
        assertThat(town.isSubscribedUpstream(world.water)).isFalse();
    }

    private Http.Answer unsubscribe(String token, String reference) {
        return world.http.post(UNSUBSCRIBE, token, "{\"subscription_reference_number\":\"" + reference + "\"}");
    }

    private JsonNode listed(String token) {
        Http.Answer answer = world.http.get(LIST, token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Wayleave-Receipt")).as("released on record").isNotEmpty();
        return answer.json();
    }

    @Test
    void theListHasOnlyWhatThisProductSubscribedUnderThisAgreement() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        town.subscribed(world.county);

        JsonNode list = listed(world.tokenForEverything(world.water));

        assertThat(list.size()).isEqualTo(1);
        assertThat(list.get(0).propertyNames())
                .containsExactlyInAnyOrder(
                        "subscription_reference_number", "subscription_description", "subscription_url");
        assertThat(list.get(0).path("subscription_url").asString())
                .isEqualTo(receiver.url().toString());
        assertThat(list.get(0).path("subscription_description").asString()).isEqualTo("Permit desk");
        assertThat(world.http
                        .send(HttpRequest.newBuilder(world.gateway.baseUri().resolve(LIST))
                                .GET())
                        .status())
                .isEqualTo(401);
        String notGranted = world.token(
                world.water,
                Optional.of(world.instructed(
                        world.water,
                        Purpose.MANAGE_OWN_PERMITS,
                        Set.of(new OperationId("work.GetWork")),
                        Scope.all(),
                        OptionalLong.empty())));
        assertThat(world.http.get(LIST, notGranted).clauses()).contains("A1");
    }

    @Test
    void anEndpointThatTheControllerDidNotRegisterIsRefusedUnderA2C3AndC5() {
        IntegratorsReceiver ofTheCounty = town.receiver();
        town.proven(world.county, ofTheCounty);

        for (URI endpoint : List.of(
                URI.create("https://elsewhere.example/take"),
                URI.create("http://elsewhere.example/take"),
                ofTheCounty.url(),
                URI.create("nonsense"))) {
            Http.Answer answer = town.subscribe(world.water, endpoint);
            assertThat(answer.status()).as(endpoint.toString()).isEqualTo(403);
            assertThat(answer.clauses()).containsExactly("A2", "C3", "C5");
            assertThat(answer.body()).contains("receivers").contains("cure");
            assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
        }
        assertThat(town.streetManager.subscribed()).isEmpty();
    }

    @Test
    void aReceiverThatMerelyRepeatsWhatItGetsIsNotProven() {
        IntegratorsReceiver receiver = town.receiver();
        receiver.provesItself(false);
        Receiver registered = town.registered(world.water, receiver.url());
        Town.until("it was challenged", () -> receiver.challenges() > 0);
        Town.until("that is kept", () -> town.find(registered).lastOutcome().isPresent());

        assertThat(town.find(registered).lastOutcome()).contains("challenge-not-answered");
        Http.Answer answer = town.subscribe(world.water, receiver.url());
        assertThat(answer.rules()).containsExactly("A2.receiver-not-proven");

        receiver.provesItself(true);
        Town.until("it is challenged again", () -> town.stateOf(registered) == ReceiverState.PROVEN);
        assertThat(town.subscribe(world.water, receiver.url()).status()).isEqualTo(201);
        assertThat(receiver.objections()).isEmpty();
    }

    @Test
    void itTakesAStandingInstructionWithoutCountedUses() {
        IntegratorsReceiver receiver = town.receiver();
        town.proven(world.water, receiver);
        String counted = world.token(
                world.water,
                Optional.of(world.instructed(
                        world.water,
                        Purpose.MANAGE_OWN_PERMITS,
                        world.forwarded(uk.wayleave.streetmanager.ApiVersion.V6_0),
                        Scope.all(),
                        OptionalLong.of(5))));

        assertThat(town.subscribe(counted, receiver.url()).rules())
                .containsExactly("A1.subscription-without-standing-instruction");
    }

    @Test
    void streetManagersOwnRefusalIsPassedOnAndLeavesNothingSubscribed() {
        IntegratorsReceiver receiver = town.receiver();
        town.proven(world.water, receiver);
        town.streetManager.subscribeAnswers(401);

        Http.Answer answer = town.subscribe(world.water, receiver.url());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("message").asString()).isEqualTo("Access restricted");
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("rejected");
        assertThat(listed(world.tokenForEverything(world.water)).size()).isZero();
        assertThat(town.isSubscribedUpstream(world.water)).isFalse();

        town.streetManager.subscribeAnswers(201);
        assertThat(town.subscribe(world.water, receiver.url()).status()).isEqualTo(201);
    }

    @Test
    void aControllersAccountsAreSubscribedOnceForEachOrganisation() {
        town.subscribed(world.county);

        assertThat(town.streetManager.subscribed()).hasSize(2);
        assertThat(town.streetManager.subscribed().stream()
                        .map(body -> body.path("api_endpoint").asString())
                        .distinct())
                .hasSize(2);
    }

    @Test
    void bodiesThatAreNotAsTheyShouldBeAreRefusedByMember() {
        String token = world.tokenForEverything(world.water);
        for (String body : List.of(
                "{}", "{\"api_endpoint\":7}", "{\"api_endpoint\":\"https://" + "a".repeat(2050) + ".example/\"}")) {
            Http.Answer answer = world.http.post("/v6/event/api-notifications/subscribe", token, body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("where").asString()).isEqualTo("/api_endpoint");
        }
        assertThat(world.http
                        .post(UNSUBSCRIBE, token, "{}")
                        .json()
                        .path("where")
                        .asString())
                .isEqualTo("/subscription_reference_number");
    }

    @Test
    void aRemovedReceiverEndsItsSubscriptionAndThenOurs() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        Receiver registered = town.receivers.of(world.water.id()).getFirst();

        town.receivers
                .remove(world.water.id(), registered.id(), world.water.administrator())
                .orElseThrow();

        Town.until(
                "Street Manager is told",
                () -> !town.streetManager.unsubscribed().isEmpty());
        assertThat(town.subscribe(world.water, receiver.url()).clauses()).containsExactly("A2", "C3", "C5");
    }
}
