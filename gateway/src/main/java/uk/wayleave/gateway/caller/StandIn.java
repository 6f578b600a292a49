package uk.wayleave.gateway.caller;

import java.util.Optional;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;

/**
 * What the gateway does by itself, while no product calls, has this in the place of a token, so that it passes the same
 * steps as a call and is judged by the register as it is at that moment.
 */
public sealed interface StandIn {
    /** What is delivered to a subscription. */
    record ForSubscription(ControllerId controller, SubscriptionId subscription) implements StandIn {
        @Override
        public String token() {
            return controller + "" + Written.SUBSCRIPTION + subscription;
        }

        @Override
        public Optional<Snapshot> in(Snapshots register) {
            return register.ofSubscription(controller, subscription);
        }
    }

    /** What a scan of the Controller's own records reads. */
    record ForTextScan(ControllerId controller, TextScanId scan) implements StandIn {
        @Override
        public String token() {
            return controller + "" + Written.TEXT_SCAN + scan;
        }

        @Override
        public Optional<Snapshot> in(Snapshots register) {
            return register.ofTextScan(controller, scan);
        }
    }

    /** In the place of a token; no header of HTTP can hold it. */
    String token();

    Optional<Snapshot> in(Snapshots register);

    /** Of a text in the place of a token; empty for one that came with a call. */
    static Optional<StandIn> of(String token) {
        int mark = token.indexOf(Written.SUBSCRIPTION);
        if (mark >= 0) {
            ControllerId controller = ControllerId.of(token.substring(0, mark));
            return SubscriptionId.parse(token.substring(mark + 1)).map(id -> new ForSubscription(controller, id));
        }
        mark = token.indexOf(Written.TEXT_SCAN);
        return mark < 0
                ? Optional.empty()
                : Optional.of(new ForTextScan(
                        ControllerId.of(token.substring(0, mark)), TextScanId.of(token.substring(mark + 1))));
    }
}
