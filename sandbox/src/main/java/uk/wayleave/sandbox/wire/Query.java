package uk.wayleave.sandbox.wire;

import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.Fields;

/** The query of a call. Arrays come as repeated keys. */
public record Query(Fields fields) implements Criteria {
    @Override
    public List<String> list(String name) {
        return fields.getValuesOrEmpty(name);
    }

    public Set<String> texts(String name) {
        return Set.copyOf(list(name));
    }
}
