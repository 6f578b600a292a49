package uk.wayleave.gateway.notification;

import java.util.Optional;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;

/**
 * Snapshots of tokens, and of subscriptions in place of a token: so that what is done for a subscription while its product
 * does not call passes the same steps as a call, judged by the register as it is at that moment.
 */
public final class SubscriberSnapshots implements Snapshots {
    /** No header of HTTP can hold one (RFC 9110 section 5.5), so nobody can send what stands for a subscription. */
    private static final char MARK = '\n';

    private final Snapshots register;

    public SubscriberSnapshots(Snapshots register) {
        this.register = register;
    }

    /** What stands for a subscription in place of a token. */
    static String tokenOf(ControllerId controller, SubscriptionId subscription) {
        return controller + "" + MARK + subscription;
    }

    @Override
    public Optional<Snapshot> find(String token) {
        return token.indexOf(MARK) < 0 ? register.find(token) : read(token);
    }

    @Override
    public Optional<Snapshot> read(String token) {
        int mark = token.indexOf(MARK);
        return mark < 0
                ? register.read(token)
                : SubscriptionId.parse(token.substring(mark + 1))
                        .flatMap(id -> ofSubscription(ControllerId.of(token.substring(0, mark)), id));
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
