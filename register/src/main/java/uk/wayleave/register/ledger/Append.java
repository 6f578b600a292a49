package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** The result, if it comes in time and before the thread is interrupted; else as far as is known then. */
    AppendResult await(Duration limit) {
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return outOfPatience("The ledger did not answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return outOfPatience("The wait for the ledger was interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("An append always completes with a result.", e);
        }
    }

    private AppendResult outOfPatience(String why) {
        if (giveUp()) return new AppendResult.Unavailable(why + "; nothing was recorded.");
        return result.getNow(new AppendResult.Unavailable(why + "; it may be recorded."));
    }
}
