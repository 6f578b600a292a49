package uk.wayleave.gateway.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Outbound;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.UpstreamPath;
import uk.wayleave.gateway.governor.Urgency;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Asks Street Manager, with the Controller's own account, whose street works are on, and remembers it for that
 * Controller and agreement alone. Nothing of the answer but that one code is used, and nothing of it is released.
 */
public final class OwnerLookUp {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final int AT_MOST = 100_000;

    private final AccountCalls calls;
    private final Catalogue catalogue;
    private final JsonMapper mapper = JsonMapper.shared();
    private final Cache<Key, String> remembered;

    public OwnerLookUp(AccountCalls calls, Catalogue catalogue, Clock clock) {
        this.calls = calls;
        this.catalogue = catalogue;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(AT_MOST)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker(clock))
                .build();
    }

    /** What the look-up found. */
    public sealed interface Found {
        record Code(String swaCode) implements Found {}

        /** Street Manager does not show the works to this account. */
        record NotShown() implements Found {}

        record Unanswered(Optional<Duration> retryAfter) implements Found {}
    }

    private record Key(ControllerId controller, AgreementId agreement, WorkReference works) {}

    Found authorityOf(Passage passage, Judged judged, WorkReference works, Proof.ByLookUp proof) {
        Snapshot snapshot = judged.caller().snapshot();
        Key key = new Key(snapshot.controller(), snapshot.product().agreement(), works);
        String known = remembered.getIfPresent(key);
        if (known != null) {
            return new Found.Code(known);
        }
        Operation operation = catalogue
                .operation(judged.requested().operation().version(), proof.operation())
                .orElseThrow(() -> new IllegalStateException("The catalogue lacks " + proof.operation()));
        Optional<Account> account = FittingAccount.choose(snapshot, operation);
        if (account.isEmpty()) {
            return new Found.NotShown();
        }
        Found found = ask(passage, snapshot, account.get(), operation, judged, works, proof);
        if (found instanceof Found.Code(String code)) {
            remembered.put(key, code);
            // Nothing of it is released, but this account should not have been shown it.
            if (operation.foreignTier().isEmpty() && !judged.own().haveCode(code)) {
                calls.raiseForeignRecord(snapshot, account.get());
            }
        }
        return found;
    }

    private Found ask(
            Passage passage,
            Snapshot snapshot,
            Account account,
            Operation operation,
            Judged judged,
            WorkReference works,
            Proof.ByLookUp proof) {
        Outbound outbound = new Outbound(
                snapshot.controller(),
                snapshot.product().agreement(),
                account,
                operation.version().segment(),
                operation.method().name(),
                UpstreamPath.of(
                        operation,
                        name -> name.equals("workReferenceNumber")
                                ? works.value()
                                : judged.requested().parameters().getOrDefault(name, "")),
                new OutboundBody.None(),
                Outbound.JSON,
                false,
                passage.incoming().id());
        return switch (calls.send(
                judged.caller(), outbound, Urgency.of(judged.requested().operation()))) {
            case Sent.Answered answered -> {
                try (var body = answered.body()) {
                    yield read(answered, body.openStream(), works, proof);
                } catch (IOException | JacksonException unreadable) {
                    yield new Found.Unanswered(Optional.empty());
                }
            }
            case Sent.NotSent notSent -> new Found.Unanswered(notSent.retryAfter());
            case Sent.Unknown _ -> new Found.Unanswered(Optional.empty());
        };
    }

    private Found read(Sent.Answered answered, InputStream body, WorkReference works, Proof.ByLookUp proof)
            throws IOException {
        try (body) {
            if (answered.status() != 200) {
                return answered.status() >= 400 && answered.status() < 500 && answered.status() != 429
                        ? new Found.NotShown()
                        : new Found.Unanswered(answered.retryAfter());
            }
            JsonNode record = mapper.readTree(body);
            boolean same = record.path("work_reference_number").asString("").equalsIgnoreCase(works.value());
            JsonNode code = record.at(proof.pointer());
            return same && code.isString() ? new Found.Code(code.stringValue()) : new Found.NotShown();
        }
    }

    private static Ticker ticker(Clock clock) {
        return () -> {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        };
    }
}
