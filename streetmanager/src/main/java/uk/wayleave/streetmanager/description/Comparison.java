package uk.wayleave.streetmanager.description;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.streetmanager.Content;

/**
 * What is new, gone or changed in a description against the catalogue. It compares operations by method and path: names,
 * roles, query parameters with their types, statuses, kinds of body, and every field of JSON bodies at whatever depth with
 * its type, its being promised, and its list of values. A field of an object that several operations share is told once.
 */
public final class Comparison {
    private final Description known;
    private final Description held;
    private final List<Difference> ofCalls = new ArrayList<>();
    private final Map<Found, Set<String>> ofFields = new LinkedHashMap<>();
    private final Map<Pair, Seen> compared = new HashMap<>();

    private record Found(Difference.Kind kind, String place, String was, String is, boolean harmless) {}

    /** Two objects that stand in the same place. */
    private record Pair(String part, String known, String held) {}

    /** What was found between two objects, and the objects inside them. */
    private record Seen(List<Found> found, Set<Pair> within) {
        static Seen nothing() {
            return new Seen(new ArrayList<>(), new LinkedHashSet<>());
        }
    }

    private Comparison(Description known, Description held) {
        this.known = known;
        this.held = held;
    }

    /**
     * @param known what the catalogue says
     * @param held what somebody holds
     */
    public static List<Difference> of(Description known, Description held) {
        return new Comparison(known, held).differences();
    }

    private List<Difference> differences() {
        Map<String, Description.Call> ours = known.byLine();
        Map<String, Description.Call> theirs = held.byLine();
        ours.forEach((line, call) -> Optional.ofNullable(theirs.get(line))
                .ifPresentOrElse(other -> compare(call, other), () -> ofCalls.add(gone(call))));
        theirs.forEach((line, call) -> {
            if (!ours.containsKey(line)) {
                ofCalls.add(new Difference(Difference.Kind.NEW, List.of(call.toString()), "", "", call.name(), false));
            }
        });
        List<Difference> all = new ArrayList<>(ofCalls);
        ofFields.forEach((found, calls) -> all.add(new Difference(
                found.kind(), List.copyOf(calls), found.place(), found.was(), found.is(), found.harmless())));
        return all;
    }

    private static Difference gone(Description.Call call) {
        return new Difference(Difference.Kind.GONE, List.of(call.toString()), "", call.name(), "", false);
    }

    private void compare(Description.Call ours, Description.Call theirs) {
        changed(ours, "name", ours.name(), theirs.name(), true);
        changed(ours, "path", ours.path(), theirs.path(), true);
        theirs.roles()
                .ifPresent(
                        roles -> changed(ours, "roles", sorted(ours.roles().orElse(Set.of())), sorted(roles), false));
        changed(ours, "status", Integer.toString(ours.status()), Integer.toString(theirs.status()), false);
        query(ours, theirs);
        body(ours, "request", ours.requestContent(), theirs.requestContent(), ours.request(), theirs.request());
        body(ours, "answer", ours.answerContent(), theirs.answerContent(), ours.answer(), theirs.answer());
    }

    private static String sorted(Set<String> roles) {
        return String.join(", ", new TreeSet<>(roles));
    }

    private void changed(Description.Call call, String what, String was, String is, boolean harmless) {
        if (!was.equals(is)) {
            ofCalls.add(new Difference(Difference.Kind.CHANGED, List.of(call.toString()), what, was, is, harmless));
        }
    }

    private void query(Description.Call ours, Description.Call theirs) {
        Seen seen = Seen.nothing();
        members("query ", "", asMembers(ours.query()), asMembers(theirs.query()), seen);
        add(ours, seen);
    }

    private static Map<String, Description.Member> asMembers(Map<String, FieldType> query) {
        Map<String, Description.Member> members = new LinkedHashMap<>();
        query.forEach((name, type) -> members.put(name, new Description.Member(type, false)));
        return members;
    }

    private void body(
            Description.Call call,
            String part,
            Content was,
            Content is,
            Optional<FieldType> ours,
            Optional<FieldType> theirs) {
        if (was != is) {
            changed(call, part, was.name(), is.name(), false);
        } else if (ours.isPresent() && theirs.isPresent()) {
            Seen seen = Seen.nothing();
            type(part + " ", "", ours.get(), theirs.get(), seen);
            add(call, seen);
        }
    }

    /** Adds what was found, there and in every object inside, to what is told of the call. */
    private void add(Description.Call call, Seen outermost) {
        Set<Pair> met = new HashSet<>();
        Queue<Seen> next = new ArrayDeque<>();
        next.add(outermost);
        while (!next.isEmpty()) {
            Seen seen = next.remove();
            seen.found()
                    .forEach(one -> ofFields.computeIfAbsent(one, _ -> new LinkedHashSet<>())
                            .add(call.toString()));
            seen.within().stream().filter(met::add).forEach(pair -> next.add(objects(pair)));
        }
    }

    private void type(String part, String place, FieldType was, FieldType is, Seen into) {
        switch (was) {
            case FieldType.Named(String ours)
            when is instanceof FieldType.Named(String theirs) -> into.within().add(new Pair(part, ours, theirs));
            case FieldType.ListOf(FieldType ours)
            when is instanceof FieldType.ListOf(FieldType theirs) -> type(part, place, ours, theirs, into);
            case FieldType.Text(String ours)
            when is instanceof FieldType.Text(String theirs) -> values(part + place, was, is, ours, theirs, into);
            case FieldType.Numeric(String ours)
            when is instanceof FieldType.Numeric(String theirs) -> values(part + place, was, is, ours, theirs, into);
            case FieldType.Truth _ when is instanceof FieldType.Truth -> {}
            case FieldType.Anything _ when is instanceof FieldType.Anything -> {}
            case FieldType.Named _,
                    FieldType.ListOf _,
                    FieldType.Text _,
                    FieldType.Numeric _,
                    FieldType.Truth _,
                    FieldType.Anything _ ->
                into.found()
                        .add(new Found(
                                Difference.Kind.CHANGED, (part + place).strip(), was.toString(), is.toString(), false));
        }
    }

    private Seen objects(Pair pair) {
        Seen before = compared.get(pair);
        if (before != null) {
            return before;
        }
        Seen seen = Seen.nothing();
        members(pair.part(), pair.known() + ".", schema(known, pair.known()), schema(held, pair.held()), seen);
        compared.put(pair, seen);
        return seen;
    }

    private static Map<String, Description.Member> schema(Description description, String name) {
        return Objects.requireNonNullElse(description.schemas().get(name), Map.of());
    }

    private void members(
            String part,
            String under,
            Map<String, Description.Member> ours,
            Map<String, Description.Member> theirs,
            Seen into) {
        ours.forEach((name, was) -> {
            Description.Member is = theirs.get(name);
            if (is == null) {
                into.found().add(new Found(Difference.Kind.GONE, part + under + name, written(was), "", false));
                return;
            }
            type(part, under + name, was.type(), is.type(), into);
            if (was.required() != is.required()) {
                into.found()
                        .add(new Found(
                                Difference.Kind.CHANGED,
                                part + under + name,
                                was.required() ? "always there" : "may be missing",
                                is.required() ? "always there" : "may be missing",
                                false));
            }
        });
        theirs.forEach((name, is) -> {
            if (!ours.containsKey(name)) {
                into.found().add(new Found(Difference.Kind.NEW, part + under + name, "", written(is), false));
            }
        });
    }

    private static String written(Description.Member member) {
        return member.type() + (member.required() ? ", always there" : "");
    }

    private void values(String place, FieldType was, FieldType is, String ours, String theirs, Seen into) {
        if (ours.isEmpty() && theirs.isEmpty()) {
            return;
        }
        if (ours.isEmpty() || theirs.isEmpty()) {
            into.found().add(new Found(Difference.Kind.CHANGED, place, was.toString(), is.toString(), false));
            return;
        }
        Set<String> before = new LinkedHashSet<>(known.enumerations().getOrDefault(ours, List.of()));
        Set<String> now = new LinkedHashSet<>(held.enumerations().getOrDefault(theirs, List.of()));
        now.stream()
                .filter(value -> !before.contains(value))
                .forEach(value ->
                        into.found().add(new Found(Difference.Kind.NEW, place + " (a value)", "", value, true)));
        before.stream()
                .filter(value -> !now.contains(value))
                .forEach(value ->
                        into.found().add(new Found(Difference.Kind.GONE, place + " (a value)", value, "", false)));
    }
}
