package uk.wayleave.gateway.forward;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.gateway.governor.Admission;
import uk.wayleave.gateway.governor.Governor;
import uk.wayleave.gateway.governor.Place;

/**
 * Asks Street Manager's unauthenticated {@code GET /{version}/{api}/status}, with nothing of anybody's, and seldom: what
 * it says is remembered, and however many ask us, one host is asked {@value #A_MINUTE} times a minute at most, in places of
 * the budget that nobody wants.
 */
final class StatusProbe {
    static final int A_MINUTE = 6;
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LARGEST = 64 << 10;
    /** These questions are nobody's. */
    private static final ControllerId NOBODY = new ControllerId(new UUID(0, 0));

    private final Upstream upstream;
    private final Governor governor;
    private final Function<URI, Optional<Host>> hosts;
    private final Clock clock;
    private final Map<Asked, Told> told = new ConcurrentHashMap<>();
    private final Set<Asked> beingAsked = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicReference<Minute>> minutes = new ConcurrentHashMap<>();

    private record Asked(String origin, String version, String api) {}

    private record Told(Instant at, boolean answers) {}

    private record Minute(Instant begun, int asked) {}

    /** @param hosts what is known of a host by its base address, where calls have met it */
    StatusProbe(Upstream upstream, Governor governor, Function<URI, Optional<Host>> hosts, Clock clock) {
        this.upstream = upstream;
        this.governor = governor;
        this.hosts = hosts;
        this.clock = clock;
    }

    /** @param version and {@code api} of the catalogue, never a caller's own words */
    UpstreamStatus of(URI host, String version, String api) {
        Asked asked = new Asked(AllowedHosts.origin(host), version, api);
        Optional<Told> before = Optional.ofNullable(told.get(asked));
        Instant now = clock.instant();
        boolean fresh = before.filter(known -> now.isBefore(known.at().plus(REMEMBERED)))
                .isPresent();
        // One asks; who comes meanwhile is told what was known before, and does not wait.
        if (!fresh && beingAsked.add(asked)) {
            try {
                Optional<Told> answered = ask(host, asked, now);
                answered.ifPresent(one -> told.put(asked, one));
                return status(answered.or(() -> before));
            } finally {
                beingAsked.remove(asked);
            }
        }
        return status(before);
    }

    private static UpstreamStatus status(Optional<Told> known) {
        return known.map(one -> one.answers() ? UpstreamStatus.ANSWERS : UpstreamStatus.DOES_NOT_ANSWER)
                .orElse(UpstreamStatus.NOT_ASKED);
    }

    /** Empty where it may not be asked now: it wants to be left alone, places are short, or it was asked enough. */
    private Optional<Told> ask(URI host, Asked asked, Instant now) {
        Optional<Host> known = hosts.apply(host);
        if (known.flatMap(one -> one.keptAway(now)).isPresent() || !mayAsk(asked.origin(), now)) {
            return Optional.empty();
        }
        return switch (governor.askForStatus(host)) {
            case Admission.Declined _ -> Optional.empty();
            case Admission.Granted(Place place) -> {
                try (place) {
                    place.use();
                    yield Optional.of(new Told(now, answers(host, asked, known)));
                }
            }
        };
    }

    private boolean mayAsk(String origin, Instant now) {
        Minute counted = minutes.computeIfAbsent(origin, _ -> new AtomicReference<>(new Minute(now, 0)))
                .updateAndGet(minute -> now.isBefore(minute.begun().plusSeconds(60))
                        ? new Minute(minute.begun(), minute.asked() + 1)
                        : new Minute(now, 1));
        return counted.asked() <= A_MINUTE;
    }

    private boolean answers(URI host, Asked asked, Optional<Host> known) {
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
            if (answer.status() == 429) {
                known.ifPresent(one -> one.tooManyCalls(answer.retryAfter()));
            }
            return answer.status() >= 200 && answer.status() < 300;
        }
        return false;
    }
}
