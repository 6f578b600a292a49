package uk.wayleave.gateway.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Tier;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.streetmanager.Operation;

/** Why a call does not go on. */
public sealed interface Refusal {

    /** What is known of the call at Street Manager. */
    UpstreamState upstream();

    /** No token, or one that is wrong, expired or ended: answered as Street Manager does, for clients refresh on it. */
    record NotAuthenticated() implements Refusal {
        @Override
        public UpstreamState upstream() {
            return UpstreamState.NOT_SENT;
        }
    }

    /**
     * The framework forbids it.
     *
     * @param status 403; 404 and 405 where the operation itself is unknown, 400 where something of its query is
     * @param allow methods that exist at the path, for 405
     * @param citable the instructions that the caller could have cited
     * @param operation what was asked for, where it is known
     * @param ask for which instruction the caller may ask, where one would do
     * @param opening where nothing but the hours of the instruction is in the way, when they begin again
     */
    record ByFramework(
            int status,
            List<Breach> breaches,
            UpstreamState upstream,
            Set<String> allow,
            List<Instruction> citable,
            Optional<Operation> operation,
            Optional<Ask> ask,
            Optional<Opening> opening)
            implements Refusal {
        public ByFramework {
            breaches = List.copyOf(breaches);
            allow = Set.copyOf(allow);
            citable = List.copyOf(citable);
        }

        /** For which no instruction would do. */
        public ByFramework(
                int status,
                List<Breach> breaches,
                UpstreamState upstream,
                Set<String> allow,
                List<Instruction> citable,
                Optional<Operation> operation) {
            this(status, breaches, upstream, allow, citable, operation, Optional.empty(), Optional.empty());
        }

        public static ByFramework of(UpstreamState upstream, Operation operation, Breach... breaches) {
            return new ByFramework(403, List.of(breaches), upstream, Set.of(), List.of(), Optional.of(operation));
        }
    }

    /**
     * When an instruction may be used again.
     *
     * @param in from now, more than nothing
     */
    record Opening(Instant at, Duration in) {}

    /**
     * The instruction that would have covered the call.
     *
     * @param references of the works it is about; empty for none in particular
     * @param purposes those it could be for: what the call states, or else what the agreement grants
     */
    record Ask(ProductId product, OperationId operation, Set<String> references, Tier tier, List<Purpose> purposes) {
        public Ask {
            references = Set.copyOf(references);
            purposes = List.copyOf(purposes);
        }
    }

    /**
     * The request itself is not one we can take.
     *
     * @param code stable, for scripts
     * @param where a header, a query parameter, a path parameter or a JSON Pointer
     */
    record BadRequest(int status, String code, String detail, Optional<String> where) implements Refusal {
        @Override
        public UpstreamState upstream() {
            return UpstreamState.NOT_SENT;
        }

        public static BadRequest of(int status, String code, String detail) {
            return new BadRequest(status, code, detail, Optional.empty());
        }
    }

    /**
     * It would be too much for Street Manager, or more than the caller's part: it may be asked again later.
     *
     * @param breaches what of the framework going on would breach, where it would
     */
    record OverLimit(Shortage shortage, List<Breach> breaches) implements Refusal {
        public OverLimit {
            breaches = List.copyOf(breaches);
        }

        @Override
        public UpstreamState upstream() {
            return UpstreamState.NOT_SENT;
        }
    }

    /**
     * Something that is needed failed: the register, the ledger, the account's sign-in, Street Manager itself.
     *
     * @param status 502 or 503; 500 where the fault is ours; 409 where an earlier call stands in the way
     */
    record Failed(int status, String code, String detail, UpstreamState upstream, Optional<Duration> retryAfter)
            implements Refusal {
        public static Failed of(int status, String code, String detail, UpstreamState upstream) {
            return new Failed(status, code, detail, upstream, Optional.empty());
        }

        /** Nothing is released without a committed record. */
        public static Refused ledger(UpstreamState upstream) {
            return new Refused(of(
                    503,
                    "ledger-unavailable",
                    "The ledger cannot be written, so the call does not go on and nothing is released. See upstream for"
                            + " what is known of it at Street Manager.",
                    upstream));
        }
    }
}
