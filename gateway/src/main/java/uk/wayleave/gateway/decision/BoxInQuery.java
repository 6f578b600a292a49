package uk.wayleave.gateway.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import uk.wayleave.framework.Box;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.Operation;

/** The part of the map that a call asks for, in metres of the British National Grid; parts of a metre count as whole. */
final class BoxInQuery {
    private static final List<String> EDGES = List.of("minEasting", "minNorthing", "maxEasting", "maxNorthing");
    private static final Pattern METRES = Pattern.compile("[0-9]{1,7}(\\.[0-9]{1,9})?");

    private BoxInQuery() {}

    static Optional<Box> of(Incoming incoming, Operation operation) {
        boolean named = EDGES.stream().anyMatch(edge -> !incoming.query(edge).isEmpty());
        if (!named && !operation.query().containsAll(EDGES)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Box(
                    edge(incoming, EDGES.get(0), RoundingMode.FLOOR),
                    edge(incoming, EDGES.get(1), RoundingMode.FLOOR),
                    edge(incoming, EDGES.get(2), RoundingMode.CEILING),
                    edge(incoming, EDGES.get(3), RoundingMode.CEILING)));
        } catch (IllegalArgumentException inverted) {
            throw malformed("query parameters " + String.join(", ", EDGES), String.valueOf(inverted.getMessage()));
        }
    }

    private static int edge(Incoming incoming, String name, RoundingMode outwards) {
        List<String> values = incoming.query(name);
        if (values.size() != 1) {
            throw malformed("query parameter " + name, "A call for the map names each edge of the area exactly once.");
        }
        if (!METRES.matcher(values.getFirst()).matches()) {
            throw malformed("query parameter " + name, "An edge is a number of metres, such as 384120 or 384120.5.");
        }
        return new BigDecimal(values.getFirst()).setScale(0, outwards).intValueExact();
    }

    private static Refused malformed(String where, String detail) {
        return new Refused(new Refusal.BadRequest(400, "box-malformed", detail, Optional.of(where)));
    }
}
