package uk.wayleave.sandbox.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.street.Gazetteer;
import uk.wayleave.sandbox.view.EntryView;
import uk.wayleave.sandbox.view.PermitView;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Shapes;
import uk.wayleave.streetmanager.ApiVersion;

/** What every operation works with: the archive, the directory, the gazetteer and the shapes of each version. */
public final class Parts {
    /** All files of a works together (API documentation, "File upload"). */
    private static final long MOST_BYTES_OF_WORKS = 100L << 20;

    private final Archive archive;
    private final Directory directory = new Directory();
    private final Access access;
    private final Gazetteer gazetteer = new Gazetteer();
    private final PermitView permitView;
    private final EntryView entryView;
    private final WorksView worksView;
    private final Map<ApiVersion, Shapes> shapes = new HashMap<>();
    private final Map<PreparedKey, Prepared<Answer>> prepared = new ConcurrentHashMap<>();
    private final Map<RowsKey, Prepared<List<ObjectNode>>> rows = new ConcurrentHashMap<>();

    private record PreparedKey(ApiVersion version, String shape, String reference) {}

    private record RowsKey(String list, String works) {}

    private record Prepared<T>(Works of, T answer) {}

    /** @param suspended whether the organisation of an SWA code is suspended */
    public Parts(Archive archive, Predicate<String> suspended) {
        this.archive = archive;
        access = new Access(directory, suspended);
        entryView = new EntryView(directory, gazetteer, archive);
        permitView = new PermitView(directory, entryView);
        worksView = new WorksView(directory, permitView, entryView);
        for (ApiVersion version : ApiVersion.shipped()) {
            shapes.put(version, Shapes.of(version));
        }
    }

    public Archive archive() {
        return archive;
    }

    public Directory directory() {
        return directory;
    }

    public Access access() {
        return access;
    }

    public Gazetteer gazetteer() {
        return gazetteer;
    }

    public PermitView permitView() {
        return permitView;
    }

    public EntryView entryView() {
        return entryView;
    }

    public WorksView worksView() {
        return worksView;
    }

    public Shapes shapes(ApiVersion version) {
        Shapes known = shapes.get(version);
        if (known == null) {
            throw new IllegalStateException("No shapes for " + version + ".");
        }
        return known;
    }

    public ObjectNode fit(Call call, String shape, JsonNode said) {
        return shapes(call.version()).fit(shape, said);
    }

    /** The answer for a reference; said anew only when the works record has changed since the last time. */
    public Answer prepared(Call call, String shape, String reference, Works works, Supplier<ObjectNode> said) {
        return unlessChanged(
                prepared,
                new PreparedKey(call.version(), shape, reference),
                works,
                () -> Answer.ok(fit(call, shape, said.get())));
    }

    /** A works' rows of a list, made anew only when the works record has changed. They are shared: do not change them. */
    public List<ObjectNode> rows(String list, Works works, Supplier<List<ObjectNode>> made) {
        return unlessChanged(rows, new RowsKey(list, works.reference()), works, made);
    }

    @SuppressWarnings("ReferenceEquality") // a changed record is another object; comparing contents would cost more
    private static <K, T> T unlessChanged(Map<K, Prepared<T>> all, K key, Works works, Supplier<T> made) {
        Prepared<T> known = all.get(key);
        if (known != null && known.of() == works) {
            return known.answer();
        }
        T answer = made.get();
        all.put(key, new Prepared<>(works, answer));
        return answer;
    }

    /** A works of the caller's own: it promotes it, acts for who does, or has it in its streets. */
    public Answer own(Call call, Function<Works, Answer> then) {
        return archive.works(call.works())
                .map(works -> access.reads(call.account(), works) ? then.apply(works) : Answer.accessRestricted())
                .orElseGet(() -> Answer.notFound("Work"));
    }

    /** Any works whatever. */
    public Answer any(Call call, Function<Works, Answer> then) {
        return archive.works(call.works()).map(then).orElseGet(() -> Answer.notFound("Work"));
    }

    /** An entry of a works of the caller's own, in the shape of the answer. */
    public Answer ownEntry(Call call, Kind kind, String placeholder, String what, String shape) {
        return own(
                call,
                works -> works.entry(kind, call.at(placeholder))
                        .map(entry -> Answer.ok(fit(call, shape, entryView.full(works, entry))))
                        .orElseGet(() -> Answer.notFound(what)));
    }

    /** Changes a works the caller promotes. */
    public Answer changeAsPromoter(Call call, Function<Works, Outcome> change) {
        return change(call, works -> access.promotes(call.account(), works), change);
    }

    /** Changes a works in the caller's streets. */
    public Answer changeAsAuthority(Call call, Function<Works, Outcome> change) {
        return change(call, works -> access.governs(call.account(), works), change);
    }

    /** Changes a works the caller has a part in. */
    public Answer changeAsEither(Call call, Function<Works, Outcome> change) {
        return change(
                call, works -> access.promotes(call.account(), works) || access.governs(call.account(), works), change);
    }

    private Answer change(Call call, Predicate<Works> may, Function<Works, Outcome> change) {
        return archive.change(
                call.works(),
                call.actor(),
                works -> may.test(works) ? change.apply(works) : new Outcome.Refused(Answer.accessRestricted()));
    }

    /** Changes an entry of a works; 404 where there is none. */
    public static Outcome withEntry(
            Works works, Kind kind, String reference, String what, Function<Entry, Outcome> change) {
        return works.entry(kind, reference).map(change).orElseGet(() -> Outcome.notFound(what));
    }

    /** The works with the files the body names; empty when one of them may not be linked. */
    public Optional<Works> withFiles(Works works, JsonNode body, Call call) {
        Works linked = works;
        for (StoredFile file : filesOf(body, call).orElse(List.of())) {
            linked = linked.withFile(file);
        }
        long bytes = linked.files().stream().mapToLong(StoredFile::size).sum();
        return filesOf(body, call).isPresent() && bytes <= MOST_BYTES_OF_WORKS ? Optional.of(linked) : Optional.empty();
    }

    /** The files a body names; empty when one of them is not the caller's or is linked already. */
    public Optional<List<StoredFile>> filesOf(JsonNode body, Call call) {
        List<StoredFile> files = new ArrayList<>();
        for (JsonNode id : body.path("file_ids")) {
            Optional<StoredFile> file =
                    archive.files().loose(id.asLong(-1)).filter(f -> access.actsFor(call.account(), f.swaCode()));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            files.add(file.get());
        }
        return Optional.of(files);
    }

    public static Outcome filesRefused() {
        return new Outcome.Refused(Answer.invalid(
                "file_ids", "must be files of yours that are not linked to a works yet, 100 MB of a works at most"));
    }
}
