package uk.wayleave.sandbox.record;

import java.util.List;
import java.util.Optional;
import uk.wayleave.sandbox.wire.Answer;

/** What came of an attempt to change a works record. */
public sealed interface Outcome {
    /** Nothing changed. */
    record Refused(Answer answer) implements Outcome {}

    /**
     * The record is now this one, these events go into its history, and this is the answer.
     *
     * @param also a second record that changes with it; its answer is not given
     */
    record Changed(Works works, List<Event> events, Answer answer, Optional<Changed> also) implements Outcome {
        public Changed(Works works, List<Event> events, Answer answer) {
            this(works, events, answer, Optional.empty());
        }

        public Changed(Works works, Event event, Answer answer) {
            this(works, List.of(event), answer);
        }

        public Changed and(Changed other) {
            return new Changed(works, events, answer, Optional.of(other));
        }
    }

    static Outcome refused(Answer answer) {
        return new Refused(answer);
    }

    /** What the state of the record does not allow: a 400 that says so, since DfT's files do not say how. */
    static Outcome refused(String message) {
        return new Refused(Answer.problem(400, message));
    }

    static Outcome notFound(String what) {
        return new Refused(Answer.notFound(what));
    }
}
