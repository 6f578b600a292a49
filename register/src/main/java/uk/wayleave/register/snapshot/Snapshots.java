package uk.wayleave.register.snapshot;

import java.util.Optional;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;

/** Finds what a caller is judged by. */
public interface Snapshots {
    /**
     * The snapshot for an access token, possibly remembered: good for judging, since every commit is conditional on its
     * revision.
     *
     * @param token as it came; empty is answered for one we never issued
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if nothing is remembered and the register cannot tell
     */
    Optional<Snapshot> find(String token);

    /** The snapshot as the register has it now. */
    Optional<Snapshot> read(String token);

    /**
     * The snapshot for a product's subscription as the register has it now: what is delivered is judged by the credential,
     * product and instruction that asked for it, as they stand at that moment. Its token is the subscription itself,
     * revoked when that has ended. Never remembered.
     *
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the register cannot tell
     */
    Optional<Snapshot> ofSubscription(ControllerId controller, SubscriptionId subscription);

    /**
     * The snapshot for a scan of the Controller's own records as the register has it now, in the place of a token of its
     * product bound to its instruction; revoked when the scan has ended. Never remembered.
     *
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if the register cannot tell
     */
    Optional<Snapshot> ofTextScan(ControllerId controller, TextScanId scan);
}
