package uk.wayleave.register.instruction;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.call.Week;

/**
 * That a person objects to what was done in its name in one week under one instruction.
 *
 * @param suspended whether it was this objection that suspended the instruction
 * @param answer empty while it waits
 */
public record Objection(
        ObjectionId id,
        InstructionId instruction,
        PersonId person,
        Week week,
        Instant raised,
        boolean suspended,
        Optional<Answer> answer) {
    /** What it can come to. */
    public enum Outcome {
        /** The person is right: the instruction is revoked for good. */
        UPHELD,
        /** It was a mistake, or is settled: the instruction stands again, where no other objection waits. */
        WITHDRAWN
    }

    /** @param reason as somebody typed it; in the register only, never in the ledger */
    public record Answer(Outcome outcome, Instant at, PersonId by, String reason) {
        /** Without what was typed. */
        @Override
        public String toString() {
            return "Answer[" + outcome + "]";
        }
    }

    public boolean isOpen() {
        return answer.isEmpty();
    }
}
