package uk.wayleave.streetmanager;

import java.util.Optional;

/** What became of a text that should be a reference. */
public sealed interface Parsed<R> {

    record Read<R>(R reference) implements Parsed<R> {}

    /** @param why what a reference of this kind looks like; never the text itself */
    record Malformed<R>(String why) implements Parsed<R> {}

    default Optional<R> toOptional() {
        return switch (this) {
            case Read<R>(R reference) -> Optional.of(reference);
            case Malformed<R> _ -> Optional.empty();
        };
    }
}
