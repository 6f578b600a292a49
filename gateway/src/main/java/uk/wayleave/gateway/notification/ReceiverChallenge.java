package uk.wayleave.gateway.notification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.register.notification.Claimed;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.notification.Receiver;
import uk.wayleave.register.notification.ReceiverId;

/**
 * Has a receiver show that it expects us before anything is sent to it, so that nobody can register a stranger's address:
 * it gets a signed challenge and must answer {@code {"challenge_response": …}} with the base64url of the challenge's
 * SHA-256. A machine that merely repeats what it gets does not.
 */
final class ReceiverChallenge {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiverChallenge.class);
    private static final int BYTES = 32;
    private static final int MOST_TRIES = 12;

    private final JsonMapper json = JsonMapper.shared();
    private final NotificationStores stores;
    private final ReceiverClient client;
    private final RetryDelays delays;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

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
        String challenge = text();
        byte[] body = json.writeValueAsBytes(json.createObjectNode()
                .put("type", "wayleave.receiver-challenge")
                .put("receiver", receiver.id().toString())
                .put("challenge", challenge));
        ReceiverAnswer answer = client.post(SignedRequest.of(
                stores.keys().current(),
                receiver.url(),
                "challenge",
                receiver.id().toString(),
                body,
                clock.instant(),
                text(),
                Map.of()));
        if (isRight(answer, challenge)) {
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

    /** What a receiver answers to a challenge. */
    static String responseTo(String challenge) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ContentDigest.sha256(challenge.getBytes(StandardCharsets.US_ASCII)));
    }

    private boolean isRight(ReceiverAnswer answer, String challenge) {
        if (!(answer instanceof ReceiverAnswer.Answered answered) || !answered.took()) {
            return false;
        }
        try {
            JsonNode response = json.readTree(answered.body()).path("challenge_response");
            return response.isString()
                    && MessageDigest.isEqual(
                            response.stringValue().getBytes(StandardCharsets.UTF_8),
                            responseTo(challenge).getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private String text() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
