package uk.wayleave.gateway.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.Part;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.streetmanager.Operation;

/**
 * The one instruction that a call cites: named by the token or the header, or else the one standing instruction that
 * covers it. With none or several there is none.
 *
 * @param citable those of this product that could be cited for the call now, to tell a caller who cited none
 */
record CitedInstruction(Optional<Instruction> instruction, List<Instruction> citable) {
    static CitedInstruction of(Caller caller, Operation operation, Subject subject, Instant now) {
        List<Instruction> citable = caller.instructions().stream()
                .filter(candidate -> isForThisKey(caller, candidate))
                .filter(candidate -> candidate.isInForceAt(now))
                .filter(candidate -> candidate.operations().contains(operation.id()))
                .filter(candidate -> subject.references().stream().allMatch(candidate.references()::covers))
                .filter(candidate -> subject.box().stream().allMatch(candidate::covers))
                .filter(candidate -> candidate.tier().includes(subject.tier()) || subject.part() == Part.NONE)
                .toList();
        if (caller.cited().isPresent()) {
            return new CitedInstruction(
                    caller.instruction(caller.cited().get()).filter(cited -> isForThisKey(caller, cited)), citable);
        }
        List<Instruction> standing = citable.stream()
                .filter(candidate -> candidate.kind() == InstructionKind.STANDING)
                .filter(candidate -> caller.stated().stream().allMatch(purpose -> purpose == candidate.purpose()))
                .toList();
        // Of several, the one whose hours it is.
        List<Instruction> open = standing.stream()
                .filter(candidate -> candidate.schedule().covers(now))
                .toList();
        return new CitedInstruction(only(open).or(() -> only(standing)), citable);
    }

    private static Optional<Instruction> only(List<Instruction> instructions) {
        return instructions.size() == 1 ? Optional.of(instructions.getFirst()) : Optional.empty();
    }

    /** What a person approved for tokens of one key is there for no other token, whichever way it is cited. */
    private static boolean isForThisKey(Caller caller, Instruction instruction) {
        String key = caller.snapshot().keys().get(instruction.id());
        return key == null
                || caller.snapshot()
                        .token()
                        .confirmation()
                        .filter(new Confirmation.OfKey(key)::equals)
                        .isPresent();
    }
}
