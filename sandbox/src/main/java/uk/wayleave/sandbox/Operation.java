package uk.wayleave.sandbox;

/** Plays one operation for an account. */
@FunctionalInterface
interface Operation {
    Answer answer(Call call);
}
