package uk.wayleave.app.serve;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.register.act.Acts;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/** Takes what was done in the control plane into the ledger, soon after it was done and once more at the end. */
final class ActsRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActsRecorder.class);
    private static final long PAUSE_MILLIS = 500;
    private static final int AT_ONCE = 500;

    private final Acts acts;
    private final LedgerStore ledger;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private ActsRecorder(Acts acts, LedgerStore ledger) {
        this.acts = acts;
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("acts-recorder").unstarted(this::run);
    }

    static ActsRecorder start(Acts acts, LedgerStore ledger) {
        ActsRecorder recorder = new ActsRecorder(acts, ledger);
        recorder.thread.start();
        return recorder;
    }

    private void run() {
        try {
            while (!stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                record();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void record() {
        try {
            if (acts.recordIn(ledger, AT_ONCE) instanceof Acts.Recording.Waiting(String why)) {
                LOG.warn("Acts wait to be recorded in the ledger: {}", why);
            }
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("Acts wait to be recorded in the ledger: {}", unavailable.getMessage());
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        record();
    }
}
