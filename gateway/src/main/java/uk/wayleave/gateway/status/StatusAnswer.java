package uk.wayleave.gateway.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.forward.UpstreamStatus;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.Match;

/**
 * {@code GET /{version}/{api}/status}, which Street Manager's clients ask before anything else and take for a yes when it
 * is 200: it is when the gateway can judge calls and Street Manager, as far as it was asked, answers. Anybody may ask, so
 * it tells no more than that.
 */
public final class StatusAnswer {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final Snapshots snapshots;
    private final StreetManager streetManager;
    private final Clock clock;
    private final JsonMapper mapper = JsonMapper.shared();
    private final AtomicReference<Told> told = new AtomicReference<>(new Told(Instant.MIN, false));

    private record Told(Instant at, boolean works) {}

    public StatusAnswer(Snapshots snapshots, StreetManager streetManager, Clock clock) {
        this.snapshots = snapshots;
        this.streetManager = streetManager;
        this.clock = clock;
    }

    public Reply answer(Incoming incoming, Match.Status asked) {
        boolean works = registerAnswers();
        UpstreamStatus upstream =
                streetManager.status(asked.version().segment(), asked.api().segment());
        boolean well = works && upstream != UpstreamStatus.DOES_NOT_ANSWER;
        byte[] body = mapper.writeValueAsBytes(mapper.createObjectNode()
                .put("status", well ? "ok" : "unavailable")
                .put("gateway", works ? "works" : "fails")
                .put(
                        "street_manager",
                        switch (upstream) {
                            case ANSWERS -> "answers";
                            case DOES_NOT_ANSWER -> "does not answer";
                            case NOT_ASKED -> "not asked";
                        }));
        return new Reply(
                well ? 200 : 503,
                List.of(
                        new Reply.Header("Cache-Control", "no-store"),
                        new Reply.Header("Wayleave-Call", incoming.id().toString())),
                new Reply.Content.Whole("application/json", body));
    }

    /** Without it nothing can be allowed. No token is the empty one, so that this finds nobody. */
    private boolean registerAnswers() {
        Instant now = clock.instant();
        Told known = told.get();
        if (known.at().isAfter(now.minus(REMEMBERED))) {
            return known.works();
        }
        boolean works;
        try {
            works = snapshots.read("").isEmpty();
        } catch (DatabaseUnavailable unavailable) {
            works = false;
        }
        told.set(new Told(now, works));
        return works;
    }
}
