package uk.wayleave.sandbox.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What is done alike with all entries of a works, whatever their kind. */
public final class Entries {
    private static final Map<Kind, String> TAGS = Map.ofEntries(
            Map.entry(Kind.SITE, "SITE"),
            Map.entry(Kind.REINSTATEMENT, "REIN"),
            Map.entry(Kind.INSPECTION, "INSP"),
            Map.entry(Kind.SCHEDULED_INSPECTION, "SCHED"),
            Map.entry(Kind.SAMPLE_INSPECTION, "SAMPLE"),
            Map.entry(Kind.FPN, "FPN"),
            Map.entry(Kind.SECTION_74, "S74"),
            Map.entry(Kind.SECTION_81, "S81"),
            Map.entry(Kind.PRIVATE_STREET_NOTICE, "PSN"),
            Map.entry(Kind.NON_COMPLIANCE, "NC"),
            Map.entry(Kind.ANCILLARY_INFO, "AI"));

    private final Parts parts;

    public Entries(Parts parts) {
        this.parts = parts;
    }

    /**
     * The reference of the next entry of a kind, as in {@code ZW0011000001-INSP-1}: a number that no entry of the works
     * had, not even one that was deleted since. DfT documents the form of inspections; that of the others is ours.
     */
    public static String nextReference(Works works, Kind kind) {
        String start = works.reference() + "-" + TAGS.getOrDefault(kind, kind.name()) + "-";
        int highest = Stream.concat(
                        works.entries(kind).stream().map(Entry::reference),
                        works.history().stream().map(row -> row.event().reference()))
                .filter(reference -> reference.startsWith(start))
                .map(reference -> reference.substring(start.length()))
                .filter(number -> number.matches("\\d{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return start + (highest + 1);
    }

    /** An entry of the caller's, as it comes into being. */
    public Entry made(Call call, Works works, Kind kind, ObjectNode said) {
        return Entry.made(
                kind,
                nextReference(works, kind),
                said,
                parts.archive().now(),
                call.account().emailAddress(),
                call.organisation());
    }

    /** What was sent, without who sent it: what an entry begins with. */
    public static ObjectNode sent(Call call) {
        ObjectNode said = call.body().deepCopy();
        said.remove(List.of("internal_user_identifier", "internal_user_name"));
        return said;
    }

    /** Links the files the body names, then goes on; or refuses them. */
    public Outcome withFiles(Call call, Works works, Function<Works, Outcome> then) {
        return parts.withFiles(works, call.body(), call).map(then).orElseGet(Parts::filesRefused);
    }

    /** A new entry, an event that names it, and an answer of one shape. */
    public Outcome added(Call call, Works works, Entry entry, Event event, String shape) {
        return new Outcome.Changed(
                works.withEntry(entry),
                event,
                Answer.created(parts.fit(call, shape, parts.entryView().full(works, entry))));
    }

    /** An entry that changed, and an event that names it. */
    public Outcome changed(Works works, Entry entry, Event event, Consumer<ObjectNode> change) {
        return new Outcome.Changed(
                works.changingEntry(entry.saying(parts.archive().now(), change)), event, Answer.noContent());
    }

    /** Members of the body that have another name in what is said of the record. */
    public static void rename(ObjectNode said, JsonNode body, Map<String, String> names) {
        names.forEach((from, to) -> {
            if (body.hasNonNull(from)) {
                said.set(to, body.path(from));
            }
        });
    }

    /** Those of the members that were sent. */
    public static void take(ObjectNode said, JsonNode body, String... members) {
        for (String member : members) {
            if (body.hasNonNull(member)) {
                said.set(member, body.path(member));
            }
        }
    }

    /** More than one event at once. */
    public static List<Event> events(Event first, List<Event> more) {
        List<Event> all = new ArrayList<>();
        all.add(first);
        all.addAll(more);
        return all;
    }

    /** The text of the body, or empty. */
    public static String text(Call call, String member) {
        return Json.string(call.body(), member, "");
    }
}
