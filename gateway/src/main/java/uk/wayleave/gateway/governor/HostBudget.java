package uk.wayleave.gateway.governor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.allotment.Allotments;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * The budget towards one host, for many threads and, by this node's part in it, for many nodes. Far below its part a
 * call costs a lock and some additions; the database is asked only where the part has become too small, or too old.
 */
final class HostBudget {
    private static final Logger LOG = LoggerFactory.getLogger(HostBudget.class);

    /** A part is not asked to grow more often than this. */
    private static final Duration BETWEEN_RENEWALS = Duration.ofMillis(250);

    /** The least part of an idle node is the budget divided by this. */
    private static final int IDLE_PART = 8;

    private static final int MOST_WAITING = 256;
    private static final Duration SOON = Duration.ofSeconds(1);

    /** While this node's part may still grow, whoever waits looks again at least this often. */
    private static final Duration WHILE_GROWING = Duration.ofMillis(300);

    private final Allotments.Part part;
    private final Allotments allotments;
    private final GovernorSettings settings;
    private final Clock clock;
    private final Runnable wantsMore;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Taken before the lock, never inside it; whoever has it asks the database. */
    private final ReentrantLock renewing = new ReentrantLock();

    // Guarded by the lock.
    private final Budget budget;
    private final List<Waiting> waiting = new ArrayList<>();
    private long arrivals;
    private long validUntil;
    private long renewedAt;
    private long lastAsked;
    private boolean wasShort;
    private boolean left;

    HostBudget(
            String host, GovernorSettings settings, Allotments allotments, UUID node, Clock clock, Runnable wantsMore) {
        this.part = new Allotments.Part(settings.egress(), host, node);
        this.allotments = allotments;
        this.settings = settings;
        this.clock = clock;
        this.wantsMore = wantsMore;
        long now = clock.millis();
        this.budget = new Budget(0, settings.weights(), now);
        this.validUntil = now;
        this.renewedAt = now - BETWEEN_RENEWALS.toMillis();
        this.lastAsked = now;
    }

    /** A write that waits for its place. */
    private static final class Waiting {
        private final Optional<Party> party;
        private final Urgency urgency;
        private final long arrival;
        private Optional<Budget.Held> held = Optional.empty();

        Waiting(Optional<Party> party, Urgency urgency, long arrival) {
            this.party = party;
            this.urgency = urgency;
            this.arrival = arrival;
        }
    }

    /** Asks for a place; what may wait does so for a moment, where that helps. */
    Admission ask(Optional<Party> party, Urgency urgency) {
        Admission now = askNow(party, urgency);
        boolean helps = now instanceof Admission.Declined(Shortage shortage)
                && shortage.limit() != Limit.BUDGET_UNKNOWN
                && shortage.retryAfter().compareTo(settings.longestWait()) <= 0;
        return urgency.waits() && helps ? await(party, urgency) : now;
    }

    /** The same without waiting. */
    Admission askNow(Optional<Party> party, Urgency urgency) {
        Admission first = askPart(party, urgency);
        if (first instanceof Admission.Granted || !mayGrow()) {
            return first;
        }
        renew(false);
        return askPart(party, urgency);
    }

    private Admission askPart(Optional<Party> party, Urgency urgency) {
        lock.lock();
        try {
            long now = clock.millis();
            lastAsked = now;
            if (now >= validUntil) {
                return new Admission.Declined(
                        new Shortage(Limit.BUDGET_UNKNOWN, settings.callsPerMinute(), Duration.ofMinutes(1), SOON));
            }
            serve(now);
            if (urgency.waits() && !waiting.isEmpty()) {
                return new Admission.Declined(new Shortage(Limit.BUDGET, budget.places(), Duration.ofMinutes(1), SOON));
            }
            return admission(party, urgency, budgetAnswer(party, urgency, now), now);
        } finally {
            lock.unlock();
        }
    }

    private Budget.Answer budgetAnswer(Optional<Party> party, Urgency urgency, long now) {
        return party.map(known -> budget.ask(known, urgency, now)).orElseGet(() -> budget.askForNobody(urgency, now));
    }

    private Admission admission(Optional<Party> party, Urgency urgency, Budget.Answer answer, long now) {
        return switch (answer) {
            case Budget.Answer.Granted(Budget.Held held) -> {
                if (budget.places() < settings.callsPerMinute() && budget.used(now) * 2 > budget.places()) {
                    wantsMore.run();
                }
                yield new Admission.Granted(new Place(this, held, party, urgency));
            }
            case Budget.Answer.Declined(Shortage shortage) -> {
                wasShort = true;
                yield new Admission.Declined(shortage);
            }
        };
    }

    private Admission await(Optional<Party> party, Urgency urgency) {
        long deadline = System.nanoTime() + settings.longestWait().toNanos();
        lock.lock();
        try {
            Waiting me = new Waiting(party, urgency, arrivals++);
            if (waiting.size() >= MOST_WAITING) {
                return new Admission.Declined(
                        new Shortage(Limit.BUDGET, budget.places(), Duration.ofMinutes(1), settings.longestWait()));
            }
            waiting.add(me);
            try {
                return served(me, deadline);
            } finally {
                waiting.remove(me);
            }
        } finally {
            lock.unlock();
        }
    }

    private Admission served(Waiting me, long deadline) {
        while (true) {
            long now = clock.millis();
            serve(now);
            if (me.held.isPresent()) {
                return new Admission.Granted(new Place(this, me.held.get(), me.party, me.urgency));
            }
            // Whoever waits is at the front of the queue for itself: what it lacks is told by asking once more.
            Budget.Answer answer = budgetAnswer(me.party, me.urgency, now);
            if (!(answer instanceof Budget.Answer.Declined(Shortage shortage))) {
                return admission(me.party, me.urgency, answer, now);
            }
            long nanosLeft = deadline - System.nanoTime();
            if (nanosLeft <= 0 || now >= validUntil) {
                return new Admission.Declined(shortage);
            }
            try {
                var _ = changed.awaitNanos(Math.min(nanosLeft, pause(shortage)));
            } catch (InterruptedException nobodyWaits) {
                Thread.currentThread().interrupt();
                // Somebody may have given it a place in the same moment.
                me.held.ifPresent(this::passOn);
                return new Admission.Declined(shortage);
            }
        }
    }

    private void passOn(Budget.Held nobodys) {
        nobodys.giveBack();
        serve(clock.millis());
    }

    private long pause(Shortage shortage) {
        if (budget.places() >= settings.callsPerMinute()) {
            return shortage.retryAfter().toNanos();
        }
        wasShort = true;
        wantsMore.run();
        return Math.min(WHILE_GROWING.toNanos(), shortage.retryAfter().toNanos());
    }

    /** Gives free places to those who wait: signing in first, then whoever is least served for its weight. */
    private void serve(long now) {
        if (waiting.isEmpty() || now >= validUntil) {
            return;
        }
        List<Waiting> order = new ArrayList<>(waiting);
        order.removeIf(one -> one.held.isPresent());
        order.sort(Comparator.comparing((Waiting one) -> one.urgency)
                .thenComparingDouble(
                        one -> one.party.map(party -> budget.served(party, now)).orElse(0.0))
                .thenComparingLong(one -> one.arrival));
        for (Waiting one : order) {
            if (budgetAnswer(one.party, one.urgency, now) instanceof Budget.Answer.Granted(Budget.Held held)) {
                one.held = Optional.of(held);
                changed.signalAll();
            }
        }
    }

    void ended(Budget.Held held) {
        lock.lock();
        try {
            held.end(clock.millis());
        } finally {
            lock.unlock();
        }
    }

    void givenBack(Budget.Held held) {
        lock.lock();
        try {
            held.giveBack();
            serve(clock.millis());
        } finally {
            lock.unlock();
        }
    }

    private boolean mayGrow() {
        lock.lock();
        try {
            long now = clock.millis();
            return !left
                    && (now >= validUntil
                            || (budget.places() < settings.callsPerMinute()
                                    && now - renewedAt >= BETWEEN_RENEWALS.toMillis()));
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done every few seconds: a part that is used is renewed, one that is not is given back. */
    void keep() {
        if (isIdle()) {
            if (isValid()) {
                giveBackPart();
            }
        } else {
            renew(true);
        }
    }

    private boolean isIdle() {
        lock.lock();
        try {
            return clock.millis() - lastAsked > 2 * SlidingCount.WINDOW_MILLIS;
        } finally {
            lock.unlock();
        }
    }

    private boolean isValid() {
        lock.lock();
        try {
            return clock.millis() < validUntil;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Renews this node's part, one thread at a time.
     *
     * @param always also where another thread has just done so
     */
    void renew(boolean always) {
        renewing.lock();
        try {
            if (!always && !mayGrow()) {
                return;
            }
            if (isLeft()) {
                return;
            }
            long before = clock.millis();
            taken(allotments.renew(part, claim(before)), before);
        } catch (DatabaseUnavailable unavailable) {
            // The part stays what it is until it is no longer valid; from then on nothing is sent.
            LOG.warn("The part in the budget of {} could not be renewed: {}", part.host(), unavailable.getMessage());
        } finally {
            renewing.unlock();
        }
    }

    private Allotments.Claim claim(long now) {
        lock.lock();
        try {
            long used = budget.used(now);
            int whole = settings.callsPerMinute();
            long wanted = wasShort ? whole : Math.max(used * 2, Math.max(1, whole / IDLE_PART));
            wasShort = false;
            return new Allotments.Claim(
                    Math.toIntExact(Math.max(used, Math.min(budget.places(), Integer.MAX_VALUE))),
                    Math.toIntExact(Math.min(whole, wanted)),
                    budget.activeIntegrators(now),
                    whole);
        } finally {
            lock.unlock();
        }
    }

    /** Comes down to what it aims at as far as its calls allow; only the next renewal tells the others. */
    private void taken(Allotments.Allotment allotment, long askedAt) {
        lock.lock();
        try {
            long now = clock.millis();
            budget.placesAre(
                    allotment.aims() < allotment.places()
                            ? Math.min(allotment.places(), Math.max(allotment.aims(), budget.used(now)))
                            : allotment.places());
            validUntil = askedAt + allotments.valid().toMillis();
            renewedAt = now;
            serve(now);
        } finally {
            lock.unlock();
        }
    }

    private boolean isLeft() {
        lock.lock();
        try {
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the part back for good: no place is given any more. */
    void leave() {
        lock.lock();
        try {
            left = true;
        } finally {
            lock.unlock();
        }
        giveBackPart();
    }

    private void giveBackPart() {
        renewing.lock();
        try {
            long used;
            lock.lock();
            try {
                long now = clock.millis();
                used = budget.used(now);
                budget.placesAre(0);
                validUntil = now;
            } finally {
                lock.unlock();
            }
            allotments.leave(part, Math.toIntExact(used));
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("The part in the budget of {} could not be given back; it ends by itself.", part.host());
        } finally {
            renewing.unlock();
        }
    }
}
