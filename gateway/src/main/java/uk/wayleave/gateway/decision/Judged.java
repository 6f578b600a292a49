package uk.wayleave.gateway.decision;

import java.time.Instant;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Decision;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.Tier;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.operation.Requested;

/**
 * A call that the framework permits, with all that it was judged by.
 *
 * @param own the Controller's organisations and contracts at that instant
 */
public record Judged(
        Caller caller,
        Requested requested,
        OwnOrganisations own,
        Subject subject,
        Agreement agreement,
        Instruction instruction,
        Decision.Permit permit) {
    public long revision() {
        return caller.snapshot().revision();
    }

    /** The highest tier that both agreement and instruction grant. */
    public Tier grantedTier() {
        return agreement.tier().includes(instruction.tier()) ? instruction.tier() : agreement.tier();
    }

    /** Whether what was permitted is still permitted at this instant, nothing else having changed. */
    public boolean holdsAt(Instant instant) {
        return instant.isBefore(permit.until())
                && instant.isBefore(caller.snapshot().token().expires());
    }

    /** Whether another judgement of the same call permits the same: same agreement content, instruction and person. */
    public boolean permitsTheSameAs(Judged other) {
        return agreement.contentHash().equals(other.agreement.contentHash())
                && agreement.version() == other.agreement.version()
                && instruction.id().equals(other.instruction.id())
                && instruction.purpose() == other.instruction.purpose()
                && permit.actingFor().id().equals(other.permit.actingFor().id())
                && grantedTier() == other.grantedTier()
                && own.equals(other.own)
                && subject.equals(other.subject);
    }
}
