package uk.wayleave.gateway.answer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.register.holding.Holdings;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.WorkReference;

/** Remembers which references came up in answers about the Controller's own, so that it may ask for what they name. */
final class OwnSeen {
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int AT_MOST = 100_000;

    private final Holdings holdings;
    /** What the register certainly has; of each Controller by itself. */
    private final Cache<Written, Boolean> written = Caffeine.newBuilder()
            .maximumSize(AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    private record Written(ControllerId controller, URI host, ReferencesSeen.Seen seen, boolean withWorks) {}

    OwnSeen(Holdings holdings) {
        this.holdings = holdings;
    }

    /** Seen in a record, or in rows, of the Controller's own. */
    void remember(Placed placed, List<ReferencesSeen.Seen> seen) {
        Judged judged = placed.judged();
        ControllerId controller = judged.caller().controller();
        URI host = placed.account().host();
        Optional<String> works = judged.subject().works().map(WorkReference::value);
        Map<ReferenceKind, List<ReferencesSeen.Seen>> unwritten = seen.stream()
                .filter(one -> one.kind() != ReferenceKind.EXPORT)
                .filter(one -> written.getIfPresent(new Written(controller, host, one, works.isPresent())) == null)
                .collect(Collectors.groupingBy(ReferencesSeen.Seen::kind));
        unwritten.forEach((kind, all) -> {
            List<String> references =
                    all.stream().map(ReferencesSeen.Seen::reference).toList();
            holdings.references().remember(controller, host, kind.name(), references, works);
            all.forEach(one -> written.put(new Written(controller, host, one, works.isPresent()), true));
        });
        seen.stream()
                .filter(one -> one.kind() == ReferenceKind.EXPORT)
                .filter(one -> one.reference().chars().allMatch(c -> c >= '0' && c <= '9')
                        && one.reference().length() <= 18)
                .forEach(one -> export(placed, Long.parseLong(one.reference())));
    }

    /** An export that Street Manager has begun to make. */
    private void export(Placed placed, long number) {
        Judged judged = placed.judged();
        Operation operation = judged.requested().operation();
        holdings.exports()
                .remember(
                        judged.caller().controller(),
                        new KnownExport(
                                placed.account().host(),
                                number,
                                judged.agreement().id(),
                                judged.instruction().id(),
                                placed.account().id(),
                                operation.version().segment(),
                                operation.id()));
    }
}
