package uk.wayleave.gateway.governor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.Effect;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.courtesy.Polls;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.ReferenceKind;

/**
 * How often the same may be asked. DfT's API FAQ: polling once in 2 minutes "should be fine". Of the updates, which are
 * there to be polled, the period asked for makes no difference, or a poller that moves it on would never poll the same; but
 * each {@code update_id} is a page of its own, so whoever catches up may go on at once.
 */
public final class PollingFloor {
    private static final Logger LOG = LoggerFactory.getLogger(PollingFloor.class);
    private static final String UPDATES = "/works/updates";

    /** The parameters of the updates that make a poll another one. */
    private static final List<String> TELLING = List.of("update_id", "swa_code", "workstream_prefix");

    private final GovernorSettings settings;
    private final Polls polls;
    private final Fingerprints fingerprints;

    public PollingFloor(GovernorSettings settings, Polls polls, Fingerprints fingerprints) {
        this.settings = settings;
        this.polls = polls;
        this.fingerprints = fingerprints;
    }

    /** Refuses a poll that is too soon, else counts it; what is not sent after all is no poll. */
    void keep(Passage passage, Placed placed) {
        Judged judged = placed.judged();
        Optional<Limit> limit = limitOf(judged.requested().operation());
        Duration floor = limit.map(this::floorOf).orElse(Duration.ZERO);
        if (limit.isEmpty() || floor.isZero()) {
            return;
        }
        Polls.Poll poll = new Polls.Poll(
                judged.caller().controller(),
                judged.caller().snapshot().product().id(),
                digest(passage.incoming(), judged));
        polls.take(poll, floor).ifPresent(left -> {
            throw new Refused(new Refusal.OverLimit(new Shortage(limit.get(), 1, floor, left), List.of()));
        });
        passage.atEnd(() -> {
            if (passage.upstream() == UpstreamState.NOT_SENT) {
                giveBack(poll);
            }
        });
    }

    private void giveBack(Polls.Poll poll) {
        try {
            polls.giveBack(poll);
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("A poll that was not sent stays counted (SQLSTATE {}).", unavailable.sqlState());
        }
    }

    private Duration floorOf(Limit limit) {
        return limit == Limit.JOB_POLLING ? settings.jobPollingFloor() : settings.pollingFloor();
    }

    /** Lists, maps and searches are polled, and the jobs of exports; one record that is looked at is not. */
    private static Optional<Limit> limitOf(Operation operation) {
        if (operation.effect() != Effect.READ) {
            return Optional.empty();
        }
        return switch (operation.ownership()) {
            case Ownership.ByRow _ -> Optional.of(Limit.POLLING);
            case Ownership.ByRemembered remembered
            when remembered.kind() == ReferenceKind.EXPORT -> Optional.of(Limit.JOB_POLLING);
            case Ownership.ByRemembered _,
                    Ownership.ByWorks _,
                    Ownership.ByCodeInReference _,
                    Ownership.ByPartyInBody _,
                    Ownership.ByAnswer _,
                    Ownership.ByOrganisation _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> isUpdates(operation) ? Optional.of(Limit.POLLING) : Optional.empty();
        };
    }

    private static boolean isUpdates(Operation operation) {
        return operation.path().toString().equals(UPDATES);
    }

    private Fingerprint digest(Incoming incoming, Judged judged) {
        Requested requested = judged.requested();
        FingerprintKey key = fingerprints.keyOf(judged.caller().controller());
        if (!isUpdates(requested.operation())) {
            return PollDigest.of(key, incoming, requested);
        }
        StringBuilder asked = new StringBuilder("poll ").append(requested.operation());
        for (String name : TELLING) {
            asked.append('\n').append(name).append('=').append(incoming.query(name));
        }
        return key.of(asked.toString().getBytes(StandardCharsets.UTF_8));
    }
}
