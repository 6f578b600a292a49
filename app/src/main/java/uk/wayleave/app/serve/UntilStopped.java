package uk.wayleave.app.serve;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the program running until it is told to stop (SIGTERM, Ctrl-C), then closes what runs. */
public final class UntilStopped {
    private static final Logger LOG = LoggerFactory.getLogger(UntilStopped.class);

    private UntilStopped() {}

    /** Returns only by interruption: told to stop, the JVM ends once {@code running} is closed. */
    public static void await(AutoCloseable running) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> close(running)));
        new CountDownLatch(1).await();
    }

    private static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception failed) {
            LOG.error("The end was not in order.", failed);
        }
    }
}
