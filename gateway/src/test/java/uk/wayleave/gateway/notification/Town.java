package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.gateway.Http;
import uk.wayleave.gateway.MovableClock;
import uk.wayleave.gateway.World;
import uk.wayleave.gateway.World.Party;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.messages.standin.IntegratorsReceiver;
import uk.wayleave.messages.standin.IntegratorsVerifier;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.notification.DeliveryState;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverState;
import uk.wayleave.register.notification.Receivers;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.sandbox.Sandbox;

/** A gateway before a stand-in for Street Manager, with receivers of an integrator's on loopback. */
final class Town implements AutoCloseable {
    static final String WORKS = "ZW001X1";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final String SUBSCRIBE = "/v6/event/api-notifications/subscribe";

    final MovableClock clock = new MovableClock();
    final StandIn streetManager = new StandIn();
    final AtomicBoolean ledgerBroken = new AtomicBoolean();
    final World world;
    final LedgerReader ledger;
    final Receivers receivers;
    private final List<IntegratorsReceiver> started = new ArrayList<>();

    Town() {
        this(settings().withStandIn(), SnsHttp::start, Optional.empty(), Map.of());
    }

    /** Of an operator who allows no stand-in to play Amazon SNS. */
    static Town strict(Supplier<SnsHttp> amazon) {
        return new Town(settings(), amazon, Optional.empty(), Map.of());
    }

    /** Before the sandbox, with its accounts. */
    static Town before(Sandbox sandbox) {
        Map<String, OpenedAccount> accounts = Stream.of(World.WATER_CODE, World.COUNTY_CODE, World.COUNTY_WORKS_CODE)
                .collect(Collectors.toMap(
                        code -> code,
                        code -> new OpenedAccount(
                                sandbox.account(code).emailAddress(),
                                sandbox.account(code).password())));
        return new Town(settings().withStandIn(), SnsHttp::start, Optional.of(sandbox.baseUri()), accounts);
    }

    /** @param upstream in place of the stand-in's address */
    private Town(
            NotificationSettings settings,
            Supplier<SnsHttp> amazon,
            Optional<URI> upstream,
            Map<String, OpenedAccount> accounts) {
        world = World.before(
                upstream.orElse(streetManager.baseUri()),
                World.Options.usual()
                        .with(clock)
                        .withNotifications(settings)
                        .withAmazon(amazon)
                        .withAccounts(accounts)
                        .withLedger(real -> (drafts, conditions) -> ledgerBroken.get()
                                ? new AppendResult.Unavailable("The test has broken it.")
                                : real.append(drafts, conditions)));
        ledger = new LedgerReader(world.database);
        receivers = world.register.notifications().receivers();
    }

    /** Impatient, and looking often. */
    static NotificationSettings settings() {
        return NotificationSettings.defaults()
                .reaching(ReceiverNetworks.LOOPBACK_TOO)
                .waiting(Duration.ofMillis(40), Duration.ofMillis(300), Duration.ofSeconds(2))
                .looking(Duration.ofMillis(50));
    }

    /** A receiver that verifies with the key of this installation. */
    IntegratorsReceiver receiver() {
        var keys = world.register.notifications().keys().published().stream()
                .collect(Collectors.toMap(key -> key.id(), key -> key.x()));
        IntegratorsReceiver receiver = IntegratorsReceiver.start(new IntegratorsVerifier(keys), clock::instant);
        started.add(receiver);
        return receiver;
    }

    Receiver registered(Party party, URI url) {
        return receivers
                .register(party.id(), party.agreement(), world.product, url, party.administrator())
                .orElseThrow();
    }

    /** Registered by the party, and proven. */
    Receiver proven(Party party, IntegratorsReceiver receiver) {
        Receiver registered = registered(party, receiver.url());
        until("the receiver has proven itself", () -> stateOf(registered) == ReceiverState.PROVEN);
        return registered;
    }

    ReceiverState stateOf(Receiver receiver) {
        return find(receiver).state();
    }

    Receiver find(Receiver receiver) {
        return receivers.find(receiver.controller(), receiver.id()).orElseThrow();
    }

    Http.Answer subscribe(Party party, URI endpoint) {
        return subscribe(world.tokenForEverything(party), endpoint);
    }

    Http.Answer subscribe(String token, URI endpoint) {
        return world.http.post(
                SUBSCRIBE,
                token,
                "{\"api_endpoint\":\"" + endpoint + "\",\"subscription_description\":\"Permit desk\"}");
    }

    /** A receiver of the party's product with a subscription that goes on. */
    IntegratorsReceiver subscribed(Party party) {
        IntegratorsReceiver receiver = receiver();
        proven(party, receiver);
        Http.Answer answer = subscribe(party, receiver.url());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return receiver;
    }

    static String reference(Http.Answer subscribed) {
        return subscribed.json().path("subscription_reference_number").asString();
    }

    List<StoredEntry> entriesOf(Party party, String call) {
        return ledger.ofCall(party.id().value(), java.util.UUID.fromString(call));
    }

    /** Deliveries of a party by what became of them. */
    long deliveries(Party party, DeliveryState state) {
        return receivers.of(party.id()).stream()
                .mapToLong(receiver -> world.register
                        .notifications()
                        .deliveries()
                        .counts(party.id(), receiver.id())
                        .byState()
                        .getOrDefault(state, 0L))
                .sum();
    }

    void revokeInstructions(Party party) {
        for (Instruction instruction : world.register.instructions().of(party.id())) {
            world.register
                    .instructions()
                    .revoke(party.id(), instruction.id(), new uk.wayleave.register.Actor.Someone(party.planner()))
                    .orElseThrow();
        }
    }

    boolean isSubscribedUpstream(Party party) {
        return !upstreams(party.id(), party.agreement()).isEmpty();
    }

    private List<?> upstreams(uk.wayleave.framework.ControllerId controller, AgreementId agreement) {
        return world.register.notifications().upstreams().goingOn(controller, agreement);
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not happen within " + LONGEST_WAIT + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Override
    public void close() {
        world.close();
        started.forEach(IntegratorsReceiver::close);
        streetManager.close();
    }
}
