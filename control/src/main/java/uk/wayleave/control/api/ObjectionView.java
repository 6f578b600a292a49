package uk.wayleave.control.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.instruction.ObjectionId;

/** An objection as its Controller's people see it. */
record ObjectionView(
        ObjectionId id,
        InstructionId instruction,
        PersonId person,
        @Meaning("A Monday") LocalDate week,
        Instant raised,

        @Meaning("Whether the instruction stood until then, and was suspended by it")
        boolean suspended,

        @Meaning("Left out while it waits for its answer, like answered and reason")
        Optional<Objection.Outcome> outcome,

        Optional<Instant> answered,
        Optional<String> reason) {
    static ObjectionView of(Objection objection) {
        return new ObjectionView(
                objection.id(),
                objection.instruction(),
                objection.person(),
                objection.week().monday(),
                objection.raised(),
                objection.suspended(),
                objection.answer().map(Objection.Answer::outcome),
                objection.answer().map(Objection.Answer::at),
                objection.answer().map(Objection.Answer::reason));
    }
}
