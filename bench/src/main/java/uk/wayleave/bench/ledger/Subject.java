package uk.wayleave.bench.ledger;

import java.sql.SQLException;

/** Something that makes entries durable. */
interface Subject {
    String title();

    /** What one thread does over and over; it returns when the entry is durable, and throws when it may not be. */
    Appender appender() throws SQLException;

    /** One thread's way to append. */
    interface Appender extends AutoCloseable {
        void append() throws SQLException;

        @Override
        default void close() throws SQLException {}
    }
}
