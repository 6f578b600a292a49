package uk.wayleave.gateway.notification;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.notification.NotificationStores;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Looks for what is due, as soon as something came here and every so often for the rest, and has it done on threads of its
 * own. Nodes share the work by what each of them holds in the register.
 */
final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int CHALLENGES_AT_ONCE = 8;
    private static final int UPKEEP_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What is over is counted and shown for so long. */
    private static final Duration SHOWN = Duration.ofDays(30);

    /** Longer than anything held takes: an attempt, or a call to Street Manager with its sign-in. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private static final int ROUNDS_BETWEEN_SWEEPS = 3600;

    private final NotificationStores stores;
    private final NotificationSettings settings;
    private final Deliverer deliverer;
    private final ReceiverChallenge challenge;
    private final SubscriptionUpkeep upkeep;
    private final BlockingQueue<Boolean> nudges = new ArrayBlockingQueue<>(1);
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());
    private final Thread thread;
    private volatile boolean closing;
    private int rounds;

    Rounds(NotificationParts parts, Deliverer deliverer, ReceiverChallenge challenge, SubscriptionUpkeep upkeep) {
        this.stores = parts.stores();
        this.settings = parts.settings();
        this.deliverer = deliverer;
        this.challenge = challenge;
        this.upkeep = upkeep;
        this.thread = Thread.ofVirtual().name("notification-rounds").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Something may be due. */
    void nudge() {
        if (!nudges.offer(Boolean.TRUE)) {
            LOG.trace("Somebody else has nudged already.");
        }
    }

    private void run() {
        while (!closing) {
            try {
                round();
                nudges.poll(settings.look().toMillis(), TimeUnit.MILLISECONDS);
            } catch (DatabaseUnavailable unavailable) {
                LOG.warn("What is due cannot be looked for just now (SQLSTATE {}).", unavailable.sqlState());
                pause();
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.look());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        stores.receivers()
                .claimChallenges(LEASE, CHALLENGES_AT_ONCE)
                .forEach(claimed -> submit(() -> challenge.challenge(claimed)));
        stores.upstreams().claimUpkeep(LEASE, UPKEEP_AT_ONCE).forEach(claimed -> submit(() -> upkeep.look(claimed)));
        int room = settings.atOnce() - underWay.get();
        if (room > 0) {
            stores.deliveries()
                    .claim(LEASE, room, settings.ofOneReceiver())
                    .forEach(claimed -> submit(() -> deliverer.carry(claimed)));
        }
        if (rounds++ % ROUNDS_BETWEEN_SWEEPS == 0) {
            stores.deliveries().forget(SHOWN);
        }
    }

    private void submit(Runnable work) {
        underWay.incrementAndGet();
        workers.execute(() -> {
            try {
                work.run();
            } catch (DatabaseUnavailable unavailable) {
                // The lease runs out, and it is done again.
                LOG.warn("Something that was due was not finished (SQLSTATE {}).", unavailable.sqlState());
            } catch (RuntimeException failure) {
                LOG.error(
                        "Something that was due failed: {}", failure.getClass().getName());
                LOG.debug("Stack trace of what failed", failure);
            } finally {
                underWay.decrementAndGet();
                nudge();
            }
        });
    }

    /** Lets what is under way finish for a little while; what does not goes on elsewhere when its lease is over. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
