package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.util.Optional;
import uk.wayleave.framework.Effect;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.intent.Intended;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Drafts;
import uk.wayleave.streetmanager.Operation;

/** Sends the call with the Controller's own account, and says what became of it. */
public final class ForwardStep {
    private final AccountCalls calls;
    private final Drafts drafts;

    public ForwardStep(AccountCalls calls, Drafts drafts) {
        this.calls = calls;
        this.drafts = drafts;
    }

    public Forwarded send(Passage passage, Intended intended, Place place) {
        Placed placed = intended.placed();
        Judged judged = placed.judged();
        boolean write = judged.requested().operation().effect() != Effect.READ;
        Outbound outbound = outbound(passage, placed, write);
        // Until more is known: whatever fails from here on, it may have been sent.
        passage.upstreamIs(UpstreamState.UNKNOWN);
        return switch (calls.send(judged.caller(), outbound, place)) {
            case Sent.Answered answered -> {
                passage.keeps(answered.body());
                passage.upstreamAnswered(answered.status());
                became(passage, judged, stateOf(answered.status()), Optional.of(answered.status()), "");
                yield new Forwarded(placed, answered);
            }
            case Sent.NotSent(Cause cause, Optional<Duration> retryAfter) -> {
                became(passage, judged, UpstreamState.NOT_SENT, Optional.empty(), cause.name());
                throw notReached(new Sent.NotSent(cause, retryAfter));
            }
            case Sent.Unknown(Cause cause) -> {
                became(passage, judged, UpstreamState.UNKNOWN, Optional.empty(), cause.name());
                throw new Refused(Refusal.Failed.of(
                        502,
                        "street-manager-answer-unusable",
                        explanation(cause) + (write ? " It may have been carried out: look before you repeat it." : ""),
                        UpstreamState.UNKNOWN));
            }
        };
    }

    /** Nothing was sent, and why. */
    public static Refused notReached(Sent.NotSent why) {
        return new Refused(new Refusal.Failed(
                503, "street-manager-not-reached", explanation(why.cause()), UpstreamState.NOT_SENT, why.retryAfter()));
    }

    /** For the caller, who is to know what to do, not how the Controller's account is kept. */
    private static String explanation(Cause cause) {
        return switch (cause) {
            case NO_PASSWORD,
                    WRONG_PASSWORD,
                    WRONG_ORGANISATION,
                    INVITATION_OPEN,
                    ACCOUNT_LOCKED,
                    ORGANISATION_SUSPENDED,
                    TOKEN_REFUSED,
                    HOST_NOT_ALLOWED,
                    NOT_TRUSTED ->
                "The Controller's account cannot be used with Street Manager now. Its administrator has been told: "
                        + cause + ".";
            case VAULT_UNAVAILABLE, STOPPED, CANCELLED, SPOOL_FAILED, UNSENDABLE ->
                "The gateway could not carry the call: " + cause + ".";
            case LOGIN_FAILED, TOO_MANY_CALLS, FAILING, BUSY, UNREACHABLE ->
                "Street Manager cannot be reached, or asks for fewer calls: " + cause + ".";
            case OVER_BUDGET -> "There is no place in the shared budget of calls to Street Manager now.";
            case TIMED_OUT, CONNECTION_LOST, MALFORMED, LENGTH_NOT_STATED, ENCODED, TOO_LARGE ->
                "Street Manager's answer did not arrive whole: " + cause + ".";
        };
    }

    private void became(Passage passage, Judged judged, UpstreamState state, Optional<Integer> status, String cause) {
        passage.upstreamIs(state);
        passage.toRecord(drafts.outcome(passage, judged.caller(), state, status, cause));
    }

    /** A definite 4xx was not carried out; of anything but success and that, nobody can be sure. */
    private static UpstreamState stateOf(int status) {
        if (status >= 200 && status < 300) {
            return UpstreamState.DONE;
        }
        return status >= 400 && status < 500 ? UpstreamState.REJECTED : UpstreamState.UNKNOWN;
    }

    /** An error is JSON whatever was asked for. */
    private static String accepted(Operation operation) {
        return switch (operation.answer().content()) {
            case EMPTY, JSON, MULTIPART -> Outbound.JSON;
            case CSV -> "text/csv, application/json";
            case BINARY -> "*/*";
        };
    }

    private static Outbound outbound(Passage passage, Placed placed, boolean write) {
        Judged judged = placed.judged();
        Requested requested = judged.requested();
        return new Outbound(
                judged.caller().controller(),
                judged.agreement().id(),
                placed.account(),
                requested.operation().version().segment(),
                requested.operation().method().name(),
                UpstreamPath.of(
                                requested.operation(),
                                name -> requested.parameters().getOrDefault(name, ""))
                        + UpstreamPath.query(passage.incoming().query()),
                placed.screened().body(),
                accepted(requested.operation()),
                write,
                passage.incoming().id());
    }
}
