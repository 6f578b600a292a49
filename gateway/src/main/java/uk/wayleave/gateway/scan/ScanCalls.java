package uk.wayleave.gateway.scan;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.call.WayOfOneCall;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.caller.StandIn;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.scan.TextScanRuns;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.Operation;

/** Makes the calls of a scan: by the way of one call, under its instruction, with its place in the ledger. */
final class ScanCalls {
    private final WayOfOneCall way;
    private final Snapshots snapshots;
    private final Clock clock;
    private final TimeOrderedIds ids;

    ScanCalls(WayOfOneCall way, Snapshots snapshots, Clock clock) {
        this.way = way;
        this.snapshots = snapshots;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    Reply make(TextScanRuns.Held held, Operation operation, TextsRead.Item item, Optional<String> person) {
        return way.answer(incoming(operation, item), passage -> {
            passage.notes("text_scan", held.scan().toString());
            passage.givesWay();
            Snapshot snapshot = snapshots
                    .ofTextScan(held.controller(), held.scan())
                    .filter(found -> !found.token().revoked())
                    .orElseThrow(() -> new Refused(new Refusal.NotAuthenticated()));
            Caller caller = new Caller(
                    new StandIn.ForTextScan(held.controller(), held.scan()).token(),
                    snapshot,
                    snapshot.token().instruction(),
                    Set.of(),
                    person);
            passage.identified(caller);
            return way.from(passage, caller);
        });
    }

    private Incoming incoming(Operation operation, TextsRead.Item item) {
        String[] parts = item.target().split("\\?", 2);
        return new Incoming(
                ids.next(),
                clock.instant(),
                operation.method().name(),
                operation.version().segment(),
                operation.api().segment(),
                List.of(parts[0].substring(1).split("/", -1)),
                parts.length == 1 ? List.of() : query(parts[1]),
                new Incoming.CallHeaders(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                RequestBody.none());
    }

    private static List<QueryParameter> query(String text) {
        return Stream.of(text.split("&", -1))
                .map(one -> one.split("=", 2))
                .map(one -> new QueryParameter(one[0], one[1]))
                .toList();
    }
}
