package uk.wayleave.register;

/** What became of a change to the register. Nothing a caller can do wrong comes as an exception. */
public sealed interface Outcome<T> {
    /** It is done and durable. */
    record Done<T>(T value) implements Outcome<T> {}

    /**
     * Nothing was changed.
     *
     * @param why for the person who asked; repeats nothing of what was sent
     * @param cure what to do about it
     */
    record Refused<T>(String why, String cure) implements Outcome<T> {}

    /** The value, for callers to whom a refusal can only be a mistake of their own. */
    default T orElseThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(String why, String cure) -> throw new IllegalStateException(why + " " + cure);
        };
    }
}
