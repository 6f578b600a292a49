package uk.wayleave.opendata.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import uk.wayleave.opendata.event.EventReader;

/**
 * The keys for more requests than an address may make. Only a hash of each is kept: 256 random bits need no slow one.
 *
 * @see StoreUnavailable thrown by every method when the database cannot answer
 */
public final class ApiKeys {
    private static final int RANDOM_BYTES = 32;

    private final DataSource source;
    private final SecureRandom random;

    public ApiKeys(DataSource source, SecureRandom random) {
        this.source = source;
        this.random = random;
    }

    /**
     * A key as it is known afterwards.
     *
     * @param holder whom it was made for
     * @param perMinute requests
     */
    public record ApiKey(long id, String holder, int perMinute, Instant made, Optional<Instant> ended) {}

    /**
     * One that was just made.
     *
     * @param secret shown once, and kept nowhere
     */
    public record Made(long id, String secret) {}

    /**
     * Makes one.
     *
     * @param holder 1 to 200 characters
     * @param perMinute 1 to 1,000,000
     */
    public Made make(String holder, int perMinute, Instant now) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String secret = "wlo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into opendata.api_key (holder, hash, per_minute, made) values (?, ?, ?, ?) returning id")) {
            statement.setString(1, holder);
            statement.setBytes(2, hash(secret));
            statement.setInt(3, perMinute);
            statement.setObject(4, Records.at(now));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Made(row.getLong(1), secret);
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** How many requests a minute a key is good for; empty for one that is not known or was ended. */
    public Optional<Integer> perMinute(String secret) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select per_minute from opendata.api_key where hash = ? and ended is null")) {
            statement.setBytes(1, hash(secret));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** Every key, those that were ended too. */
    public List<ApiKey> all() {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select id, holder, per_minute, made, ended from opendata.api_key order by id");
                ResultSet row = statement.executeQuery()) {
            List<ApiKey> keys = new ArrayList<>();
            while (row.next()) {
                keys.add(new ApiKey(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        Optional.ofNullable(row.getObject(5, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)));
            }
            return keys;
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    /** Ends one for good; false where there is none of that number in force. */
    public boolean end(long id, Instant now) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update opendata.api_key set ended = ? where id = ? and ended is null")) {
            statement.setObject(1, Records.at(now));
            statement.setLong(2, id);
            return statement.executeUpdate() == 1;
        } catch (SQLException failed) {
            throw new StoreUnavailable(failed);
        }
    }

    static byte[] hash(String secret) {
        return EventReader.sha256(secret.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
