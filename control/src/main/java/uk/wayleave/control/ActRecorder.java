package uk.wayleave.control;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.register.act.Acts;
import uk.wayleave.register.call.CallReading;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Takes what was done from the register into the ledger: soon after each request that may have done something, and now
 * and then for what was done elsewhere. An act is durable with its change; this only moves it on. And it has what the
 * ledger tells of calls read on.
 */
final class ActRecorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ActRecorder.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(10);

    private final Acts acts;
    private final CallReading calls;
    private final LedgerStore ledger;

    /** One waiting nudge stands for any number of them. */
    private final BlockingQueue<Boolean> nudges = new ArrayBlockingQueue<>(1);

    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean behind;

    private ActRecorder(Acts acts, CallReading calls, LedgerStore ledger) {
        this.acts = acts;
        this.calls = calls;
        this.ledger = ledger;
        this.thread = Thread.ofVirtual().name("act-recorder").unstarted(this::run);
    }

    static ActRecorder start(Acts acts, CallReading calls, LedgerStore ledger) {
        var recorder = new ActRecorder(acts, calls, ledger);
        recorder.thread.start();
        return recorder;
    }

    /** Something may have been done. */
    void nudge() {
        if (!nudges.offer(Boolean.TRUE)) LOG.trace("Somebody else has nudged already.");
    }

    /** Whether the ledger would not take what it was last offered. */
    boolean isBehind() {
        return behind;
    }

    /** Takes what is left, as far as the ledger takes it. */
    @Override
    public void close() {
        closing = true;
        nudge();
        try {
            thread.join(PATIENCE_AT_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closing) {
            recordAll();
            readOn();
            try {
                nudges.poll(NOW_AND_THEN.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
        recordAll();
    }

    private void recordAll() {
        try {
            boolean more = true;
            while (more) more = isMoreAfter(acts.recordIn(ledger, MOST_AT_ONCE));
        } catch (DatabaseUnavailable e) {
            isLate("SQLSTATE " + e.sqlState());
        }
    }

    /** What the ledger tells of calls, so that nobody who looks has to wait for much of it. */
    private void readOn() {
        try {
            calls.readOn();
        } catch (DatabaseUnavailable e) {
            LOG.debug("The ledger could not be read for calls; the next try is in a moment: SQLSTATE {}", e.sqlState());
        }
    }

    private boolean isMoreAfter(Acts.Recording recording) {
        return switch (recording) {
            case Acts.Recording.Recorded(int number) -> {
                behind = false;
                yield number > 0;
            }
            case Acts.Recording.Elsewhere elsewhere -> {
                behind = false;
                yield false;
            }
            case Acts.Recording.Waiting(String why) -> {
                isLate(why);
                yield false;
            }
        };
    }

    private void isLate(String why) {
        if (!behind) LOG.warn("The ledger does not take what was done; it waits in the register: {}", why);
        behind = true;
    }
}
