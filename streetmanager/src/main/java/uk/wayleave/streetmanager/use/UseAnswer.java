package uk.wayleave.streetmanager.use;

import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.Purpose;
import uk.wayleave.streetmanager.Operation;

/**
 * From where an operation and its fields may be had for a purpose. It says what is possible, not that somebody has it:
 * each call is judged by itself.
 *
 * @param route the best way to anything of it
 * @param why in a sentence
 * @param needs what has to be there for the way through an agreement; empty where there is none
 * @param open the address of the open data, below that of the open API, a URI template (RFC 6570) where a part of the
 *     path is not known; empty where nothing open answers it
 * @param leftOut parameters that the open data does not take
 * @param fields those that were asked for, else all
 */
public record UseAnswer(
        Operation operation,
        Purpose purpose,
        Route route,
        String why,
        List<String> needs,
        Optional<String> open,
        List<String> leftOut,
        List<FieldAnswer> fields) {
    public UseAnswer {
        needs = List.copyOf(needs);
        leftOut = List.copyOf(leftOut);
        fields = List.copyOf(fields);
    }
}
