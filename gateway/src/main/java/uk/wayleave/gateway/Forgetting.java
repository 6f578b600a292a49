package uk.wayleave.gateway;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.courtesy.Courtesy;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.repeat.Repeats;

/** Forgets, every quarter of an hour, what is kept for a stated time only. */
final class Forgetting implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final Duration EVERY = Duration.ofMinutes(15);

    private final Repeats repeats;
    private final Courtesy courtesy;
    private final Thread thread = Thread.ofVirtual().name("forgetting").unstarted(this::run);

    Forgetting(Repeats repeats, Courtesy courtesy) {
        this.repeats = repeats;
        this.courtesy = courtesy;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (true) {
            try {
                Thread.sleep(EVERY);
                long forgotten = repeats.forgetOld() + courtesy.forgetOld();
                LOG.debug("Forgot {} rows that were past their time.", forgotten);
            } catch (DatabaseUnavailable unavailable) {
                LOG.warn("What is past its time could not be forgotten yet (SQLSTATE {}).", unavailable.sqlState());
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
