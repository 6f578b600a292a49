package uk.wayleave.opendata.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The key that signs webhooks, as it is kept: the first that a node makes is every node's.
 *
 * @see StoreUnavailable thrown by every method when the database cannot answer
 */
public final class WebhookKeys {
    private final DataSource source;

    public WebhookKeys(DataSource source) {
        this.source = source;
    }

    /**
     * A key.
     *
     * @param id its name in the key set
     * @param publicKey 32 bytes
     * @param sealed the private half, which only who has the sealing key can read
     */
    public record Kept(String id, byte[] publicKey, byte[] sealed) {
        /** Without the bytes. */
        @Override
        public String toString() {
            return "Kept[id=" + id + "]";
        }
    }

    public Optional<Kept> kept() {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select id, public_key, sealed from opendata.webhook_signing_key");
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new Kept(row.getString(1), row.getBytes(2), row.getBytes(3)))
                    : Optional.empty();
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** Keeps it, unless another node was first. */
    public void keep(Kept key, Instant now) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into opendata.webhook_signing_key (id, public_key, sealed, made) values (?, ?, ?, ?)"
                                + " on conflict do nothing")) {
            statement.setString(1, key.id());
            statement.setBytes(2, key.publicKey());
            statement.setBytes(3, key.sealed());
            statement.setObject(4, Records.at(now));
            statement.executeUpdate();
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }
}
