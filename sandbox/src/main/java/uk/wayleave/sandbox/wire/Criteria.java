package uk.wayleave.sandbox.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What somebody looks for: the query of a list, or the body of an export job. */
public interface Criteria {
    /** Every value of a name; none when it is absent. */
    List<String> list(String name);

    /** The first value; empty when absent or blank. */
    default Optional<String> text(String name) {
        return list(name).stream().findFirst().filter(text -> !text.isBlank());
    }

    default Optional<Instant> instant(String name) {
        return text(name).flatMap(Json::instant);
    }

    /** Empty when absent or not a number. */
    default OptionalDouble number(String name) {
        try {
            return text(name).map(Double::parseDouble).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    default boolean flag(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    default boolean has(String name) {
        return text(name).isPresent();
    }
}
