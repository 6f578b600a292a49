package uk.wayleave.sandbox;

import java.util.List;

/** What came of an attempt to change a works record. */
sealed interface Outcome {
    /** Nothing changed. */
    record Refused(Answer answer) implements Outcome {}

    /** The record is now this one, these events go into its history, and this is the answer. */
    record Changed(Works works, List<Event> events, Answer answer) implements Outcome {
        Changed(Works works, Event event, Answer answer) {
            this(works, List.of(event), answer);
        }
    }
}
