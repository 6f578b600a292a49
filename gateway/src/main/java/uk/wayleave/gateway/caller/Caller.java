package uk.wayleave.gateway.caller;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.snapshot.Snapshot;

/**
 * Who calls.
 *
 * @param token as it came; to read the snapshot again
 * @param cited the instruction named by the token or the header; two that differ never get this far
 * @param stated the purposes that token and header state
 * @param person the person the product names in a header
 */
public record Caller(
        String token, Snapshot snapshot, Optional<InstructionId> cited, Set<Purpose> stated, Optional<String> person) {
    public Caller {
        stated = Set.copyOf(stated);
    }

    public ControllerId controller() {
        return snapshot.controller();
    }

    /** The same caller by a newer snapshot. */
    public Caller with(Snapshot newer) {
        return new Caller(token, newer, cited, stated, person);
    }

    public Optional<Instruction> instruction(InstructionId id) {
        return instructions().stream()
                .filter(instruction -> instruction.id().equals(id))
                .findFirst();
    }

    public List<Instruction> instructions() {
        return snapshot.instructions();
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Caller[" + snapshot.controller() + "]";
    }
}
