package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.gateway.World;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.IntegratorsVerifier.Received;
import uk.wayleave.register.notification.DeliveryState;

/** A notification on its way: in by our receiver, checked like a release, out to the registered receivers. */
@Timeout(120)
class DeliveryTest {
    private final Town town = new Town();
    private final World world = town.world;

    @AfterEach
    void close() {
        town.close();
    }

    private HttpResponse<String> post(URI endpoint, int reference, String works) {
        HttpResponse<String> answer = town.streetManager.posts(endpoint, StandIn.event(reference, works));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private void post(int reference) {
        post(town.streetManager.endpoint(), reference, Town.WORKS);
    }

    @Test
    void isSignedAndInTheLedgerBeforeItLeaves() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        post(1);

        Town.until("it arrives", () -> !receiver.notifications().isEmpty());
        Received received = receiver.notifications().getFirst();
        assertThat(receiver.objections()).isEmpty();
        JsonNode event = JsonMapper.shared().readTree(received.body());
        assertThat(event).isEqualTo(JsonMapper.shared().readTree(StandIn.event(1, Town.WORKS)));
        assertThat(received.header("wayleave-receipt")).isNotEmpty();

        StoredEntry release = entry(received.header("wayleave-receipt"));
        assertThat(release.kind()).isEqualTo("release");
        String canonical = new String(release.canonical(), StandardCharsets.UTF_8);
        assertThat(canonical)
                .contains("\"receiver\"")
                .contains(received.header("wayleave-delivery"))
                .doesNotContain("WORK_START");
        List<StoredEntry> entries = town.ledger.ofCall(world.water.id().value(), release.call());
        assertThat(entries).extracting(StoredEntry::kind).startsWith("intent", "release");
        Town.until(
                "the outcome is recorded",
                () -> town.ledger.ofCall(world.water.id().value(), release.call()).stream()
                        .anyMatch(entry -> entry.kind().equals("outcome")
                                && new String(entry.canonical(), StandardCharsets.UTF_8).contains("\"taken\"")));
        Town.until("it is kept as delivered", () -> town.deliveries(world.water, DeliveryState.DELIVERED) == 1);
    }

    private StoredEntry entry(String receipt) {
        return town.ledger
                .entry(world.water.id().value(), java.util.UUID.fromString(receipt))
                .orElseThrow();
    }

    @Test
    void repeatsDoNoHarm() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        for (int i = 0; i < 5; i++) {
            post(1);
        }
        post(2);

        Town.until("both arrive", () -> receiver.eventReferences().equals(List.of(1L, 2L)));
        assertThat(receiver.notifications()).hasSize(2);
        Town.until("both are done", () -> town.deliveries(world.water, DeliveryState.WAITING) == 0);
        assertThat(town.deliveries(world.water, DeliveryState.DELIVERED)).isEqualTo(2);
    }

    @Test
    void onlyWhatIsKnownOfItIsKeptAndDelivered() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        String event = "{\"event_reference\":9,\"secondary_contact\":\"Mrs Somebody\",\"object_reference\":\""
                + Town.WORKS + "-01\",\"object_data\":{\"description_of_work\":\"at Mr Smith's\",\"usrn\":\"8400794\"},"
                + "\"tomorrow\":{\"a\":[1,2]}}";
        assertThat(town.streetManager
                        .posts(town.streetManager.endpoint(), event)
                        .statusCode())
                .isEqualTo(200);

        Town.until("it arrives", () -> !receiver.notifications().isEmpty());
        assertThat(JsonMapper.shared()
                        .readTree(receiver.notifications().getFirst().body()))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"event_reference\":9,\"object_reference\":\"" + Town.WORKS
                                + "-01\",\"object_data\":{\"usrn\":\"8400794\"}}"));
    }

    @Test
    void nothingOfOneControllersReachesAnothersReceiver() {
        IntegratorsReceiver ofWater = town.subscribed(world.water);
        URI endpointOfWater = town.streetManager.endpoint();
        IntegratorsReceiver ofCounty = town.subscribed(world.county);
        List<URI> endpointsOfCounty = town.streetManager.subscribed().stream()
                .skip(1)
                .map(body -> URI.create(body.path("api_endpoint").asString()))
                .toList();

        post(endpointOfWater, 1, Town.WORKS);
        // The county hears of the water company's works on its streets by its own authority's account.
        endpointsOfCounty.forEach(endpoint -> post(endpoint, 2, Town.WORKS));

        Town.until("water's arrives", () -> ofWater.eventReferences().equals(List.of(1L)));
        Town.until("the county's arrives", () -> ofCounty.eventReferences().contains(2L));
        Town.until("all is settled", () -> town.deliveries(world.county, DeliveryState.WAITING) == 0);
        assertThat(ofWater.eventReferences()).containsExactly(1L);
        assertThat(ofCounty.eventReferences()).containsOnly(2L);
    }

    @Test
    void whatIsOfAnotherIsRefusedUnderB4AndC5AndRecorded() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        post(town.streetManager.endpoint(), 1, "ZF001X1");
        post(2);

        Town.until("the own one arrives", () -> receiver.eventReferences().equals(List.of(2L)));
        Town.until("the other is refused", () -> town.deliveries(world.water, DeliveryState.REFUSED) == 1);
        assertThat(refusals())
                .anyMatch(entry ->
                        entry.contains("B4.notification-of-another") && entry.contains("C5.notification-of-another"));
    }

    private List<String> refusals() {
        return town.ledger.ofController(world.water.id().value(), 0, 1000).stream()
                .filter(entry -> entry.kind().equals("refusal"))
                .map(entry -> new String(entry.canonical(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whileTheAgreementIsSuspendedNothingIsDeliveredAndEachRefusalIsRecorded() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        world.suspend(world.water);
        post(1);
        Town.until("it is refused", () -> town.deliveries(world.water, DeliveryState.REFUSED) == 1);
        assertThat(refusals()).anyMatch(entry -> entry.contains("\"B1."));

        world.resume(world.water);
        post(2);
        Town.until("the later one arrives", () -> receiver.eventReferences().equals(List.of(2L)));
        assertThat(town.isSubscribedUpstream(world.water)).isTrue();
    }

    @Test
    void aRevocationCountsForWhatWaitsAlready() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(503);
        post(1);
        Town.until("it was tried", () -> receiver.notifications().size() > 1);

        town.revokeInstructions(world.water);
        receiver.answers(204);

        Town.until("it is refused", () -> town.deliveries(world.water, DeliveryState.REFUSED) == 1);
        int tried = receiver.notifications().size();
        assertThat(town.deliveries(world.water, DeliveryState.DELIVERED)).isZero();
        Town.until("our subscription ends, since nobody is left", () -> !town.isSubscribedUpstream(world.water));
        assertThat(town.streetManager.unsubscribed()).hasSize(1);
        assertThat(receiver.notifications()).hasSize(tried);
    }

    @Test
    void isTriedAgainUntilItIsTakenUnderTheSameName() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(500);
        post(1);
        Town.until("it is tried several times", () -> receiver.notifications().size() >= 3);
        receiver.answers(200);
        Town.until("it is delivered", () -> town.deliveries(world.water, DeliveryState.DELIVERED) == 1);

        assertThat(receiver.notifications().stream()
                        .map(received -> received.header("wayleave-delivery"))
                        .distinct())
                .hasSize(1);
        assertThat(receiver.notifications().stream()
                        .map(received -> received.header("wayleave-receipt"))
                        .distinct()
                        .count())
                .as("every attempt is a release of its own in the ledger")
                .isEqualTo(receiver.notifications().size());
        assertThat(receiver.objections()).isEmpty();
    }

    @Test
    void redirectsAreNotFollowed() {
        IntegratorsReceiver elsewhere = town.receiver();
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url().toString());
            IntegratorsReceiver.status(exchange, 307);
        });
        post(1);

        Town.until("it is tried again", () -> receiver.notifications().size() >= 2);
        assertThat(elsewhere.notifications()).isEmpty();
        assertThat(elsewhere.objections()).isEmpty();
        assertThat(town.receivers.of(world.water.id()).getFirst().lastOutcome()).contains("status-307");
    }

    @Test
    void aReceiverThatIsGoneEndsItsSubscription() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(410);
        post(1);

        Town.until("it is over", () -> town.deliveries(world.water, DeliveryState.GONE) == 1);
        Town.until(
                "Street Manager is told",
                () -> !town.streetManager.unsubscribed().isEmpty());
        assertThat(receiver.notifications()).hasSize(1);
    }

    @Test
    void oneThatHangsDoesNotHoldUpAnother() throws InterruptedException {
        IntegratorsReceiver hanging = town.subscribed(world.water);
        IntegratorsReceiver good = town.subscribed(world.water);
        CountDownLatch forever = new CountDownLatch(1);
        hanging.answers(exchange -> await(forever));
        for (int i = 1; i <= 20; i++) {
            post(i);
        }

        Town.until("the good one has all", () -> good.eventReferences().size() == 20);
        assertThat(town.deliveries(world.water, DeliveryState.DELIVERED)).isLessThanOrEqualTo(20);
        assertThat(hanging.notifications().size())
                .as("so many at a time")
                .isLessThanOrEqualTo(2 * Town.settings().ofOneReceiver());
        forever.countDown();
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IOException("The test was over before.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whereTheLedgerIsNotWrittenNothingLeaves() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        town.ledgerBroken.set(true);
        post(1);
        Town.until("it waits", () -> town.deliveries(world.water, DeliveryState.WAITING) == 1);
        org.assertj.core.api.Assertions.assertThatNoException().isThrownBy(() -> Thread.sleep(300));
        assertThat(receiver.notifications()).isEmpty();

        town.ledgerBroken.set(false);
        town.clock.forward(Duration.ofSeconds(6));
        Town.until("it arrives then", () -> receiver.eventReferences().equals(List.of(1L)));
    }

    @Test
    void isGivenUpAfterThreeDays() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(500);
        post(1);
        Town.until("it was tried", () -> !receiver.notifications().isEmpty());
        town.clock.forward(Duration.ofDays(3));

        Town.until("it is given up", () -> town.deliveries(world.water, DeliveryState.EXPIRED) == 1);
    }

    @Test
    void twoNodesDeliverEachOnce() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        try (var _ = world.anotherNode()) {
            for (int i = 1; i <= 30; i++) {
                post(i);
            }
            Town.until("all arrive", () -> receiver.eventReferences().size() == 30);
            assertThat(receiver.notifications()).hasSize(30);
            Town.until("all are done", () -> town.deliveries(world.water, DeliveryState.DELIVERED) == 30);
            assertThat(receiver.notifications()).hasSize(30);
        }
    }

    @Test
    void aReceiverThatAsksToWaitIsLeftInPeace() {
        IntegratorsReceiver receiver = town.subscribed(world.water);
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "120");
            IntegratorsReceiver.status(exchange, 429);
        });
        post(1);
        Town.until(
                "it was asked",
                () -> town.receivers
                        .of(world.water.id())
                        .getFirst()
                        .nextTry()
                        .filter(next -> next.isAfter(town.clock.instant().plusSeconds(60)))
                        .isPresent());
        assertThat(receiver.notifications()).hasSize(1);

        receiver.answers(204);
        town.clock.forward(Duration.ofSeconds(121));
        Town.until("it is delivered then", () -> town.deliveries(world.water, DeliveryState.DELIVERED) == 1);
    }
}
