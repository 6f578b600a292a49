package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.gateway.Http;
import uk.wayleave.gateway.NodeProcess;
import uk.wayleave.gateway.World;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.IntegratorsVerifier.Received;
import uk.wayleave.register.Actor;
import uk.wayleave.register.notification.DeliveryState;
import uk.wayleave.register.notification.PublicSigningKey;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;

/** Notifications over HTTP all the way: from the sandbox, as Amazon SNS sends them, through the gateway to a receiver. */
@Timeout(180)
class NotificationsEndToEndTest {
    private static final int LONGER_THAN_A_LEASE = 240;

    private static String comment() {
        return "{\"detail\":\"Gate is unlocked from seven.\",\"topic\":\"GENERAL\"}";
    }

    private static List<WorksSummary> worksOf(Sandbox sandbox, String promoter) {
        return sandbox.works().stream()
                .filter(works -> works.promoterSwaCode().equals(promoter))
                .filter(works ->
                        works.status().equals("planned") || works.status().equals("in_progress"))
                .toList();
    }

    private static List<String> worksIn(Collection<Received> notifications) {
        return notifications.stream()
                .map(received -> JsonMapper.shared().readTree(received.body()))
                .map(event ->
                        event.path("object_data").path("work_reference_number").asString(""))
                .toList();
    }

    @Test
    void comeFromTheSandboxAreJudgedSignedAndDelivered() {
        try (Sandbox sandbox = Sandbox.start(
                        SandboxSettings.defaults().withPasswordSeed("test").withCallsPerMinute(100_000),
                        Clock.systemUTC());
                Town town = Town.before(sandbox)) {
            IntegratorsReceiver receiver = town.subscribed(town.world.water);
            Town.until(
                    "the sandbox was confirmed its subscription",
                    () -> town
                            .world
                            .register
                            .notifications()
                            .upstreams()
                            .goingOn(town.world.water.id(), town.world.water.agreement())
                            .stream()
                            .allMatch(upstream -> upstream.confirmed().isPresent()));
            WorksSummary works = worksOf(sandbox, World.WATER_CODE).getFirst();

            Http.Answer written = town.world.http.post(
                    "/v6/work/works/" + works.reference() + "/comments",
                    town.world.tokenForEverything(town.world.water),
                    comment());

            assertThat(written.status()).as(written.body()).isEqualTo(201);
            Town.until("it arrives", () -> !receiver.notifications().isEmpty());
            Received received = receiver.notifications().getFirst();
            assertThat(receiver.objections()).as("the signature verifies").isEmpty();
            JsonNode event = JsonMapper.shared().readTree(received.body());
            assertThat(event.toString()).contains(works.reference()).doesNotContain("Gate is unlocked");
            StoredEntry release = town.ledger
                    .entry(
                            town.world.water.id().value(),
                            java.util.UUID.fromString(received.header("wayleave-receipt")))
                    .orElseThrow();
            assertThat(release.kind()).isEqualTo("release");
            Town.until("it is done", () -> town.deliveries(town.world.water, DeliveryState.WAITING) == 0);
            assertThat(worksIn(receiver.notifications())).allMatch(works.reference()::equals);
        }
    }

    @Test
    void whatANodeTookAndWasKilledWithIsDeliveredByAnotherUnderTheSameNumber() {
        try (Town town = new Town()) {
            IntegratorsReceiver receiver = town.subscribed(town.world.water);
            URI endpoint = town.streetManager.endpoint();
            town.world.gateway.close();
            CountDownLatch never = new CountDownLatch(1);
            receiver.answers(exchange -> hang(never));
            try (NodeProcess node = NodeProcess.start(town.world, Duration.ZERO)) {
                URI there = node.baseUri().resolve(endpoint.getPath());
                for (int number = 1; number <= 3; number++) {
                    assertThat(town.streetManager
                                    .posts(there, StandIn.event(number, Town.WORKS))
                                    .statusCode())
                            .isEqualTo(200);
                }
                Town.until("one is on its way", () -> !receiver.notifications().isEmpty());
                node.kill();
            }
            List<String> begun = receiver.notifications().stream()
                    .map(received -> received.header("wayleave-delivery"))
                    .toList();
            never.countDown();
            receiver.answers(204);

            town.clock.forward(Duration.ofSeconds(LONGER_THAN_A_LEASE));
            try (NodeProcess _ = NodeProcess.start(town.world, Duration.ofSeconds(LONGER_THAN_A_LEASE))) {
                Town.until(
                        "all three are delivered",
                        () -> town.deliveries(town.world.water, DeliveryState.DELIVERED) == 3);
            }

            assertThat(receiver.eventReferences()).contains(1L, 2L, 3L);
            List<String> all = receiver.notifications().stream()
                    .map(received -> received.header("wayleave-delivery"))
                    .toList();
            assertThat(all.stream().distinct()).as("each under one number").hasSize(3);
            assertThat(all.stream().filter(begun::contains).count())
                    .as("what was begun came again under the same number")
                    .isGreaterThan(begun.size());
            assertThat(receiver.objections()).isEmpty();
        }
    }

    private static void hang(CountDownLatch latch) {
        try {
            boolean over = latch.await(60, TimeUnit.SECONDS);
            assertThat(over).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aNewSigningKeySignsFromTheNextDeliveryOnAndTheOldOneStillVerifies() {
        try (Town town = new Town()) {
            PublicSigningKey first =
                    town.world.register.notifications().keys().published().getFirst();
            IntegratorsReceiver before = town.subscribed(town.world.water);
            town.streetManager.posts(town.streetManager.endpoint(), StandIn.event(1, Town.WORKS));
            Town.until("it arrives", () -> !before.notifications().isEmpty());
            assertThat(before.notifications().getFirst().header("signature-input"))
                    .contains(first.id());

            PublicSigningKey second = town.world
                    .register
                    .notifications()
                    .keys()
                    .rotate(new Actor.Setup())
                    .orElseThrow();
            assertThat(town.world.register.notifications().keys().published())
                    .extracting(PublicSigningKey::id)
                    .containsExactly(second.id(), first.id());
            // One that has fetched the keys anew.
            IntegratorsReceiver after = town.subscribed(town.world.water);
            town.streetManager.posts(town.streetManager.endpoint(), StandIn.event(2, Town.WORKS));
            Town.until("it arrives", () -> after.eventReferences().contains(2L));
            assertThat(after.notifications().getFirst().header("signature-input"))
                    .contains(second.id());
            assertThat(after.objections()).isEmpty();

            town.clock.forward(Duration.ofDays(3).plusSeconds(1));
            assertThat(town.world.register.notifications().keys().published())
                    .extracting(PublicSigningKey::id)
                    .containsExactly(second.id());
            assertThat(Optional.of(town.world
                            .register
                            .notifications()
                            .keys()
                            .current()
                            .published()
                            .id()))
                    .contains(second.id());
        }
    }
}
