package uk.wayleave.gateway.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.receiver.Challenge;
import uk.wayleave.messages.receiver.Nonces;
import uk.wayleave.messages.receiver.ReceiverAnswer;
import uk.wayleave.messages.receiver.ReceiverClient;
import uk.wayleave.messages.receiver.RetryDelays;
import uk.wayleave.messages.receiver.SignedRequest;
import uk.wayleave.register.notification.Claimed;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverId;

/** Has each receiver that was registered answer a signed {@link Challenge} before anything is sent to it. */
final class ReceiverChallenge {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverChallenge.class);
    private static final int MOST_TRIES = 12;

    private final NotificationStores stores;
    private final ReceiverClient client;
    private final RetryDelays delays;
    private final Clock clock;
    private final Nonces nonces = new Nonces();

    ReceiverChallenge(NotificationStores stores, ReceiverClient client, RetryDelays delays, Clock clock) {
        this.stores = stores;
        this.client = client;
        this.delays = delays;
        this.clock = clock;
    }

    void challenge(Claimed<ReceiverId> claimed) {
        Optional<Receiver> found = stores.receivers().find(claimed.controller(), claimed.thing());
        if (found.isEmpty()) {
            return;
        }
        Receiver receiver = found.get();
        Challenge challenge = new Challenge(nonces.next());
        ReceiverAnswer answer = client.post(SignedRequest.of(
                new InstallationSigner(stores.keys().current()),
                receiver.url(),
                Challenge.MESSAGE,
                receiver.id().toString(),
                challenge.body(receiver.id().toString()),
                clock.instant(),
                nonces.next(),
                Map.of()));
        if (challenge.isMetBy(answer)) {
            stores.receivers().proven(receiver);
            LOG.info("A receiver has proven itself.");
            return;
        }
        String outcome = answer instanceof ReceiverAnswer.Answered answered && answered.took()
                ? "challenge-not-answered"
                : answer.outcome();
        int tries = stores.receivers().challenges(claimed.controller(), claimed.thing()) + 1;
        Optional<Instant> next = tries < MOST_TRIES
                ? Optional.of(clock.instant().plus(delays.after(tries, Optional.<Duration>empty())))
                : Optional.empty();
        stores.receivers().notProven(claimed, outcome, next);
    }
}
