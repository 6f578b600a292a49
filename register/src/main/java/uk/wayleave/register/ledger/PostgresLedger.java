package uk.wayleave.register.ledger;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.register.postgres.ConstraintViolated;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * The ledger in PostgreSQL. On each node one thread writes whatever is waiting in one transaction (group commit), so the
 * more callers there are, the fewer flushes each costs; across nodes the transactions take turns, so there is one chain.
 *
 * <p>{@link AppendResult.Committed} is given only after the commit was acknowledged. Whatever goes wrong is {@link
 * AppendResult.Unavailable}, at the latest after {@link LedgerLimits#patience()}, and says whether the entries may be
 * recorded all the same. An append that was not begun by then is never written. One whose conditions do not hold, or
 * that breaks a constraint, leaves the others of its group alone.
 *
 * <p>A draft whose id is in the ledger already, saying the same, is not written again: its receipt is the one it had. If
 * that is so of all drafts of an append, its uses are not settled again either, but nothing may have changed.
 */
public final class PostgresLedger implements LedgerStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLedger.class);

    private final Database database;
    private final LedgerLimits limits;
    private final WaitingAppends waiting;
    private final Patience patience;
    private final Thread writer;

    private PostgresLedger(Database database, LedgerLimits limits) {
        this.database = database;
        this.limits = limits;
        this.waiting = new WaitingAppends(limits);
        this.patience = new Patience(limits.patience());
        this.writer = Thread.ofPlatform().daemon().name("ledger-writer").unstarted(this::write);
    }

    /** With the default limits. */
    public static PostgresLedger open(Database database) {
        return open(database, LedgerLimits.defaults());
    }

    /** Starts the node's writer. The database stays the caller's, to be closed after the ledger. */
    public static PostgresLedger open(Database database, LedgerLimits limits) {
        var ledger = new PostgresLedger(database, limits);
        ledger.writer.start();
        ledger.patience.start();
        return ledger;
    }

    /** @throws IllegalArgumentException if there are no drafts */
    @Override
    public AppendResult append(List<Draft> drafts, List<Condition> conditions) {
        if (drafts.isEmpty()) throw new IllegalArgumentException("An append has at least one draft.");
        List<CanonicalEntry> entries;
        try {
            entries = drafts.stream().map(CanonicalEntry::prepare).toList();
        } catch (IllegalArgumentException e) {
            return new AppendResult.Unavailable("An entry cannot be recorded: " + e.getMessage() + ".");
        }
        var append = new Append(entries, List.copyOf(conditions));
        patience.with(append);
        if (!waiting.add(append)) append.complete(notTaken());
        AppendResult result = append.await();
        // Where it was given up, it must not count towards the length of the queue.
        if (result instanceof AppendResult.Unavailable) waiting.remove(append);
        return result;
    }

    /** Lets the group that is being written finish, within the time an append may take, and refuses the rest. */
    @Override
    public void close() {
        for (Append append : waiting.close())
            append.complete(new AppendResult.Unavailable("The ledger is closing; nothing was recorded."));
        try {
            writer.join(limits.patience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        patience.close();
    }

    private AppendResult notTaken() {
        return new AppendResult.Unavailable(
                waiting.isClosed()
                        ? "The ledger is closed; nothing was recorded."
                        : limits.queue() + " appends are waiting for the ledger already; nothing was recorded.");
    }

    private void write() {
        Duration rest = limits.rest();
        for (List<Append> batch = waiting.nextBatch(); !batch.isEmpty(); batch = waiting.nextBatch()) {
            if (written(batch)) {
                rest = limits.rest();
                continue;
            }
            waiting.rest(rest);
            Duration doubled = rest.multipliedBy(2);
            rest = doubled.compareTo(limits.longestRest()) < 0 ? doubled : limits.longestRest();
        }
    }

    /** Whether the database did its part; every append of the batch has its result then, and otherwise too. */
    private boolean written(List<Append> batch) {
        try {
            complete(batch, database.asAppender(new BatchTransaction(batch, false)));
            return true;
        } catch (ConstraintViolated e) {
            // Nothing was written. One of them is to blame: most likely it is in the ledger already.
            return batch.stream().allMatch(this::writtenAlone);
        } catch (DatabaseUnavailable e) {
            return failed(batch, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("The ledger's writer met with something unforeseen.", e);
            return failed(batch, "The ledger's writer failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    private boolean writtenAlone(Append append) {
        List<Append> alone = List.of(append);
        try {
            complete(alone, database.asAppender(new BatchTransaction(alone, true)));
            return true;
        } catch (ConstraintViolated e) {
            append.complete(new AppendResult.Unavailable(e.getMessage() + " Nothing was recorded."));
            return true;
        } catch (DatabaseUnavailable e) {
            return failed(alone, e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("The ledger's writer met with something unforeseen.", e);
            return failed(alone, "The ledger's writer failed (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static boolean failed(List<Append> batch, @Nullable String why) {
        String message = why == null ? "The database failed." : why;
        LOG.warn("{} appends to the ledger failed: {}", batch.size(), message);
        for (Append append : batch) append.complete(new AppendResult.Unavailable(message));
        return false;
    }

    private static void complete(List<Append> batch, List<AppendResult> results) {
        for (int i = 0; i < batch.size(); i++) batch.get(i).complete(results.get(i));
    }
}
