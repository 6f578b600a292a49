package uk.wayleave.register.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.register.Register;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.snapshot.Snapshot;

/** What came in, and its way to the receivers, as the database holds it. */
class DeliveriesTest {
    private static final World WORLD = new World();
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(3);

    private final NotificationStores stores = WORLD.register.notifications();
    private final Deliveries deliveries = stores.deliveries();
    private final Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();
    private final NewSecret secret = WORLD.credential(side, agreement);

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private UpstreamSubscription upstream() {
        return stores.upstreams()
                .find(side.id(), WORLD.upstream(side, agreement).id())
                .orElseThrow();
    }

    private Deliveries.Taken take(UpstreamSubscription upstream, String text) {
        return deliveries.take(upstream, text, text.getBytes(StandardCharsets.UTF_8), KEPT);
    }

    private List<Claimed<DeliveryId>> claim(int mostOfOne) {
        return ours(deliveries, mostOfOne);
    }

    /** Other tests' deliveries in the same database are claimed too, and put back. */
    private List<Claimed<DeliveryId>> ours(Deliveries by, int mostOfOne) {
        List<Claimed<DeliveryId>> ours = new ArrayList<>();
        for (Claimed<DeliveryId> claimed : by.claim(LEASE, 1000, mostOfOne)) {
            if (claimed.controller().equals(side.id())) ours.add(claimed);
            else by.putBack(claimed, WORLD.clock.instant());
        }
        return ours;
    }

    private WaitingDelivery read(Claimed<DeliveryId> claimed) {
        return deliveries.read(claimed).orElseThrow();
    }

    @Test
    void keepsWhatCameInForEverySubscriptionAndOnceOnly() {
        Receiver one = WORLD.receiver(side, agreement);
        Receiver other = WORLD.receiver(side, agreement);
        WORLD.subscription(side, agreement, secret, one);
        WORLD.subscription(side, agreement, secret, other);
        UpstreamSubscription upstream = upstream();

        assertThat(take(upstream, "event")).isEqualTo(new Deliveries.Taken.Kept(2));
        assertThat(take(upstream, "event")).isEqualTo(new Deliveries.Taken.Repeated());

        List<Claimed<DeliveryId>> claimed = claim(10);
        assertThat(claimed).hasSize(2);
        assertThat(claimed).extracting(each -> read(each).receiver()).containsExactlyInAnyOrder(one.id(), other.id());
        WaitingDelivery waiting = read(claimed.getFirst());
        assertThat(new String(waiting.payload(), StandardCharsets.UTF_8)).isEqualTo("event");
        assertThat(waiting.accountRole()).isEqualTo("Planner");
        assertThat(waiting.person()).isEqualTo(side.planner());
        assertThat(waiting.expires()).isEqualTo(WORLD.clock.instant().plus(KEPT));
        assertThat(waiting.toString()).doesNotContain("event");
        assertThat(stores.upstreams()
                        .find(side.id(), upstream.id())
                        .orElseThrow()
                        .lastReceived())
                .contains(WORLD.clock.instant());
    }

    @Test
    void keepsNothingForNobody() {
        assertThat(take(upstream(), "event")).isEqualTo(new Deliveries.Taken.NobodyWaits());
        assertThat(WORLD.asOwner("select count(*) from wayleave.notification where controller = '" + side.id() + "'"))
                .isZero();
    }

    @Test
    void keepsItSealedAndBoundToItsControllerAndItself() {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        UpstreamSubscription upstream = upstream();
        take(upstream, "the words that nobody may find");
        assertThat(WORLD.asOwner("select count(*) from wayleave.notification where position("
                        + "convert_to('nobody', 'UTF8') in sealed) > 0"))
                .isZero();
        take(upstream, "another");
        String swap = "update wayleave.notification n set sealed = (select o.sealed from wayleave.notification o where"
                + " o.controller = n.controller and o.id <> n.id limit 1) where n.controller = '" + side.id() + "'";
        assertThat(WORLD.asOwner(swap)).isEqualTo(2);
        assertThat(claim(10))
                .hasSize(2)
                .allMatch(claimed -> deliveries.read(claimed).isEmpty());
    }

    @Test
    void isHeldByOneNodeUntilTheLeaseIsOver() {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        take(upstream(), "event");
        Claimed<DeliveryId> first = claim(10).getFirst();
        assertThat(claim(10)).isEmpty();

        WORLD.clock.move(LEASE);
        Claimed<DeliveryId> second = claim(10).getFirst();
        assertThat(second.thing()).isEqualTo(first.thing());
        // The one that was late finds nothing and changes nothing.
        assertThat(deliveries.read(first)).isEmpty();
        deliveries.finish(first, DeliveryState.EXPIRED, "expired", false);
        assertThat(deliveries.read(second)).isPresent();
        deliveries.finish(second, DeliveryState.DELIVERED, "taken", true);
        assertThat(deliveries.counts(side.id(), receiverOf(second)).byState())
                .containsEntry(DeliveryState.DELIVERED, 1L)
                .containsEntry(DeliveryState.EXPIRED, 0L);
    }

    private ReceiverId receiverOf(Claimed<DeliveryId> claimed) {
        return stores.receivers().of(side.id()).stream()
                .map(Receiver::id)
                .filter(id -> deliveries.latest(side.id(), id).stream()
                        .anyMatch(view -> view.id().equals(claimed.thing())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void forgetsThePayloadWithTheLastDelivery() {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        take(upstream(), "event");
        List<Claimed<DeliveryId>> claimed = claim(10);
        String kept = "select count(*) from wayleave.notification where sealed is not null and controller = '"
                + side.id() + "'";
        deliveries.finish(claimed.get(0), DeliveryState.DELIVERED, "taken", true);
        assertThat(WORLD.asOwner(kept)).isEqualTo(1);
        deliveries.finish(claimed.get(1), DeliveryState.REFUSED, "refused", false);
        assertThat(WORLD.asOwner(kept)).isZero();
    }

    @Test
    void goesToOneReceiverOnlySoOftenAtATimeAndLeavesAFailingOneInPeace() {
        Receiver slow = WORLD.receiver(side, agreement);
        Receiver good = WORLD.receiver(side, agreement);
        WORLD.subscription(side, agreement, secret, slow);
        WORLD.subscription(side, agreement, secret, good);
        UpstreamSubscription upstream = upstream();
        for (int i = 0; i < 5; i++) take(upstream, "event " + i);

        List<Claimed<DeliveryId>> first = claim(2);
        assertThat(first).hasSize(4);
        assertThat(claim(2)).isEmpty();
        Instant later = WORLD.clock.instant().plusSeconds(60);
        for (Claimed<DeliveryId> claimed : first) {
            if (read(claimed).receiver().equals(slow.id())) deliveries.again(claimed, later, later, "status-500");
            else deliveries.finish(claimed, DeliveryState.DELIVERED, "taken", true);
        }
        assertThat(claim(2))
                .hasSize(2)
                .allMatch(claimed -> read(claimed).receiver().equals(good.id()));
        Receiver failing = stores.receivers().find(side.id(), slow.id()).orElseThrow();
        assertThat(failing.failures()).isEqualTo(2);
        assertThat(failing.lastOutcome()).contains("status-500");
        assertThat(failing.nextTry()).contains(later);

        WORLD.clock.move(Duration.ofSeconds(60));
        assertThat(claim(2)).anyMatch(claimed -> read(claimed).receiver().equals(slow.id()));
    }

    @Test
    void isClaimedByEachOfSeveralNodesOnce() throws Exception {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        UpstreamSubscription upstream = upstream();
        for (int i = 0; i < 40; i++) take(upstream, "event " + i);
        try (Database database = WORLD.openDatabase();
                Register node = WORLD.open(database);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<DeliveryId> all = new HashSet<>();
            int claims = 0;
            List<Callable<List<Claimed<DeliveryId>>>> both = List.of(
                    () -> ours(deliveries, 1000),
                    () -> ours(node.notifications().deliveries(), 1000));
            for (Future<List<Claimed<DeliveryId>>> each : executor.invokeAll(both)) {
                for (Claimed<DeliveryId> claimed : each.get()) {
                    all.add(claimed.thing());
                    claims++;
                }
            }
            assertThat(all).hasSize(40);
            assertThat(claims).isEqualTo(40);
        }
    }

    @Test
    void isForgottenLongAfterItIsOver() {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        UpstreamSubscription upstream = upstream();
        take(upstream, "event");
        take(upstream, "one that waits");
        deliveries.finish(claim(1).getFirst(), DeliveryState.DELIVERED, "taken", true);
        String rows = "select count(*) from wayleave.notification where controller = '" + side.id() + "'";
        WORLD.clock.move(Duration.ofDays(29));
        deliveries.forget(Duration.ofDays(30));
        assertThat(WORLD.asOwner(rows)).isEqualTo(2);
        WORLD.clock.move(Duration.ofDays(5));
        deliveries.forget(Duration.ofDays(30));
        assertThat(WORLD.asOwner(rows)).isEqualTo(1);
    }

    @Test
    void isJudgedByWhatItsSubscriptionWasAskedForWith() {
        Subscription subscription = WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        Snapshot snapshot = WORLD.register
                .snapshots()
                .ofSubscription(side.id(), subscription.id())
                .orElseThrow();
        assertThat(snapshot.revision()).isEqualTo(WORLD.revision(side.id()));
        assertThat(snapshot.product().clientId()).isEqualTo(secret.credential().clientId());
        assertThat(snapshot.product().agreement()).isEqualTo(agreement);
        assertThat(snapshot.token().revoked()).isFalse();
        assertThat(snapshot.token().instruction()).contains(subscription.instruction());
        assertThat(snapshot.instructions())
                .anyMatch(instruction -> instruction.id().equals(subscription.instruction()));

        assertThat(WORLD.register.snapshots().ofSubscription(WORLD.side().id(), subscription.id()))
                .isEmpty();
        stores.subscriptions()
                .end(side.id(), subscription.id(), WORLD.product, "unsubscribed")
                .orElseThrow();
        Snapshot after = WORLD.register
                .snapshots()
                .ofSubscription(side.id(), subscription.id())
                .orElseThrow();
        assertThat(after.token().revoked()).isTrue();
        assertThat(after.revision()).isGreaterThan(snapshot.revision());
    }

    @Test
    void comesInByAPathOfWhichOnlyTheDigestIsKept() {
        UpstreamSubscriptions.Begun begun = WORLD.upstream(side, agreement);
        UpstreamSubscriptions upstreams = stores.upstreams();
        assertThat(begun.toString()).doesNotContain(begun.secret());
        assertThat(upstreams.ofSecret(begun.secret()).orElseThrow().controller())
                .isEqualTo(side.id());
        assertThat(upstreams.ofSecret(begun.secret() + "x")).isEmpty();
        assertThat(upstreams.begin(
                        side.id(), agreement, WORLD.account(side, agreement).account()))
                .as("one for an account at a time")
                .isEmpty();

        upstreams.made(side.id(), begun.id(), "SUB-1");
        upstreams.confirmed(side.id(), begun.id(), "arn:aws:sns:eu-west-2:1:topic");
        upstreams.confirmed(side.id(), begun.id(), "arn:aws:sns:eu-west-2:1:another");
        UpstreamSubscription upstream = upstreams.ofSecret(begun.secret()).orElseThrow();
        assertThat(upstream.reference()).contains("SUB-1");
        assertThat(upstream.topic()).contains("arn:aws:sns:eu-west-2:1:topic");

        upstreams.end(side.id(), begun.id(), "unsubscribed");
        assertThat(upstreams.ofSecret(begun.secret())).isEmpty();
    }

    @Test
    void keepsOneSigningKeyForAllNodesAndItsSecretHalfSealed() throws Exception {
        try (Database database = WORLD.openDatabase();
                Register node = WORLD.open(database)) {
            SigningKey key = stores.keys().current();
            assertThat(node.notifications().keys().current().published()).isEqualTo(key.published());
            assertThat(stores.keys().published()).containsExactly(key.published());
            byte[] signature = key.sign("text".getBytes(StandardCharsets.UTF_8));
            assertThat(signature).hasSize(64);
            assertThat(node.notifications().keys().current().sign("text".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(signature);
        }
    }

    @Test
    void looksAfterAnAgreementFromTheFirstSubscriptionOn() {
        WORLD.subscription(side, agreement, secret, WORLD.receiver(side, agreement));
        UpstreamSubscriptions upstreams = stores.upstreams();
        Claimed<UpstreamSubscriptions.Upkeep> claimed = upstreams.claimUpkeep(LEASE, 1000).stream()
                .filter(each -> each.thing().agreement().equals(agreement))
                .findFirst()
                .orElseThrow();
        assertThat(upstreams.claimUpkeep(LEASE, 1000))
                .noneMatch(each -> each.thing().agreement().equals(agreement));
        upstreams.lookAgain(claimed, WORLD.clock.instant(), 3);
        assertThat(upstreams.claimUpkeep(LEASE, 1000))
                .filteredOn(each -> each.thing().agreement().equals(agreement))
                .singleElement()
                .satisfies(each -> assertThat(each.thing().tries()).isEqualTo(3));
    }
}
