package uk.wayleave.gateway.governor;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.allotment.Allotments;

/**
 * The governor of this process: one budget for each Street Manager host, seen from the installation's egress address.
 * Every request to Street Manager takes a place: calls, look-ups, logins, refreshes, subscriptions.
 */
public final class Governor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Governor.class);
    private static final long RENEWED_EVERY_MILLIS = 5_000;
    /** Wakes the keeper, for nothing. */
    private static final String NOBODY = "";

    private final GovernorSettings settings;
    private final Allotments allotments;
    private final Clock clock;
    private final UUID node = UUID.randomUUID();
    private final Map<String, HostBudget> budgets = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<String> wantMore = new LinkedBlockingQueue<>();
    private final Thread keeper;
    private volatile boolean closed;

    private Governor(GovernorSettings settings, Allotments allotments, Clock clock) {
        this.settings = settings;
        this.allotments = allotments;
        this.clock = clock;
        this.keeper = Thread.ofVirtual().name("governor").unstarted(this::keep);
    }

    /** Starts it; nothing is asked of the database yet. */
    public static Governor start(GovernorSettings settings, Allotments allotments, Clock clock) {
        Governor governor = new Governor(settings, allotments, clock);
        governor.keeper.start();
        return governor;
    }

    public GovernorSettings settings() {
        return settings;
    }

    /**
     * Asks for a place. A write may wait for it for {@link GovernorSettings#longestWait()}.
     *
     * @param host Street Manager's base address
     */
    public Admission ask(URI host, Party party, Urgency urgency) {
        return budgetOf(host).ask(Optional.of(party), urgency);
    }

    /** Asks for a place for signing in or out; waits as a write does. */
    public Admission askToSignIn(URI host) {
        return budgetOf(host).ask(Optional.empty(), Urgency.SIGN_IN);
    }

    /** Asks for a place for asking whether Street Manager answers; never waits. */
    public Admission askForStatus(URI host) {
        return budgetOf(host).ask(Optional.empty(), Urgency.STATUS);
    }

    /** Gives back this node's parts. To be closed after whatever sends calls, and before the database. */
    @Override
    public void close() {
        closed = true;
        wantMore.add(NOBODY);
        budgets.values().forEach(HostBudget::leave);
    }

    private HostBudget budgetOf(URI host) {
        return budgets.computeIfAbsent(
                origin(host),
                origin -> new HostBudget(origin, settings, allotments, node, clock, () -> wantsMore(origin)));
    }

    private void wantsMore(String origin) {
        if (!wantMore.contains(origin)) {
            wantMore.add(origin);
        }
    }

    private void keep() {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RENEWED_EVERY_MILLIS);
        while (!closed) {
            try {
                String one = wantMore.poll(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (one == null) {
                    due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RENEWED_EVERY_MILLIS);
                    budgets.values().forEach(HostBudget::keep);
                } else {
                    Optional.ofNullable(budgets.get(one)).ifPresent(budget -> budget.renew(false));
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failed) {
                // The parts then end by themselves, and calls are refused until they can be renewed.
                LOG.error(
                        "The governor could not renew a part: {}",
                        failed.getClass().getName());
            }
        }
    }

    /** Scheme, host and port, the port always named. */
    private static String origin(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        int port = base.getPort() >= 0 ? base.getPort() : scheme.equals("https") ? 443 : 80;
        return scheme + "://" + host + ":" + port;
    }
}
