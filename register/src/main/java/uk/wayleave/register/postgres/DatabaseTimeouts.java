package uk.wayleave.register.postgres;

import java.time.Duration;

/**
 * How long we wait for the database before the work is refused. Whatever goes wrong with it, a transaction of one
 * statement has failed clearly after at most {@code connection + statement + 3 s}.
 *
 * @param connection for a free connection from the pool, and for opening one
 * @param statement for the server to finish one statement; it gives up by itself, and where it does not answer at all
 *     we do {@value #GRACE_SECONDS} s later. A transaction that does nothing for twice as long is ended
 * @param lock for a row or table that another transaction holds
 * @param preparation for the statements that prepare roles and schema, and for another node that is preparing them
 */
public record DatabaseTimeouts(Duration connection, Duration statement, Duration lock, Duration preparation) {
    static final int GRACE_SECONDS = 3;

    public DatabaseTimeouts {
        for (Duration one : new Duration[] {connection, statement, lock, preparation})
            if (one.compareTo(Duration.ofMillis(250)) < 0)
                throw new IllegalArgumentException("A database time limit must be 250 ms or more.");
    }

    /** 3 s for a connection, 5 s for a statement, 2 s for a lock, 5 minutes for preparing. */
    public static DatabaseTimeouts defaults() {
        return new DatabaseTimeouts(
                Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMinutes(5));
    }
}
