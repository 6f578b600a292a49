package uk.wayleave.gateway.operation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.Shape;

/**
 * Stops a call whose query holds what the catalogue does not know of it: nobody can judge what that asks for. A list is
 * its name once for each value (OpenAPI 3.0 section 4.7.12, {@code form} and {@code explode}, which DfT's files leave at
 * their defaults; DfT's own client sends it so too), and nothing else has its name twice.
 */
final class KnownQuery {
    /** What is repeated to the caller of its own name; anything else may be a secret or somebody's name. */
    private static final Pattern TELLABLE = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}(\\[[A-Za-z0-9_]{0,20}])?");

    private static final String BRACKETS = "[]";

    private KnownQuery() {}

    static void stopUnlessKnown(Operation operation, List<QueryParameter> query) {
        List<Parameter> known = operation.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .toList();
        Set<String> seen = new HashSet<>();
        for (QueryParameter given : query) {
            Parameter parameter = known.stream()
                    .filter(one -> one.name().equals(given.name()))
                    .findFirst()
                    .orElseThrow(() -> unknown(operation, given.name(), known));
            if (!seen.add(given.name()) && !(parameter.shape() instanceof Shape.ArrayShape)) {
                throw new Refused(new Refusal.BadRequest(
                        400,
                        "query-parameter-repeated",
                        "This parameter takes one value, and two readers could take different ones. Send it once.",
                        Optional.of("query parameter " + given.name())));
            }
        }
    }

    private static Refused unknown(Operation operation, String name, List<Parameter> known) {
        String told = TELLABLE.matcher(name).matches() ? "'" + name + "'" : "a parameter that is not repeated here";
        String plain = name.endsWith(BRACKETS) ? name.substring(0, name.length() - BRACKETS.length()) : "";
        boolean list =
                known.stream().anyMatch(one -> one.name().equals(plain) && one.shape() instanceof Shape.ArrayShape);
        String detail = list
                ? told + "; send " + plain + " once for each value, without brackets"
                : told + "; known are: "
                        + (known.isEmpty()
                                ? "none"
                                : String.join(
                                        ", ",
                                        known.stream().map(Parameter::name).toList()));
        return new Refused(new Refusal.ByFramework(
                400,
                List.of(OperationRules.unknownParameter(detail)),
                UpstreamState.NOT_SENT,
                Set.of(),
                List.of(),
                Optional.of(operation)));
    }
}
