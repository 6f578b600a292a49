package uk.wayleave.register.postgres;

import static uk.wayleave.register.postgres.SqlIdentifier.quoted;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * Makes the {@linkplain DatabaseRole roles} of one database, or makes sure that they are what they should be. Done
 * again it changes nothing.
 */
final class DatabaseRoles {
    private final DatabaseAddress address;
    private final RoleKey key;

    DatabaseRoles(DatabaseAddress address, RoleKey key) {
        this.address = address;
        this.key = key;
    }

    /** Where and how a role signs in. */
    DatabaseAddress addressOf(DatabaseRole role) {
        return addressOf(nameOf(role));
    }

    DatabaseAddress addressOf(String name) {
        return address.as(name, key.passwordOf(name));
    }

    String nameOf(DatabaseRole role) {
        return role.nameIn(address.database());
    }

    /**
     * @param migrator signed in as the schema's owner, its transactions not committed by themselves, and alone in doing
     *     this
     * @throws DatabaseSetupFailed if a role cannot be made or is not what it must be
     */
    void prepare(Connection migrator) throws SQLException {
        // Decided before anything changes: a database without our schema has no other node whose key could differ.
        boolean fresh = !schemaExists(migrator, Schema.NAME);
        for (DatabaseRole role : DatabaseRole.values()) prepare(migrator, nameOf(role), fresh);
    }

    /**
     * One role.
     *
     * @param fresh whether no other node can be using it yet
     */
    void prepare(Connection migrator, String name, boolean fresh) throws SQLException {
        if (!exists(migrator, name)) create(migrator, name);
        requireHarmless(migrator, name);
        migrator.commit();
        if (!signsIn(name)) adopt(migrator, name, fresh);
    }

    private void create(Connection migrator, String name) throws SQLException {
        requireRightToCreateRoles(migrator);
        execute(
                migrator,
                "CREATE ROLE " + quoted(name)
                        + " LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT NOCREATEROLE NOCREATEDB NOREPLICATION");
        setPassword(migrator, name);
    }

    /** The role is there with another password: ours to set only where no other node can be using it. */
    private void adopt(Connection migrator, String name, boolean fresh) throws SQLException {
        if (!fresh)
            throw new DatabaseSetupFailed("The role " + quoted(name) + " of " + address.place()
                    + " does not sign in with this node's master key: the database was set up with another one. Start"
                    + " with that key. If it is lost for good, what it sealed is lost with it: begin with an empty"
                    + " database of another name.");
        setPassword(migrator, name);
        migrator.commit();
    }

    private boolean signsIn(String name) throws SQLException {
        var source = addressOf(name).dataSource();
        source.setLoginTimeout(10);
        source.setSocketTimeout(10);
        try (Connection connection = source.getConnection()) {
            return connection.isValid(10);
        } catch (SQLException e) {
            String state = SqlFailure.stateOf(e);
            if (state.equals("28P01")) return false;
            // The right to connect is granted by the first migration, which comes after this.
            if (state.equals("42501")) return true;
            if (state.startsWith("28"))
                throw new DatabaseSetupFailed("The server of " + address.place() + " does not let the role "
                        + quoted(name) + " sign in from here. Its pg_hba.conf needs a line such as: host "
                        + quoted(address.database()) + " " + quoted(name) + " <our address> scram-sha-256");
            throw e;
        }
    }

    /** Only the verifier travels, so that the password cannot be logged on its way. */
    private void setPassword(Connection migrator, String name) throws SQLException {
        try {
            migrator.unwrap(PGConnection.class)
                    .alterUserPassword(name, key.passwordOf(name).toCharArray(), "scram-sha-256");
        } catch (SQLException e) {
            if (!SqlFailure.stateOf(e).equals("42501")) throw e;
            throw new DatabaseSetupFailed("The user " + quoted(address.user())
                    + " may not set the password of the role "
                    + quoted(name) + " in " + address.place() + ". An administrator can allow it with: ALTER ROLE "
                    + quoted(address.user()) + " CREATEROLE; GRANT " + quoted(name) + " TO " + quoted(address.user())
                    + " WITH ADMIN OPTION;");
        }
    }

    private void requireRightToCreateRoles(Connection migrator) throws SQLException {
        if (yes(migrator, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = ?", address.user())) return;
        throw new DatabaseSetupFailed("The user " + quoted(address.user()) + " may not create roles in "
                + address.place()
                + ", and Wayleave needs roles of its own there that cannot pass row-level security. An"
                + " administrator can allow it with: ALTER ROLE " + quoted(address.user()) + " CREATEROLE;");
    }

    /** A role somebody else made, or changed, must have no more power than one of ours. */
    private void requireHarmless(Connection migrator, String name) throws SQLException {
        List<String> powers = powersOf(migrator, name);
        if (powers.isEmpty()) return;
        throw new DatabaseSetupFailed("The role " + quoted(name) + " of " + address.place()
                + " has more power than it may have: " + String.join(", ", powers)
                + ". An administrator can take it away with: ALTER ROLE " + quoted(name)
                + " LOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT NOCREATEROLE NOCREATEDB NOREPLICATION; and, for each role"
                + " it belongs to, REVOKE <that role> FROM " + quoted(name) + ";");
    }

    private static List<String> powersOf(Connection migrator, String name) throws SQLException {
        String sql = """
                SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit, NOT rolcanlogin,
                       EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)
                  FROM pg_roles r WHERE rolname = ?""";
        List<String> names = List.of(
                "superuser",
                "passes row-level security",
                "creates roles",
                "creates databases",
                "replicates",
                "inherits rights",
                "cannot sign in",
                "belongs to another role");
        try (PreparedStatement statement = migrator.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                List<String> powers = new ArrayList<>();
                for (int i = 0; i < names.size(); i++) if (row.getBoolean(i + 1)) powers.add(names.get(i));
                return powers;
            }
        }
    }

    static boolean schemaExists(Connection migrator, String schema) throws SQLException {
        return yes(migrator, "SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = ?)", schema);
    }

    private static boolean exists(Connection migrator, String name) throws SQLException {
        return yes(migrator, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ?)", name);
    }

    private static boolean yes(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
