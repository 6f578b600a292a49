package uk.wayleave.register.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction. The connection is good only while this runs; committing, rolling back and closing it
 * are not this one's business. Whatever it throws rolls the transaction back.
 */
@FunctionalInterface
public interface TransactionWork<T extends @Nullable Object> {
    T in(Connection connection) throws SQLException;
}
