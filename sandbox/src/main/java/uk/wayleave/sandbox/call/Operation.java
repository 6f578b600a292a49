package uk.wayleave.sandbox.call;

import uk.wayleave.sandbox.wire.Answer;

/** Plays one operation for an account. */
@FunctionalInterface
public interface Operation {
    Answer answer(Call call);
}
