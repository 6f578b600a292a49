package uk.wayleave.gateway.forward;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.ControllerId;

/**
 * Asks Street Manager's unauthenticated {@code GET /{version}/{api}/status}, with nothing of anybody's, and seldom: what
 * it says is remembered, and however many ask us, one host is asked {@value #A_MINUTE} times a minute at most.
 */
final class StatusProbe {
    static final int A_MINUTE = 6;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LARGEST = 64 << 10;
    /** These questions are nobody's. */
    private static final ControllerId NOBODY = new ControllerId(new UUID(0, 0));

    private final Upstream upstream;
    private final Clock clock;
    private final Map<Asked, Told> told = new ConcurrentHashMap<>();
    private final Map<String, AtomicReference<Minute>> minutes = new ConcurrentHashMap<>();

    private record Asked(String origin, String version, String api) {}

    private record Told(Instant at, boolean answers) {}

    private record Minute(Instant begun, int asked) {}

    StatusProbe(Upstream upstream, Clock clock) {
        this.upstream = upstream;
        this.clock = clock;
    }

    /** @param version and {@code api} of the catalogue, never a caller's own words */
    UpstreamStatus of(URI host, String version, String api) {
        Told known = told.compute(
                new Asked(AllowedHosts.origin(host), version, api), (asked, before) -> again(host, asked, before));
        if (known == null) {
            return UpstreamStatus.NOT_ASKED;
        }
        return known.answers() ? UpstreamStatus.ANSWERS : UpstreamStatus.DOES_NOT_ANSWER;
    }

    private @Nullable Told again(URI host, Asked asked, @Nullable Told before) {
        Instant now = clock.instant();
        boolean fresh = before != null && now.isBefore(before.at().plus(REMEMBERED));
        if (fresh || !mayAsk(asked.origin(), now)) {
            return before;
        }
        return new Told(now, answers(host, asked));
    }

    private boolean mayAsk(String origin, Instant now) {
        Minute counted = minutes.computeIfAbsent(origin, _ -> new AtomicReference<>(new Minute(now, 0)))
                .updateAndGet(minute -> now.isBefore(minute.begun().plusSeconds(60))
                        ? new Minute(minute.begun(), minute.asked() + 1)
                        : new Minute(now, 1));
        return counted.asked() <= A_MINUTE;
    }

    private boolean answers(URI host, Asked asked) {
        Wire wire = new Wire(
                NOBODY,
                host,
                "GET",
                "/" + asked.version() + "/" + asked.api() + "/status",
                new OutboundBody.None(),
                "*/*",
                Optional.empty(),
                UUID.randomUUID(),
                LARGEST,
                PATIENCE);
        if (upstream.exchange(wire) instanceof Sent.Answered answer) {
            answer.body().close();
            return answer.status() >= 200 && answer.status() < 300;
        }
        return false;
    }
}
