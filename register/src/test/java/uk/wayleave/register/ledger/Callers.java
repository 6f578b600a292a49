package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import uk.wayleave.register.postgres.Await;

/** Callers of a ledger, each on a thread of its own, in the order in which they were called. */
final class Callers<T> {
    private final List<Thread> threads = new ArrayList<>();
    private final List<FutureTask<T>> tasks = new ArrayList<>();

    void call(Callable<T> work) {
        var task = new FutureTask<>(work);
        tasks.add(task);
        threads.add(Thread.ofPlatform().daemon().start(task));
    }

    /** As {@link #call}, and returns once the caller waits for the ledger. */
    void callAndWait(Callable<T> work) throws Exception {
        call(work);
        Thread caller = threads.getLast();
        Await.until(Duration.ofSeconds(10), () -> caller.getState() == Thread.State.WAITING && awaitsItsAppend(caller));
    }

    static void awaitWaiting(Thread thread) throws Exception {
        Await.until(Duration.ofSeconds(10), () -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    /** It waits for other things, too: for its turn to queue, for instance. */
    private static boolean awaitsItsAppend(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Append.class.getName())
                        && frame.getMethodName().equals("await"));
    }

    void interruptLast() {
        threads.getLast().interrupt();
    }

    T last() throws Exception {
        return tasks.getLast().get(60, TimeUnit.SECONDS);
    }

    List<T> results() throws Exception {
        List<T> results = new ArrayList<>();
        for (FutureTask<T> task : tasks) results.add(task.get(60, TimeUnit.SECONDS));
        return results;
    }
}
