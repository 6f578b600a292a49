package uk.wayleave.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.jetty.util.Fields;

/** The query of a call. Arrays come as repeated keys. */
record Query(Fields fields) {
    Optional<String> text(String name) {
        return Optional.ofNullable(fields.getValue(name)).filter(text -> !text.isBlank());
    }

    Set<String> texts(String name) {
        return Set.copyOf(fields.getValuesOrEmpty(name));
    }

    List<String> list(String name) {
        return fields.getValuesOrEmpty(name);
    }

    Optional<Instant> instant(String name) {
        return text(name).flatMap(Json::instant);
    }

    /** Empty when absent or not a number. */
    OptionalDouble number(String name) {
        try {
            return text(name).map(Double::parseDouble).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    boolean flag(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    boolean has(String name) {
        return text(name).isPresent();
    }
}
