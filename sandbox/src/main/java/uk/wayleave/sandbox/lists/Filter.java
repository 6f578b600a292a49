package uk.wayleave.sandbox.lists;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Criteria;
import uk.wayleave.sandbox.wire.Json;

/**
 * One thing that may be asked of a list.
 *
 * @param parameters what it is called; lists and exports have different names for some
 * @param codes the member of a row whose codes the values must be of; empty when any text will do
 * @param test whether a row is what the values ask for
 */
record Filter(List<String> parameters, Optional<String> codes, BiPredicate<ObjectNode, List<String>> test) {

    /** The member of the row is one of the values; or one of a member that is a list. */
    static Filter oneOf(String parameters, String member) {
        return new Filter(
                names(parameters),
                Optional.of(member),
                (row, values) -> texts(row.path(member)).anyMatch(values::contains));
    }

    /** The same where the member is no closed list of codes. */
    static Filter equal(String parameters, String member) {
        return new Filter(
                names(parameters),
                Optional.empty(),
                (row, values) -> texts(row.path(member)).anyMatch(values::contains));
    }

    private static Stream<String> texts(JsonNode member) {
        return member.isArray() ? member.valueStream().map(JsonNode::asString) : Stream.of(member.asString(""));
    }

    /** One of the members holds the text, whatever the case. */
    static Filter holds(String parameters, String... members) {
        return new Filter(names(parameters), Optional.empty(), (row, values) -> {
            String wanted = values.getFirst().toLowerCase(Locale.ROOT);
            return Arrays.stream(members)
                    .anyMatch(member -> row.path(member)
                            .asString("")
                            .toLowerCase(Locale.ROOT)
                            .contains(wanted));
        });
    }

    static Filter since(String parameters, String member) {
        return time(parameters, member, (at, bound) -> !at.isBefore(bound));
    }

    static Filter until(String parameters, String member) {
        return time(parameters, member, (at, bound) -> !at.isAfter(bound));
    }

    private static Filter time(String parameters, String member, BiPredicate<Instant, Instant> test) {
        return new Filter(names(parameters), Optional.empty(), (row, values) -> {
            Optional<Instant> bound = Json.instant(values.getFirst());
            Optional<Instant> at = Json.instant(row, member);
            return bound.isEmpty() || at.filter(t -> test.test(t, bound.get())).isPresent();
        });
    }

    /** When asked with true, the member is true; with false nothing is asked. */
    static Filter yes(String parameters, String member) {
        return new Filter(
                names(parameters),
                Optional.empty(),
                (row, values) -> !values.getFirst().equals("true") || Json.flag(row, member));
    }

    /** When asked with true, the member is not true; with false nothing is asked. */
    static Filter no(String parameters, String member) {
        return new Filter(
                names(parameters),
                Optional.empty(),
                (row, values) -> !values.getFirst().equals("true") || !Json.flag(row, member));
    }

    /** The member is one of the texts that each value stands for. */
    static Filter among(String parameter, String member, Function<String, Set<String>> meaning) {
        return new Filter(
                names(parameter),
                Optional.empty(),
                (row, values) -> values.stream()
                        .anyMatch(value ->
                                meaning.apply(value).contains(row.path(member).asString(""))));
    }

    private static List<String> names(String parameters) {
        return List.of(parameters.split("\\|", -1));
    }

    boolean admits(ObjectNode row, Criteria asked) {
        List<String> values = values(asked);
        return values.isEmpty() || test.test(row, values);
    }

    List<String> values(Criteria asked) {
        return parameters.stream()
                .flatMap(parameter -> asked.list(parameter).stream())
                .filter(value -> !value.isBlank())
                .toList();
    }

    String firstName() {
        return parameters.getFirst();
    }
}
