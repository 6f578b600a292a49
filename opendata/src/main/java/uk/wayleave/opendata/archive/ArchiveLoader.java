package uk.wayleave.opendata.archive;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.Arrivals;
import uk.wayleave.opendata.store.Batch;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.LoadProgress;
import uk.wayleave.opendata.store.Written;

/**
 * Loads archives: reads them in order, understands events on all processors, and writes them in batches, each of which
 * is durable with the mark of how far the archive has come. Started again it goes on there; loaded twice, or in any
 * order, nothing changes.
 */
public final class ArchiveLoader {
    static final int EVENT_AT_MOST = 4 * 1024 * 1024;
    private static final int BATCH = 4000;
    private static final int IN_FLIGHT = 4;

    private final EventStore store;
    private final Clock clock;
    private final EventReader reader = new EventReader();

    public ArchiveLoader(EventStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * How a load goes.
     *
     * @param archive which one is being loaded
     * @param read events of this run, without those that an earlier run had loaded
     * @param skipped events that an earlier run had loaded
     */
    public record Progress(String archive, long read, long skipped, long fresh, long repeated, long unreadable) {
        Progress with(String now, int events, Written written) {
            return new Progress(
                    now,
                    read + events,
                    skipped,
                    fresh + written.events(),
                    repeated + written.repeated(),
                    unreadable + written.unreadable());
        }

        Progress skipping(String now, long events) {
            return new Progress(now, read, skipped + events, fresh, repeated, unreadable);
        }
    }

    private record Raw(List<byte[]> events, long upTo) {}

    private record Understood(Batch batch, long upTo) {}

    /**
     * Loads a source.
     *
     * @param tell told after each batch
     * @throws IOException if it cannot be read; what was loaded by then stays
     */
    public Progress load(ArchiveSource source, Consumer<Progress> tell) throws IOException {
        Progress progress = new Progress("", 0, 0, 0, 0, 0);
        List<ArchiveSource> single = new ArrayList<>();
        for (ArchiveSource part : source.parts()) {
            // A million JSON files are one archive, each zip file is one of its own.
            if (part instanceof ArchiveSource.OfFile(java.nio.file.Path file)
                    && file.toString().endsWith(".json")) {
                single.add(part);
            } else {
                progress = load(part.name(), part::read, progress, tell);
            }
        }
        if (!single.isEmpty()) {
            progress = load(
                    source.name() + " (" + single.size() + " files)",
                    events -> {
                        for (ArchiveSource part : single) {
                            part.read(events);
                        }
                    },
                    progress,
                    tell);
        }
        return progress;
    }

    @FunctionalInterface
    private interface Reading {
        void to(ArchiveSource.Events events) throws IOException;
    }

    private Progress load(String archive, Reading reading, Progress before, Consumer<Progress> tell)
            throws IOException {
        long done = store.loaded(archive).map(LoadProgress::events).orElse(0L);
        Progress progress = done > 0 ? before.skipping(archive, done) : before;
        BlockingQueue<Future<Understood>> ahead = new ArrayBlockingQueue<>(IN_FLIGHT);
        try (ExecutorService threads =
                Executors.newFixedThreadPool(1 + Runtime.getRuntime().availableProcessors())) {
            Future<Long> reader = threads.submit(reader(reading, done, ahead, threads));
            try {
                Understood next = take(ahead);
                while (next.batch().arrivals() > 0) {
                    Written written =
                            store.write(next.batch(), archive, new LoadProgress(next.upTo(), false, clock.instant()));
                    progress = progress.with(archive, next.batch().arrivals(), written);
                    tell.accept(progress);
                    next = take(ahead);
                }
                store.write(Batch.of(List.of()), archive, new LoadProgress(reader.get(), true, clock.instant()));
                return progress;
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof IOException unreadable
                        ? unreadable
                        : new IOException("The archive could not be loaded.", failed.getCause());
            } finally {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The load was interrupted.", interrupted);
        }
    }

    private static Understood take(BlockingQueue<Future<Understood>> ahead)
            throws InterruptedException, ExecutionException {
        return ahead.take().get();
    }

    /** Reads on its own thread, a few batches ahead; the last batch is empty. Answers how many events there were. */
    private Callable<Long> reader(
            Reading reading, long done, BlockingQueue<Future<Understood>> ahead, ExecutorService threads) {
        return () -> {
            List<byte[]> batch = new ArrayList<>();
            long[] count = {0};
            try {
                reading.to((part, event) -> {
                    count[0]++;
                    if (count[0] > done) {
                        batch.add(event);
                        if (batch.size() == BATCH) {
                            handOver(new Raw(List.copyOf(batch), count[0]), ahead, threads);
                            batch.clear();
                        }
                    }
                });
                if (!batch.isEmpty()) {
                    handOver(new Raw(List.copyOf(batch), count[0]), ahead, threads);
                }
                ahead.put(java.util.concurrent.CompletableFuture.completedFuture(
                        new Understood(Batch.of(List.of()), count[0])));
                return count[0];
            } catch (IOException | RuntimeException failed) {
                ahead.put(java.util.concurrent.CompletableFuture.failedFuture(failed));
                throw failed;
            }
        };
    }

    private void handOver(Raw raw, BlockingQueue<Future<Understood>> ahead, ExecutorService threads)
            throws IOException {
        try {
            ahead.put(threads.submit(() -> understood(raw)));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The load was interrupted.", interrupted);
        }
    }

    private Understood understood(Raw raw) {
        List<Arrival> arrivals = new ArrayList<>(raw.events().size());
        try (Arrivals made = new Arrivals(reader)) {
            for (byte[] event : raw.events()) {
                arrivals.add(made.archived(event, clock.instant()));
            }
        }
        return new Understood(Batch.of(arrivals), raw.upTo());
    }
}
