package uk.wayleave.streetmanager.use;

import java.util.List;
import java.util.Map;
import uk.wayleave.framework.Purpose;
import uk.wayleave.streetmanager.Operation;

/**
 * May this be used for that?
 *
 * @param fields names of members, or JSON Pointers to them; none for all
 * @param parameters of the call in mind, of its path and its query
 */
public record UseQuestion(Operation operation, Purpose purpose, List<String> fields, Map<String, String> parameters) {
    public UseQuestion {
        fields = List.copyOf(fields);
        parameters = Map.copyOf(parameters);
    }
}
