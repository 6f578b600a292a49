package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends the waits that take too long, of all callers on one thread. A virtual thread that waits with a time limit of its
 * own sets up a timer and takes it down again, which costs more than the rest of its wait.
 */
final class Patience implements AutoCloseable {
    /** No caller waits longer than its limit and this part of it. */
    private static final int LOOKS_WITHIN_LIMIT = 50;

    private final Duration limit;
    /** In the order in which they began: all have the same limit. */
    private final Queue<Append> begun = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile boolean closed;

    Patience(Duration limit) {
        this.limit = limit;
        this.thread = Thread.ofPlatform().daemon().name("ledger-patience").unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** From now on its caller waits. */
    void with(Append append) {
        begun.add(append);
    }

    /** Whoever still waits waits no longer. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void watch() {
        while (!closed) {
            endOverdue();
            try {
                Thread.sleep(limit.dividedBy(LOOKS_WITHIN_LIMIT));
            } catch (InterruptedException e) {
                // Closing; the loop ends by itself.
            }
        }
        begun.forEach(append -> append.end("The ledger is closed"));
    }

    private void endOverdue() {
        for (Append first = begun.peek(); first != null; first = begun.peek()) {
            if (!first.isDone()) {
                if (!first.isOverdue(limit)) return;
                first.end("The ledger did not answer within " + limit.toMillis() + " ms");
            }
            begun.remove();
        }
    }
}
