package uk.wayleave.opendata.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.receiver.Challenge;
import uk.wayleave.messages.receiver.MessageSigner;
import uk.wayleave.messages.receiver.Nonces;
import uk.wayleave.messages.receiver.ReceiverAnswer;
import uk.wayleave.messages.receiver.ReceiverClient;
import uk.wayleave.messages.receiver.RetryDelays;
import uk.wayleave.messages.receiver.SignedRequest;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.StoreUnavailable;
import uk.wayleave.opendata.store.StoredEvent;
import uk.wayleave.opendata.store.Webhook;
import uk.wayleave.opendata.store.Webhooks;

/**
 * Has receivers prove themselves and posts events to them, in the order in which they were kept, at least once. A message
 * has up to 100 events and the number of the last of them, which is the cursor: whoever leaves out what is not after the
 * cursor that he has reached counts nothing twice. The cursor is moved after the receiver has taken the message, and the
 * next message is sent after that.
 */
public final class Deliverer implements AutoCloseable {
    /** The kind of message that events are sent as. */
    static final String MESSAGE = "open-events";

    /** The cursor beside the body, which has it too. */
    static final String CURSOR = "wayleave-cursor";

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final int PAGE = 500;
    private static final int EVENTS_IN_A_MESSAGE = 100;
    private static final int MESSAGE_CHARACTERS = 1024 * 1024;
    private static final int MOST_CHALLENGES = 12;
    private static final long PAUSE_MILLIS = 1000;

    /** So that a burst of events does not become one of looks for work. */
    private static final long BREATH_MILLIS = 50;

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Webhooks webhooks;
    private final History history;
    private final SigningKeys keys;
    private final Lines lines;
    private final News news;
    private final WebhookSettings settings;
    private final RetryDelays delays;
    private final ReceiverClient client;
    private final Clock clock;
    private final Nonces nonces = new Nonces();
    private final Semaphore free = new Semaphore(WebhookSettings.AT_ONCE);
    private final ExecutorService carriers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final Thread dispatcher;

    /** An event as it is served, as one line of JSON; empty where it does not pass the filters. */
    @FunctionalInterface
    public interface Lines {
        Optional<String> of(StoredEvent event, Map<Filter, String> filters);
    }

    /** Waits until something more was kept, but not for longer than it is told. */
    @FunctionalInterface
    public interface News {
        void await(long millis) throws InterruptedException;
    }

    private Deliverer(
            Webhooks webhooks,
            History history,
            SigningKeys keys,
            Lines lines,
            News news,
            WebhookSettings settings,
            Clock clock) {
        this.webhooks = webhooks;
        this.history = history;
        this.keys = keys;
        this.lines = lines;
        this.news = news;
        this.settings = settings;
        this.clock = clock;
        delays = new RetryDelays(settings.firstDelay(), settings.longestDelay());
        client = ReceiverClient.start(settings.receivers(), clock);
        dispatcher = Thread.ofVirtual().name("webhooks").unstarted(this::dispatch);
    }

    /** Starts it; any number of nodes may run one on the same database. */
    public static Deliverer start(
            Webhooks webhooks,
            History history,
            SigningKeys keys,
            Lines lines,
            News news,
            WebhookSettings settings,
            Clock clock) {
        Deliverer deliverer = new Deliverer(webhooks, history, keys, lines, news, settings, clock);
        deliverer.dispatcher.start();
        return deliverer;
    }

    private void dispatch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    if (!handOut()) {
                        news.await(PAUSE_MILLIS);
                    }
                    Thread.sleep(BREATH_MILLIS);
                } catch (StoreUnavailable unavailable) {
                    LOG.warn("Webhooks wait: {}", unavailable.getMessage());
                    Thread.sleep(SOON);
                } catch (RuntimeException failed) {
                    LOG.error("Webhooks wait, since looking for them failed.", failed);
                    Thread.sleep(SOON);
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether there was anything. */
    private boolean handOut() throws InterruptedException {
        free.acquire();
        int places = 1 + free.drainPermits();
        List<Webhooks.Claimed> claimed;
        try {
            claimed = webhooks.claim(places, settings.lease(), clock.instant());
        } catch (RuntimeException failed) {
            free.release(places);
            throw failed;
        }
        free.release(places - claimed.size());
        for (Webhooks.Claimed one : claimed) {
            carriers.execute(() -> {
                try {
                    carry(one);
                } finally {
                    free.release();
                }
            });
        }
        return !claimed.isEmpty();
    }

    private void carry(Webhooks.Claimed claimed) {
        try {
            MessageSigner signer = keys.signer();
            switch (claimed.webhook().state()) {
                case UNPROVEN -> challenge(claimed, signer);
                case ACTIVE -> deliver(claimed, signer);
                case DISABLED, REMOVED -> throw new IllegalStateException("Such a webhook is never handed out.");
            }
        } catch (StoreUnavailable unavailable) {
            // Its lease ends by itself, and whoever is first goes on from the cursor that is kept.
            LOG.warn("A webhook waits: {}", unavailable.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("A webhook waits, since its delivery failed here.", failed);
        }
    }

    private void challenge(Webhooks.Claimed claimed, MessageSigner signer) {
        String id = claimed.webhook().id().toString();
        Challenge challenge = new Challenge(nonces.next());
        ReceiverAnswer answer = client.post(SignedRequest.of(
                signer,
                claimed.webhook().url(),
                Challenge.MESSAGE,
                id,
                challenge.body(id),
                clock.instant(),
                nonces.next(),
                Map.of()));
        Instant now = clock.instant();
        if (challenge.isMetBy(answer)) {
            webhooks.proven(claimed, now);
            return;
        }
        String outcome = answer instanceof ReceiverAnswer.Answered answered && answered.took()
                ? "challenge-not-answered"
                : answer.outcome();
        int tries = claimed.webhook().failures() + 1;
        if (tries >= MOST_CHALLENGES) {
            webhooks.disable(claimed, outcome, now);
        } else {
            webhooks.failed(claimed, outcome, now, now.plus(delays.after(tries, Optional.empty())));
        }
    }

    private void deliver(Webhooks.Claimed claimed, MessageSigner signer) {
        Webhook webhook = claimed.webhook();
        // Before the page: an event that is kept between the two is not passed over.
        long last = history.last();
        List<StoredEvent> page = history.after(webhook.cursor(), PAGE);
        Message message = new Message(webhook);
        for (StoredEvent event : page) {
            Optional<String> line = lines.of(event, webhook.filters());
            if (line.isPresent()) {
                message = message.with(line.get(), event.id());
                if (message.isFull()) {
                    if (!send(claimed, signer, message)) {
                        return;
                    }
                    message = new Message(webhook);
                }
            }
        }
        if (!message.isEmpty() && !send(claimed, signer, message)) {
            return;
        }
        long seen = page.isEmpty() ? webhook.cursor() : page.getLast().id();
        webhooks.passed(claimed, page.size() < PAGE ? Math.max(last, seen) : seen, clock.instant());
    }

    /** Whether it was taken and that is kept, so that the next may be sent. */
    private boolean send(Webhooks.Claimed claimed, MessageSigner signer, Message message) {
        String cursor = Long.toString(message.cursor());
        ReceiverAnswer answer = client.post(SignedRequest.of(
                signer,
                claimed.webhook().url(),
                MESSAGE,
                claimed.webhook().id() + "/" + cursor,
                message.bytes(),
                clock.instant(),
                nonces.next(),
                Map.of(CURSOR, cursor)));
        Instant now = clock.instant();
        if (!(answer instanceof ReceiverAnswer.Answered answered)) {
            notTaken(claimed, answer.outcome(), Optional.empty(), now);
            return false;
        }
        if (answered.took()) {
            return webhooks.taken(claimed, message.cursor(), settings.lease(), now);
        }
        if (answered.isGone()) {
            // RFC 9110 section 15.5.11: it is likely to be gone for good.
            webhooks.disable(claimed, answer.outcome(), now);
        } else {
            notTaken(claimed, answer.outcome(), answered.retryAfter(), now);
        }
        return false;
    }

    private void notTaken(Webhooks.Claimed claimed, String outcome, Optional<Duration> asked, Instant now) {
        if (Thread.interrupted()) {
            // We stop; that is no failure of the receiver's, and another node may go on at once.
            webhooks.passed(claimed, claimed.webhook().cursor(), now);
            return;
        }
        // As it is now: something may have been taken since it was claimed.
        Webhooks.Standing standing = webhooks.standing(claimed);
        boolean tooLong = standing.failingSince()
                .filter(since -> since.plus(settings.failingAtMost()).isBefore(now))
                .isPresent();
        if (tooLong) {
            webhooks.disable(claimed, outcome, now);
        } else {
            webhooks.failed(claimed, outcome, now, now.plus(delays.after(standing.failures() + 1, asked)));
        }
    }

    /** Events on their way to one receiver. */
    private record Message(Webhook webhook, String lines, int events, long cursor) {
        Message(Webhook webhook) {
            this(webhook, "", 0, 0);
        }

        Message with(String line, long id) {
            return new Message(webhook, lines.isEmpty() ? line : lines + "," + line, events + 1, id);
        }

        boolean isEmpty() {
            return events == 0;
        }

        boolean isFull() {
            return events >= EVENTS_IN_A_MESSAGE || lines.length() >= MESSAGE_CHARACTERS;
        }

        byte[] bytes() {
            // The lines are JSON already, and need not be read again to be put together.
            return ("{\"webhook\":\"" + webhook.id() + "\",\"cursor\":" + cursor + ",\"events\":[" + lines + "]}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Ends what is under way; what was not taken is sent again by whoever is next. */
    @Override
    public void close() {
        dispatcher.interrupt();
        carriers.shutdownNow();
        try {
            dispatcher.join(SOON);
            if (!carriers.awaitTermination(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                LOG.warn("A delivery to a webhook did not end in time.");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
