package uk.wayleave.register.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;
import uk.wayleave.register.postgres.DatabaseAddress;

/** Signs in as the owner of the schema, past the product's own roles. */
final class Owner {
    private Owner() {}

    static Connection connection(DatabaseAddress address) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.servers().getFirst().host()});
        source.setPortNumbers(new int[] {address.servers().getFirst().port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password().orElseThrow());
        return source.getConnection();
    }
}
