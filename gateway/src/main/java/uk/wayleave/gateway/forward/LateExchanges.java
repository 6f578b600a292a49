package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges under way. Jetty ends each at its time limit; one that it does not end is ended here, by one thread for
 * all: a virtual thread that waits with a time limit of its own sets up a timer and takes it down again.
 */
final class LateExchanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LateExchanges.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);

    private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("late-exchanges").unstarted(this::watch);
    private volatile boolean closed;

    private LateExchanges() {}

    static LateExchanges watched() {
        LateExchanges exchanges = new LateExchanges();
        exchanges.thread.start();
        return exchanges;
    }

    void add(Exchange exchange) {
        underWay.add(exchange);
    }

    void remove(Exchange exchange) {
        underWay.remove(exchange);
    }

    private void watch() {
        while (!closed) {
            try {
                underWay.stream().filter(Exchange::isLate).forEach(late -> late.endAs(Cause.TIMED_OUT));
            } catch (RuntimeException failed) {
                // Nobody else would end the ones that come after.
                LOG.error("An exchange that was late could not be ended.", failed);
            }
            try {
                Thread.sleep(LOOKS_EVERY);
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
