package uk.wayleave.opendata.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: whoever has one event waits until it is durable, and whatever waits is written in one transaction. One
 * writer for each node.
 */
public final class EventQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final int TOGETHER = 1000;
    private static final int WAITING = 20_000;
    /** Below the 15 s after which SNS takes no answer for a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventStore store;
    private final Runnable afterCommit;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;

    private record Waiting(Arrival arrival, CompletableFuture<Written> outcome) {}

    /** @param afterCommit told after each commit; must not block */
    public EventQueue(EventStore store, Runnable afterCommit) {
        this.store = store;
        this.afterCommit = afterCommit;
        writer = Thread.ofPlatform().name("open-data-writer").daemon().start(this::work);
    }

    /**
     * Returns when the event is durable.
     *
     * @throws StoreUnavailable if it is not known to be
     */
    public Written write(Arrival arrival) {
        Waiting waiting = new Waiting(arrival, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw new StoreUnavailable("Too many events wait to be written.");
        }
        try {
            return waiting.outcome().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StoreUnavailable("The event was not written in time.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("The wait for the event to be written was interrupted.");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreUnavailable unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException("An event could not be written.", failed.getCause());
        }
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, TOGETHER - 1);
                write(batch);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                batch.clear();
            }
        }
    }

    private void write(List<Waiting> batch) {
        try {
            Written written = store.write(batch.stream().map(Waiting::arrival).toList());
            batch.forEach(waiting -> waiting.outcome().complete(written));
            afterCommit.run();
        } catch (StoreUnavailable failed) {
            // One that the database does not take must not keep the others out.
            if (failed.isDataAtFault() && batch.size() > 1) {
                batch.forEach(waiting -> write(List.of(waiting)));
            } else {
                LOG.warn("{} events were not written: {}", batch.size(), failed.getMessage());
                batch.forEach(waiting -> waiting.outcome().completeExceptionally(failed));
            }
        } catch (RuntimeException failed) {
            LOG.error("{} events were not written.", batch.size(), failed);
            batch.forEach(waiting -> waiting.outcome().completeExceptionally(failed));
        }
    }

    /** What waits is not written; its callers are told. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        List<Waiting> left = new ArrayList<>();
        queue.drainTo(left);
        left.forEach(waiting ->
                waiting.outcome().completeExceptionally(new StoreUnavailable("The store of open data is closing.")));
    }
}
