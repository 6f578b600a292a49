package uk.wayleave.gateway.caller;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.snapshot.CallerToken;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.register.token.Confirmation;

/** Token → product, agreement, controller, integrator and instruction. Stops at once where there is no good token. */
public final class CallerStep {
    private final Snapshots snapshots;
    private final Clock clock;
    private final ProofOfPossession possession = new ProofOfPossession();

    public CallerStep(Snapshots snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    public Caller identify(Passage passage) {
        Incoming incoming = passage.incoming();
        String token = incoming.headers().token().orElseThrow(() -> new Refused(new Refusal.NotAuthenticated()));
        Snapshot snapshot = good(snapshots.find(token))
                // What is remembered may be older than a renewal; only the register may say no.
                .or(() -> good(snapshots.read(token)))
                .orElseThrow(() -> new Refused(new Refusal.NotAuthenticated()));
        snapshot.token().confirmation().ifPresent(bound -> requireProven(incoming, token, bound));
        Caller caller = new Caller(
                token,
                snapshot,
                cited(incoming.headers().instruction(), snapshot.token()),
                stated(incoming.headers().purpose(), snapshot.token()),
                incoming.headers().person());
        passage.identified(caller);
        return caller;
    }

    private void requireProven(Incoming incoming, String token, Confirmation bound) {
        switch (bound) {
            case Confirmation.OfKey(String thumbprint) -> possession.require(incoming, token, thumbprint);
            case Confirmation.OfCertificate(String thumbprint) ->
                TokensCertificate.require(incoming.certificate(), thumbprint);
        }
    }

    private Optional<Snapshot> good(Optional<Snapshot> found) {
        Instant now = clock.instant();
        return found.filter(snapshot ->
                !snapshot.token().revoked() && now.isBefore(snapshot.token().expires()));
    }

    private static Optional<InstructionId> cited(Optional<String> header, CallerToken token) {
        Optional<InstructionId> named = header.map(CallerStep::instructionId);
        if (named.isPresent() && token.instruction().isPresent() && !named.equals(token.instruction())) {
            throw new Refused(new Refusal.BadRequest(
                    403,
                    "instructions-disagree",
                    "The token is bound to one instruction and the header names another. Send no header, or a token"
                            + " for the other instruction.",
                    Optional.of("header Wayleave-Instruction")));
        }
        return token.instruction().or(() -> named);
    }

    private static InstructionId instructionId(String text) {
        try {
            return InstructionId.of(text.strip());
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(new Refusal.BadRequest(
                    400,
                    "instruction-malformed",
                    "An instruction is cited by its id, a UUID.",
                    Optional.of("header Wayleave-Instruction")));
        }
    }

    private static Set<Purpose> stated(Optional<String> header, CallerToken token) {
        Set<Purpose> stated = EnumSet.noneOf(Purpose.class);
        token.purpose().ifPresent(stated::add);
        header.map(CallerStep::purpose).ifPresent(stated::add);
        return stated;
    }

    private static Purpose purpose(String text) {
        return Purpose.ofWireName(text.strip())
                .orElseThrow(() -> new Refused(new Refusal.BadRequest(
                        400,
                        "purpose-unknown",
                        "A purpose is one of "
                                + Stream.of(Purpose.values())
                                        .map(Purpose::wireName)
                                        .collect(Collectors.joining(", ")) + ".",
                        Optional.of("header Wayleave-Purpose"))));
    }
}
