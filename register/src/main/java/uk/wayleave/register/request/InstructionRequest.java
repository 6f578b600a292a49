package uk.wayleave.register.request;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/**
 * A product's request for an instruction.
 *
 * @param addressee the person it is addressed to; empty where any person of the Controller who may instruct can answer
 * @param redirect where a browser goes back to, of those that came with one
 * @param expires the first instant at which it can no longer be answered
 * @param instruction which a person gave on it
 */
public record InstructionRequest(
        RequestId id,
        ControllerId controller,
        AgreementId agreement,
        IntegratorId integrator,
        ProductId product,
        Channel channel,
        Optional<PersonId> addressee,
        WantedInstruction wanted,
        Optional<Redirect> redirect,
        Instant created,
        Instant expires,
        Outcome outcome,
        Optional<InstructionId> instruction) {
    /** By which way the answer goes back to the product. */
    public enum Channel {
        /** The person came with a browser, and goes back with it (RFC 9126). */
        REDIRECT,
        /** The product waits at the token endpoint (OpenID Connect CIBA, poll mode). */
        BACKCHANNEL,
        /** The product asked after a refusal, and looks later. */
        ASKED
    }

    /** What became of it. */
    public enum Outcome {
        WAITING,
        APPROVED,
        DECLINED,
        /** Approved, and its one code or token was taken. */
        SPENT
    }

    /**
     * @param uri one that the integrator registered for the product
     * @param state of the product's own, given back as it came
     */
    public record Redirect(String uri, Optional<String> state) {
        /** Without the state. */
        @Override
        public String toString() {
            return "Redirect[" + uri + "]";
        }
    }

    /** Whether a person can still answer it. */
    public boolean isWaitingAt(Instant instant) {
        return outcome == Outcome.WAITING && instant.isBefore(expires);
    }
}
