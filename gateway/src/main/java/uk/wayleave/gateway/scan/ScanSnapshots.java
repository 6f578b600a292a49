package uk.wayleave.gateway.scan;

import java.util.Optional;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;

/** Snapshots of tokens, and of scans in place of a token: a scan passes the same steps as a call of its product. */
public final class ScanSnapshots implements Snapshots {
    /** No header of HTTP can hold one (RFC 9110 section 5.5), so nobody can send what stands for a scan. */
    private static final char MARK = '\0';

    private final Snapshots others;

    public ScanSnapshots(Snapshots others) {
        this.others = others;
    }

    /** What stands for a scan in place of a token. */
    static String tokenOf(ControllerId controller, TextScanId scan) {
        return controller + "" + MARK + scan;
    }

    @Override
    public Optional<Snapshot> find(String token) {
        return token.indexOf(MARK) < 0 ? others.find(token) : read(token);
    }

    @Override
    public Optional<Snapshot> read(String token) {
        int mark = token.indexOf(MARK);
        return mark < 0
                ? others.read(token)
                : ofTextScan(ControllerId.of(token.substring(0, mark)), TextScanId.of(token.substring(mark + 1)));
    }

    @Override
    public Optional<Snapshot> ofSubscription(ControllerId controller, SubscriptionId subscription) {
        return others.ofSubscription(controller, subscription);
    }

    @Override
    public Optional<Snapshot> ofTextScan(ControllerId controller, TextScanId scan) {
        return others.ofTextScan(controller, scan);
    }
}
