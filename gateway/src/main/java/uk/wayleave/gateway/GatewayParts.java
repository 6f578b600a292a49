package uk.wayleave.gateway;

import java.time.Clock;
import java.util.function.Function;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Framework;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.notification.NotificationParts;
import uk.wayleave.gateway.scan.ScanParts;
import uk.wayleave.register.courtesy.Courtesy;
import uk.wayleave.register.holding.Holdings;
import uk.wayleave.register.repeat.Repeats;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.register.token.Tokens;
import uk.wayleave.streetmanager.Catalogue;

/** What the gateway is built on; opened and closed by whoever starts it. */
public record GatewayParts(
        Catalogue catalogue,
        Framework framework,
        Snapshots snapshots,
        Tokens tokens,
        LedgerStore ledger,
        StreetManager streetManager,
        Holdings holdings,
        Function<ControllerId, FingerprintKey> fingerprintKeys,
        NotificationParts notifications,
        Repeats repeats,
        Courtesy courtesy,
        ScanParts scans,
        Clock clock) {}
