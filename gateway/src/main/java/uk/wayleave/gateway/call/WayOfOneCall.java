package uk.wayleave.gateway.call;

import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.gateway.account.AccountStep;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.AnswerStep;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.caller.CallerStep;
import uk.wayleave.gateway.decision.DecisionStep;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.ForwardStep;
import uk.wayleave.gateway.forward.Forwarded;
import uk.wayleave.gateway.governor.GovernorStep;
import uk.wayleave.gateway.governor.HarvestStep;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.intent.Intended;
import uk.wayleave.gateway.intent.IntentStep;
import uk.wayleave.gateway.operation.OperationStep;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refusals;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.ReleaseStep;
import uk.wayleave.gateway.repeat.RepeatStep;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.gateway.screening.ScreeningStep;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/** What happens to a call, in order. Every step can only go on or refuse, and any failure anywhere refuses. */
public final class WayOfOneCall {
    private static final Logger LOG = LoggerFactory.getLogger(WayOfOneCall.class);

    private final Steps steps;
    private final Refusals refusals;

    public WayOfOneCall(Steps steps, Refusals refusals) {
        this.steps = steps;
        this.refusals = refusals;
    }

    /** The nine steps; the fifth has parts. */
    public record Steps(
            CallerStep caller,
            OperationStep operation,
            DecisionStep decision,
            ScreeningStep screening,
            AccountStep account,
            RepeatStep repeat,
            GovernorStep governor,
            HarvestStep harvest,
            IntentStep intent,
            ForwardStep forward,
            AnswerStep answer,
            ReleaseStep release) {}

    public Reply answer(Incoming incoming) {
        return answer(incoming, this::forwarded);
    }

    private Reply forwarded(Passage passage) {
        return from(passage, steps.caller().identify(passage));
    }

    /** All steps after the first, for a caller who is known otherwise than by a token. */
    public Reply from(Passage passage, Caller caller) {
        Requested requested = steps.operation().find(passage);
        steps.repeat().lookFor(passage, caller, requested);
        Judged judged = steps.decision().judge(passage, caller, requested);
        Screened screened = steps.screening().screen(passage, judged);
        Placed placed = steps.account().place(passage, screened);
        Optional<Checked> before = steps.repeat().answered(passage, placed);
        if (before.isPresent()) {
            return steps.repeat().marked(passage, steps.release().release(passage, before.get()));
        }
        Place place = steps.governor().admit(passage, placed);
        steps.harvest().admit(passage, placed);
        steps.repeat().take(passage, placed);
        Intended intended = steps.intent().record(passage, placed);
        Forwarded forwarded = steps.forward().send(passage, intended, place);
        Checked checked = steps.answer().check(passage, forwarded);
        steps.harvest().answered(passage, placed, checked);
        steps.repeat().created(passage, checked);
        return steps.release().release(passage, checked);
    }

    /** A call that does not go to Street Manager as it came, in steps of its own: any failure anywhere refuses as well. */
    public Reply answer(Incoming incoming, Function<Passage, Reply> way) {
        Passage passage = new Passage(incoming);
        try {
            Reply reply = reply(passage, way);
            steps.repeat().settle(passage, reply);
            return reply;
        } finally {
            passage.close();
        }
    }

    private Reply reply(Passage passage, Function<Passage, Reply> way) {
        try {
            return way.apply(passage);
        } catch (Refused refused) {
            return refusals.reply(passage, refused.refusal());
        } catch (DatabaseUnavailable failure) {
            return refusals.reply(
                    passage,
                    Refusal.Failed.of(
                            503,
                            "register-unavailable",
                            "The register cannot be read, so nothing can be allowed. Try again later.",
                            passage.upstream()));
        } catch (RuntimeException failure) {
            LOG.error(
                    "Call {} failed at {}: {}",
                    passage.incoming().id(),
                    passage.where(),
                    failure.getClass().getName());
            LOG.debug("Stack trace of the failed call", failure);
            return refusals.reply(
                    passage,
                    Refusal.Failed.of(
                            500,
                            "internal-failure",
                            "Something failed in the gateway. Nothing was released.",
                            passage.upstream()));
        }
    }
}
