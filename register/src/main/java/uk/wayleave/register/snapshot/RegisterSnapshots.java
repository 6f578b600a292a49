package uk.wayleave.register.snapshot;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Snapshots from the register, remembered by the token's digest. A remembered one may be old, and does no harm: what is
 * judged by it is committed only while its revision still holds, and {@link #read} replaces it.
 */
public final class RegisterSnapshots implements Snapshots {
    private static final int MOST_REMEMBERED = 100_000;
    private static final Duration REMEMBERED_UNUSED = Duration.ofMinutes(10);

    /** How long an instruction that is over is still told from one that never was. */
    private static final Duration OVER_BUT_KNOWN = Duration.ofDays(30);

    private final Scopes scopes;
    private final Cache<String, Snapshot> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED_UNUSED)
            .build();

    public RegisterSnapshots(Scopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public Optional<Snapshot> find(String token) {
        byte[] digest = RandomSecret.digest(token);
        Snapshot known = remembered.getIfPresent(HexFormat.of().formatHex(digest));
        return known == null ? read(digest) : Optional.of(known);
    }

    @Override
    public Optional<Snapshot> read(String token) {
        return read(RandomSecret.digest(token));
    }

    @Override
    public Optional<Snapshot> ofSubscription(ControllerId controller, SubscriptionId subscription) {
        return standingFor(controller, SnapshotDocument.OF_SUBSCRIPTION, subscription.value());
    }

    @Override
    public Optional<Snapshot> ofTextScan(ControllerId controller, TextScanId scan) {
        return standingFor(controller, SnapshotDocument.OF_TEXT_SCAN, scan.value());
    }

    /** Of what stands in the place of a token. */
    private Optional<Snapshot> standingFor(ControllerId controller, String statement, UUID id) {
        return scopes.in(
                controller,
                sql -> sql.sql(statement)
                        .param("id", id)
                        .param("since", Rows.timestamp(scopes.now().minus(OVER_BUT_KNOWN)))
                        .query(String.class)
                        .optional()
                        .map(json -> SnapshotDocument.read(controller, json)));
    }

    /** Forgets what is remembered of one Controller. */
    public void forget(ControllerId controller) {
        remembered.asMap().values().removeIf(snapshot -> snapshot.controller().equals(controller));
    }

    /** Forgets everything: after changes may have been missed. */
    public void forgetAll() {
        remembered.invalidateAll();
    }

    private Optional<Snapshot> read(byte[] digest) {
        String key = HexFormat.of().formatHex(digest);
        Optional<Snapshot> read = controllerOf(digest).flatMap(controller -> read(controller, digest));
        if (read.isEmpty()) remembered.invalidate(key);
        read.ifPresent(snapshot -> remembered.asMap().merge(key, snapshot, RegisterSnapshots::newer));
        return read;
    }

    /** Two reads may end in another order than they began. */
    private static Snapshot newer(Snapshot one, Snapshot other) {
        return one.revision() > other.revision() ? one : other;
    }

    private Optional<ControllerId> controllerOf(byte[] digest) {
        return scopes.asResolver(sql -> sql.sql("select wayleave.controller_of_token(:digest)")
                .param("digest", digest)
                .query(UUID.class)
                .optional()
                .map(ControllerId::new));
    }

    /** One statement, so that all of it is of one moment. */
    private Optional<Snapshot> read(ControllerId controller, byte[] digest) {
        return scopes.in(
                controller,
                sql -> sql.sql(SnapshotDocument.OF_TOKEN)
                        .param("digest", digest)
                        .param("since", Rows.timestamp(scopes.now().minus(OVER_BUT_KNOWN)))
                        .query(String.class)
                        .optional()
                        .map(json -> SnapshotDocument.read(controller, json)));
    }
}
