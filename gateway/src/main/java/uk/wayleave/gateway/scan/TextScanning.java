package uk.wayleave.gateway.scan;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.StandInSnapshots;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Catalogue;

/**
 * Looks for scans that are due and has them carried on. Nodes share the work by what each of them holds in the register:
 * a run goes on where it was left when a node stops, or is killed.
 */
public final class TextScanning implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TextScanning.class);
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final ScanParts parts;
    private final TextScanner scanner;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ExecutorService workers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("text-scan-", 0).factory());
    private final Thread thread = Thread.ofVirtual().name("text-scans").unstarted(this::run);
    private volatile boolean closing;

    /** @param snapshots also of scans: see {@link StandInSnapshots} */
    public TextScanning(
            ScanParts parts,
            WayOfOneCall way,
            Snapshots snapshots,
            Catalogue catalogue,
            Screening screening,
            Fingerprints fingerprints,
            Clock clock) {
        this.parts = parts;
        this.scanner = new TextScanner(
                parts, new ScanCalls(way, snapshots, clock), snapshots, catalogue, screening, fingerprints, clock);
    }

    public void start() {
        thread.start();
    }

    private void run() {
        while (!closing) {
            try {
                round();
                Thread.sleep(parts.settings().look());
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    private void round() {
        try {
            parts.runs().claim(TextScanner.LEASE, room.availablePermits()).forEach(this::submit);
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("It cannot be looked for scans that are due just now (SQLSTATE {}).", unavailable.sqlState());
        } catch (RuntimeException failure) {
            LOG.error(
                    "Looking for scans that are due failed: {}",
                    failure.getClass().getName());
        }
    }

    private void submit(TextScanRuns.Held held) {
        room.acquireUninterruptibly();
        workers.execute(() -> {
            try {
                scanner.carryOn(held);
            } catch (DatabaseUnavailable unavailable) {
                // The lease runs out, and the run goes on.
                LOG.warn("A scan was not carried on (SQLSTATE {}).", unavailable.sqlState());
            } catch (RuntimeException failure) {
                LOG.error("A scan failed: {}", failure.getClass().getName());
                LOG.debug("Stack trace of what failed", failure);
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
