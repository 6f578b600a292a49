package uk.wayleave.streetmanager.description;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Looks into the objects of a description. */
final class Records {
    private static final Set<String> SECRETS = Set.of("password", "token", "secret");

    private final Description description;

    Records(Description description) {
        this.description = description;
    }

    /** @param pointer a JSON Pointer that goes through objects only */
    boolean has(FieldType type, String pointer) {
        return at(type, pointer).isPresent();
    }

    private Optional<FieldType> at(FieldType type, String pointer) {
        if (pointer.isEmpty()) {
            return Optional.of(type);
        }
        int end = pointer.indexOf('/', 1);
        String member = pointer.substring(1, end < 0 ? pointer.length() : end);
        String rest = end < 0 ? "" : pointer.substring(end);
        return type instanceof FieldType.Named(String schema)
                ? Optional.ofNullable(members(schema).get(member)).flatMap(found -> at(found.type(), rest))
                : Optional.empty();
    }

    private Map<String, Description.Member> members(String schema) {
        return Objects.requireNonNullElse(description.schemas().get(schema), Map.of());
    }

    /** Why an ownership of the catalogue does not hold of this call; empty where it does. */
    Optional<String> missing(JsonNode ownership, JsonNode echoes, Description.Call call) {
        FieldType answer = call.answer().orElse(FieldType.ANYTHING);
        FieldType request = call.request().orElse(FieldType.ANYTHING);
        FieldType record = ownership.has("rows")
                ? at(answer, ownership.path("rows").asString())
                        .filter(FieldType.ListOf.class::isInstance)
                        .map(list -> ((FieldType.ListOf) list).items())
                        .orElse(FieldType.ANYTHING)
                : answer;
        boolean ofRequest = ownership.path("by").asString().equals("BODY");
        Stream<String> inRecord = Stream.of(
                        Stream.of(ownership.path("promoterField")),
                        ofRequest ? Stream.<JsonNode>empty() : Stream.of(ownership.path("field")),
                        proofs(ownership.path("promoter")),
                        proofs(ownership.path("authority")),
                        ownership.path("fields").values().stream(),
                        echoes.values().stream())
                .flatMap(pointers -> pointers)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
        Stream<String> inRequest = Stream.of(
                        ofRequest ? ownership.path("field") : ownership.path("none"),
                        ofRequest ? ownership.path("reference") : ownership.path("none"),
                        ownership.path("bodyReferences"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
        boolean queryGone = ownership.path("in").asString("").equals("QUERY")
                && !call.query().containsKey(ownership.path("parameter").asString(""));
        return Stream.of(
                        inRecord.filter(pointer -> !has(record, pointer)),
                        inRequest.filter(pointer -> !has(request, pointer)),
                        queryGone ? Stream.of(ownership.path("parameter").asString()) : Stream.<String>empty())
                .flatMap(gone -> gone)
                .findFirst()
                .map(gone -> "What proved the owner of its records, " + gone + ", is gone from this version.");
    }

    /** Where a proof stands in a record; that of a look-up stands in another operation's answer. */
    private static Stream<JsonNode> proofs(JsonNode proof) {
        return Stream.of("code", "reference", "coded", "name", "remembered").map(proof::path);
    }

    /**
     * The members, as in {@code Thing.parent}, that lead back to an object they are inside of. Without these no object
     * contains itself.
     */
    Set<String> leadBack() {
        Set<String> back = new HashSet<>();
        Set<String> done = new HashSet<>();
        for (String start : description.schemas().keySet()) {
            Deque<Entered> path = new ArrayDeque<>();
            Set<String> onPath = new HashSet<>();
            enter(start, path, onPath, done);
            while (!path.isEmpty()) {
                Entered at = path.getLast();
                if (!at.members().hasNext()) {
                    path.removeLast();
                    onPath.remove(at.schema());
                } else {
                    Map.Entry<String, Description.Member> member = at.members().next();
                    schemaIn(member.getValue().type()).ifPresent(inside -> {
                        if (onPath.contains(inside)) {
                            back.add(at.schema() + "." + member.getKey());
                        } else {
                            enter(inside, path, onPath, done);
                        }
                    });
                }
            }
        }
        return back;
    }

    private record Entered(String schema, Iterator<Map.Entry<String, Description.Member>> members) {}

    private void enter(String schema, Deque<Entered> path, Set<String> onPath, Set<String> done) {
        if (done.add(schema)) {
            path.addLast(new Entered(schema, members(schema).entrySet().iterator()));
            onPath.add(schema);
        }
    }

    private static Optional<String> schemaIn(FieldType type) {
        return switch (type) {
            case FieldType.ListOf(FieldType items) -> schemaIn(items);
            case FieldType.Named(String schema) -> Optional.of(schema);
            case FieldType.Text _, FieldType.Numeric _, FieldType.Truth _, FieldType.Anything _ -> Optional.empty();
        };
    }

    /** Whether something called a password, a token or a secret goes in or comes out. */
    boolean carryCredentials(Description.Call call) {
        Set<String> met = new HashSet<>();
        Deque<String> next = new ArrayDeque<>();
        Stream.of(call.request(), call.answer())
                .flatMap(Optional::stream)
                .flatMap(type -> schemaIn(type).stream())
                .filter(met::add)
                .forEach(next::add);
        while (!next.isEmpty()) {
            for (Map.Entry<String, Description.Member> member :
                    members(next.remove()).entrySet()) {
                if (isSecret(member.getKey())) {
                    return true;
                }
                schemaIn(member.getValue().type()).filter(met::add).ifPresent(next::add);
            }
        }
        return false;
    }

    private static boolean isSecret(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(small::contains);
    }
}
