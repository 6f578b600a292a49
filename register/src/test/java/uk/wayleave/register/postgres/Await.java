package uk.wayleave.register.postgres;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for something that another process does. */
public final class Await {
    private Await() {}

    public static void until(Duration limit, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline)
                throw new AssertionError("What was awaited has not come about within " + limit + ".");
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }
}
