package uk.wayleave.gateway.caller;

import java.util.Optional;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;

/** Snapshots of tokens, and of what stands in for one; those of stand-ins are never remembered. */
public final class StandInSnapshots implements Snapshots {
    private final Snapshots register;

    public StandInSnapshots(Snapshots register) {
        this.register = register;
    }

    @Override
    public Optional<Snapshot> find(String token) {
        return Written.isStandIn(token) ? standingIn(token) : register.find(token);
    }

    @Override
    public Optional<Snapshot> read(String token) {
        return Written.isStandIn(token) ? standingIn(token) : register.read(token);
    }

    private Optional<Snapshot> standingIn(String token) {
        return StandIn.of(token).flatMap(one -> one.in(register));
    }

    @Override
    public Optional<Snapshot> ofSubscription(ControllerId controller, SubscriptionId subscription) {
        return register.ofSubscription(controller, subscription);
    }

    @Override
    public Optional<Snapshot> ofTextScan(ControllerId controller, TextScanId scan) {
        return register.ofTextScan(controller, scan);
    }
}
