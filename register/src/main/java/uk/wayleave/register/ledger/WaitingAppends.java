package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The appends that wait for the writer, in the order in which they came. */
final class WaitingAppends {
    private final int most;
    private final int batchEntries;
    private final int batchBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Append> waiting = new ArrayDeque<>();
    private boolean closed;

    WaitingAppends(LedgerLimits limits) {
        this.most = limits.queue();
        this.batchEntries = limits.batchEntries();
        this.batchBytes = limits.batchBytes();
    }

    /** Whether it was put in line. */
    boolean add(Append append) {
        lock.lock();
        try {
            if (closed || waiting.size() >= most) return false;
            waiting.add(append);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void remove(Append append) {
        lock.lock();
        try {
            waiting.remove(append);
        } finally {
            lock.unlock();
        }
    }

    /** Started appends, at least one, for the one writer; waits for them. Empty once closed. */
    List<Append> nextBatch() {
        lock.lock();
        try {
            List<Append> batch = new ArrayList<>();
            while (batch.isEmpty() && !closed) {
                if (waiting.isEmpty()) changed.awaitUninterruptibly();
                fill(batch);
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nothing more in, and gives those that were still waiting. */
    List<Append> close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            List<Append> left = List.copyOf(waiting);
            waiting.clear();
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Rests, but no longer than until it is closed. */
    void rest(Duration time) {
        lock.lock();
        try {
            long left = time.toNanos();
            while (left > 0 && !closed) left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
            // Nobody interrupts the writer; if somebody does, it rests no longer.
        } finally {
            lock.unlock();
        }
    }

    private void fill(List<Append> batch) {
        int entries = 0;
        long bytes = 0;
        for (Append next = waiting.peek(); next != null; next = waiting.peek()) {
            entries += next.entries().size();
            bytes += next.bytes();
            if (!batch.isEmpty() && (entries > batchEntries || bytes > batchBytes)) return;
            waiting.remove();
            if (next.start()) batch.add(next);
        }
    }
}
