package uk.wayleave.register.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.credential.NewSecret;

/** Receivers, and what is subscribed for them. */
class ReceiversTest {
    private static final World WORLD = new World();
    private static final URI URL = URI.create("https://hooks.roadtide.example/street-manager");

    private final Receivers receivers = WORLD.register.notifications().receivers();
    private final Subscriptions subscriptions = WORLD.register.notifications().subscriptions();
    private final Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private Outcome<Receiver> register(URI url, Actor actor) {
        return receivers.register(side.id(), agreement, WORLD.product, url, actor);
    }

    private static String why(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused<?>) outcome).why();
    }

    @Test
    void areSentWhatIsSignedWithAKeyThatIsNamedByItsThumbprint() {
        PublicSigningKey key = WORLD.register.notifications().keys().current().published();
        assertThat(key.id()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Base64.getUrlDecoder().decode(key.x())).hasSize(32);
    }

    @Test
    void areRegisteredByAnAdministratorOfTheControllerOnly() {
        assertThat(register(URL, side.administers()).orElseThrow().state()).isEqualTo(ReceiverState.UNPROVEN);
        URI other = URI.create("https://hooks.roadtide.example/other");
        for (Actor actor : List.of(
                side.instructs(),
                side.signs(),
                new Actor.Someone(WORLD.vendorAdministrator),
                new Actor.Machine(WORLD.product),
                WORLD.side().administers())) {
            assertThat(register(other, actor)).as("%s", actor).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void areOfAProductOfTheAgreementsIntegrator() {
        var stranger = WORLD.register
                .integrators()
                .register("Kerbworks " + side.code(), World.SETUP)
                .orElseThrow()
                .id();
        var strangers = WORLD.register
                .products()
                .register(stranger, "Kerbs", World.SETUP)
                .orElseThrow()
                .id();
        assertThat(why(receivers.register(side.id(), agreement, strangers, URL, side.administers())))
                .contains("no such product");
        Side other = WORLD.side();
        assertThat(why(receivers.register(other.id(), agreement, WORLD.product, URL, other.administers())))
                .contains("no such agreement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.roadtide.example/a",
                "ftp://hooks.roadtide.example/a",
                "https://user:secret@hooks.roadtide.example/a",
                "https://hooks.roadtide.example/a#part",
                "https:///nowhere",
                "https://hooks.roadtide.example:99999/a",
                "mailto:somebody@roadtide.example",
                "/relative"
            })
    void areOverTlsAndPlainAddressesOnly(String url) {
        assertThat(why(register(URI.create(url), side.administers()))).contains("TLS");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Hooks.Roadtide.Example, https://hooks.roadtide.example/",
        "https://hooks.roadtide.example:443/a?b=c, https://hooks.roadtide.example/a?b=c",
        "https://hooks.roadtide.example:8443/A, https://hooks.roadtide.example:8443/A",
        "http://127.0.0.1:8080/x, http://127.0.0.1:8080/x",
        "http://localhost:80/x, http://localhost/x"
    })
    void areKnownByOneWritingOfTheirAddress(String given, String normal) {
        Receiver receiver = register(URI.create(given), side.administers()).orElseThrow();
        assertThat(receiver.url()).isEqualTo(URI.create(normal));
        assertThat(receivers.at(side.id(), agreement, WORLD.product, URI.create(normal)))
                .contains(receiver);
        assertThat(why(register(URI.create(normal), side.administers()))).contains("already");
    }

    @Test
    void areChallengedUntilTheyProveThemselvesAndByOneNodeAtATime() {
        Receiver receiver = register(URL, side.administers()).orElseThrow();
        Duration lease = Duration.ofMinutes(1);
        Claimed<ReceiverId> claimed = claim(receiver, lease).orElseThrow();
        assertThat(claim(receiver, lease)).isEmpty();

        receivers.notProven(claimed, "unreachable", Optional.of(WORLD.clock.instant()));
        Receiver tried = receivers.find(side.id(), receiver.id()).orElseThrow();
        assertThat(tried.lastOutcome()).contains("unreachable");
        assertThat(tried.failures()).isEqualTo(1);
        assertThat(receivers.challenges(side.id(), receiver.id())).isEqualTo(1);

        Claimed<ReceiverId> again = claim(receiver, lease).orElseThrow();
        receivers.notProven(claimed, "late", Optional.empty());
        receivers.notProven(again, "status-404", Optional.empty());
        assertThat(claim(receiver, lease)).isEmpty();

        receivers.challenge(side.id(), receiver.id(), side.administers()).orElseThrow();
        assertThat(claim(receiver, lease)).isPresent();
        receivers.proven(receiver).orElseThrow();
        assertThat(receivers.find(side.id(), receiver.id()).orElseThrow().state())
                .isEqualTo(ReceiverState.PROVEN);
        assertThat(claim(receiver, lease)).isEmpty();
        assertThat(why(receivers.challenge(side.id(), receiver.id(), side.administers())))
                .contains("already");
    }

    private Optional<Claimed<ReceiverId>> claim(Receiver receiver, Duration lease) {
        return receivers.claimChallenges(lease, 100).stream()
                .filter(claimed -> claimed.thing().equals(receiver.id()))
                .findFirst();
    }

    @Test
    void takeNoSubscriptionBeforeTheyAreProvenAndNoneAfterTheyAreRemoved() {
        NewSecret secret = WORLD.credential(side, agreement);
        Receiver receiver = register(URL, side.administers()).orElseThrow();
        assertThat(why(subscriptions.begin(side.id(), wanted(secret, receiver, side.planner()))))
                .contains("not proven");

        receivers.proven(receiver).orElseThrow();
        Subscription subscription = subscriptions
                .begin(side.id(), wanted(secret, receiver, side.planner()))
                .orElseThrow();
        assertThat(subscription.ended()).isEmpty();

        long before = WORLD.revision(side.id());
        receivers.remove(side.id(), receiver.id(), side.administers()).orElseThrow();
        assertThat(WORLD.revision(side.id())).isGreaterThan(before);
        assertThat(subscriptions
                        .find(side.id(), subscription.id())
                        .orElseThrow()
                        .ended()
                        .orElseThrow()
                        .because())
                .isEqualTo("receiver-removed");
        assertThat(receivers.of(side.id())).isEmpty();
        assertThat(why(subscriptions.begin(side.id(), wanted(secret, receiver, side.planner()))))
                .contains("removed");
    }

    @Test
    void haveOneSubscriptionAtATimeWhichIsAnsweredAgainOrReplaced() {
        NewSecret secret = WORLD.credential(side, agreement);
        Receiver receiver = WORLD.receiver(side, agreement);
        NewSubscription wanted = wanted(secret, receiver, side.planner());
        Subscription first = subscriptions.begin(side.id(), wanted).orElseThrow();
        assertThat(subscriptions.begin(side.id(), wanted).orElseThrow()).isEqualTo(first);

        Subscription second = subscriptions
                .begin(side.id(), wanted(secret, receiver, side.planner()))
                .orElseThrow();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(subscriptions
                        .find(side.id(), first.id())
                        .orElseThrow()
                        .ended()
                        .orElseThrow()
                        .because())
                .isEqualTo("replaced");
        assertThat(subscriptions.goingOn(side.id(), agreement)).containsExactly(second);

        assertThat(why(subscriptions.end(
                        side.id(), second.id(), new uk.wayleave.framework.ProductId(java.util.UUID.randomUUID()), "x")))
                .contains("no such subscription");
        subscriptions.end(side.id(), second.id(), WORLD.product, "unsubscribed").orElseThrow();
        assertThat(subscriptions.goingOn(side.id(), agreement)).isEmpty();
    }

    private NewSubscription wanted(NewSecret secret, Receiver receiver, PersonId person) {
        return new NewSubscription(
                agreement,
                WORLD.product,
                secret.credential().clientId(),
                WORLD.instruction(side, agreement).id(),
                person,
                receiver.id(),
                Optional.empty());
    }

    @Test
    void stayAsRegisteredWhateverTheCodeDoes() {
        Receiver receiver = WORLD.receiver(side, agreement);
        String where = " where id = '" + receiver.id() + "'";
        for (String change : List.of("url = 'https://elsewhere.example/'", "state = 'UNPROVEN'"))
            assertThat(catchThrowableOfType(
                                    World.OwnerRefused.class,
                                    () -> WORLD.asOwner("update wayleave.receiver set " + change + where))
                            .sqlState())
                    .as(change)
                    .isEqualTo("23514");
    }

    @Test
    void leaveActsOfWhatWasDone() {
        NewSecret secret = WORLD.credential(side, agreement);
        Receiver receiver = WORLD.receiver(side, agreement);
        subscriptions.begin(side.id(), wanted(secret, receiver, side.planner())).orElseThrow();
        receivers.remove(side.id(), receiver.id(), side.administers()).orElseThrow();
        assertThat(WORLD.register
                        .acts()
                        .about(side.id(), "receiver", receiver.id().value()))
                .extracting(act -> act.kind())
                .containsExactly("receiver.registered", "receiver.proven", "subscription.began", "receiver.removed");
    }
}
