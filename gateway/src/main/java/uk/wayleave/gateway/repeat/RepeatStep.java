package uk.wayleave.gateway.repeat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.Effect;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.answer.Masked;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.register.repeat.Earlier;
import uk.wayleave.register.repeat.RepeatKey;
import uk.wayleave.register.repeat.Repeats;
import uk.wayleave.streetmanager.AnswerShape;

/**
 * Answers a repeat of a write without sending anything. A key is the caller's for one call of its product for its
 * Controller; it is taken durably before anything is sent, and settled by what became of the call. A key whose process was
 * killed stays under way: nobody knows what became of its call, so it is never sent again.
 */
public final class RepeatStep {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatStep.class);

    /** A call to Street Manager is over by then. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

    private final Repeats repeats;
    private final Fingerprints fingerprints;
    private final SpoolSettings spools;

    public RepeatStep(Repeats repeats, Fingerprints fingerprints, SpoolSettings spools) {
        this.repeats = repeats;
        this.fingerprints = fingerprints;
        this.spools = spools;
    }

    /** Finds out, before the call is judged, whether it repeats another: a repeat is no further use of its instruction. */
    public void lookFor(Passage passage, Caller caller, Requested requested) {
        Optional<String> header = passage.incoming().headers().idempotencyKey();
        if (header.isEmpty() || requested.operation().effect() == Effect.READ) {
            return;
        }
        IdempotencyKey named = IdempotencyKey.parse(header.get());
        FingerprintKey digests = fingerprints.keyOf(caller.controller());
        RepeatKey key = new RepeatKey(
                caller.controller(),
                caller.snapshot().product().id(),
                digests.of(("idempotency key " + named.value()).getBytes(StandardCharsets.UTF_8)));
        passage.isKeyed(
                new KeyedCall(key, RequestDigest.of(digests, passage.incoming(), requested), repeats.find(key)));
    }

    /** What the first call with this key came to, where there was one and it is known. */
    public Optional<Checked> answered(Passage passage, Placed placed) {
        return passage.keyed().flatMap(KeyedCall::earlier).map(earlier -> repeated(passage, placed, earlier));
    }

    /** Takes the key for this call. */
    public void take(Passage passage, Placed placed) {
        passage.keyed().ifPresent(keyed -> {
            Judged judged = placed.judged();
            repeats.take(
                            keyed.key(),
                            keyed.request(),
                            passage.incoming().id(),
                            judged.instruction().id())
                    .ifPresentOrElse(
                            // Somebody was faster by a moment; whatever became of that call is not known yet.
                            earlier -> {
                                throw earlier.request().matches(keyed.request())
                                        ? underWay(passage, earlier)
                                        : anotherCall();
                            },
                            keyed::take);
        });
    }

    /** Keeps the references that the answer of a write tells. */
    public void created(Passage passage, Checked checked) {
        if (passage.upstream() == UpstreamState.DONE) {
            passage.keyed().ifPresent(keyed -> keyed.created(CreatedReferences.in(checked)));
        }
    }

    /** Records what became of a call that took its key, before its caller is told. */
    public void settle(Passage passage, Reply reply) {
        passage.keyed().filter(KeyedCall::isTaken).ifPresent(keyed -> {
            UUID call = passage.incoming().id();
            try {
                switch (passage.upstream()) {
                    // A definite no of Street Manager's: the call can be made again.
                    case NOT_SENT, REJECTED -> repeats.free(keyed.key(), call);
                    case UNKNOWN -> repeats.unknown(keyed.key(), call);
                    case DONE ->
                        repeats.done(
                                keyed.key(),
                                call,
                                passage.upstreamStatus().orElse(200),
                                keyed.created(),
                                reply.header("Wayleave-Receipt").map(UUID::fromString));
                }
            } catch (RuntimeException failed) {
                // Whatever fails here, the call is over and its caller is told what came of it.
                LOG.warn(
                        "What became of call {} could not be kept with its key ({}): a repeat is told so.",
                        call,
                        failed.getClass().getName());
            }
        });
    }

    /** The reply of a repeat says that it is one, and of which call. */
    public Reply marked(Passage passage, Reply reply) {
        Optional<Earlier> first = passage.keyed().flatMap(KeyedCall::repeated);
        if (first.isEmpty()) {
            return reply;
        }
        Reply marked = reply.with(new Reply.Header("Idempotent-Replayed", "true"))
                .with(new Reply.Header("Wayleave-Repeat-Of", first.get().call().toString()));
        return first.get().became() instanceof Earlier.Became.Done(int _, String _, Optional<UUID> receipt)
                        && receipt.isPresent()
                ? marked.with(
                        new Reply.Header("Wayleave-First-Receipt", receipt.get().toString()))
                : marked;
    }

    private Checked repeated(Passage passage, Placed placed, Earlier earlier) {
        if (passage.keyed().flatMap(KeyedCall::repeated).isEmpty()) {
            throw anotherCall();
        }
        passage.notes("repeat_of", earlier.call().toString());
        return switch (earlier.became()) {
            case Earlier.Became.UnderWay _ -> throw underWay(passage, earlier);
            case Earlier.Became.Unknown _ -> throw unknown(passage, earlier);
            case Earlier.Became.Done(int status, String references, Optional<UUID> receipt) -> {
                passage.upstreamIs(UpstreamState.DONE);
                receipt.ifPresent(known -> passage.notes("first_receipt", known.toString()));
                yield told(passage, placed.judged(), status, references);
            }
        };
    }

    private Checked told(Passage passage, Judged judged, int status, String references) {
        boolean withBody = status != 204 && judged.requested().operation().answer() instanceof AnswerShape.Json;
        byte[] body = withBody
                ? CreatedReferences.in(judged, JsonMapper.shared().readTree(references))
                        .getBytes(StandardCharsets.UTF_8)
                : new byte[0];
        try (Spool.Writer writer = Spool.writer(spools)) {
            writer.stream().write(body);
            Spool spool = writer.finish();
            passage.keeps(spool);
            return new Checked(
                    judged,
                    status,
                    spool,
                    Checked.JSON,
                    judged.requested().operation().tier(),
                    Masked.nothing(),
                    0,
                    0);
        } catch (IOException full) {
            throw new Refused(Refusal.Failed.of(503, "no-room", "The answer could not be kept.", passage.upstream()));
        }
    }

    private static Refused anotherCall() {
        return new Refused(new Refusal.BadRequest(
                422,
                "idempotency-key-reused",
                "Another call came with this key within the last " + Repeats.KEPT.toHours()
                        + " hours. A key names one call: give each its own.",
                Optional.of("header " + IdempotencyKey.HEADER)));
    }

    private static Refused underWay(Passage passage, Earlier first) {
        passage.upstreamIs(UpstreamState.UNKNOWN);
        return new Refused(new Refusal.Failed(
                409,
                "repeat-under-way",
                "Call " + first.call() + ", the first with this key, is under way, or stopped before anybody knew what"
                        + " became of it. It was not sent again. Ask once more later; if it stays so, look in Street"
                        + " Manager before you write with a new key.",
                UpstreamState.UNKNOWN,
                Optional.of(ASK_AGAIN)));
    }

    private static Refused unknown(Passage passage, Earlier first) {
        passage.upstreamIs(UpstreamState.UNKNOWN);
        return new Refused(new Refusal.Failed(
                409,
                "repeat-unknown",
                "Call " + first.call()
                        + ", the first with this key, was sent and no answer came that could be relied on:"
                        + " it may have been carried out. It was not sent again. Look in Street Manager before you write"
                        + " with a new key.",
                UpstreamState.UNKNOWN,
                Optional.empty()));
    }
}
