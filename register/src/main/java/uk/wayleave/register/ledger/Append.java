package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.Condition;

/** One append on its way: either its caller gives it up while it waits, or the writer starts it; never both. */
final class Append {
    private enum State {
        WAITING,
        STARTED,
        GIVEN_UP
    }

    private final List<CanonicalEntry> entries;
    private final List<Condition> conditions;
    private final int bytes;
    private final long begun = System.nanoTime();
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<AppendResult> result = new CompletableFuture<>();

    Append(List<CanonicalEntry> entries, List<Condition> conditions) {
        this.entries = entries;
        this.conditions = conditions;
        this.bytes = entries.stream().mapToInt(CanonicalEntry::length).sum();
    }

    List<CanonicalEntry> entries() {
        return entries;
    }

    List<Condition> conditions() {
        return conditions;
    }

    int bytes() {
        return bytes;
    }

    /** The writer takes it, unless its caller has given it up. */
    boolean start() {
        return state.compareAndSet(State.WAITING, State.STARTED);
    }

    /** Its caller no longer wants it, unless the writer has taken it. */
    boolean giveUp() {
        return state.compareAndSet(State.WAITING, State.GIVEN_UP);
    }

    void complete(AppendResult outcome) {
        result.complete(outcome);
    }

    boolean isDone() {
        return result.isDone();
    }

    /** Whether its caller has waited longer than that. */
    boolean isOverdue(Duration limit) {
        return System.nanoTime() - begun > limit.toNanos();
    }

    /**
     * The result, if it comes before the thread is interrupted; else as far as is known then. Waits without a limit of
     * its own: {@link Patience} ends what takes too long.
     */
    AppendResult await() {
        try {
            return result.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end("The wait for the ledger was interrupted");
            return result.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("An append always completes with a result.", e);
        }
    }

    /** Ends the wait of its caller, who is told whether it may be recorded, unless there is a result by now. */
    void end(String why) {
        String recorded = giveUp() ? "; nothing was recorded." : "; it may be recorded.";
        complete(new AppendResult.Unavailable(why + recorded));
    }
}
