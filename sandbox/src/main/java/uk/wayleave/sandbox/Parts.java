package uk.wayleave.sandbox;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.ApiVersion;

/** What every operation works with: the archive, the directory, the gazetteer and the shapes of each version. */
final class Parts {
    private final Archive archive;
    private final Directory directory = new Directory();
    private final Gazetteer gazetteer = new Gazetteer();
    private final PermitView permitView = new PermitView(directory);
    private final WorksView worksView = new WorksView(directory, permitView);
    private final Map<ApiVersion, Shapes> shapes = new HashMap<>();
    private final Map<PreparedKey, Prepared> prepared = new ConcurrentHashMap<>();

    private record PreparedKey(ApiVersion version, String shape, String reference) {}

    private record Prepared(Works of, Answer answer) {}

    Parts(Archive archive) {
        this.archive = archive;
        for (ApiVersion version : ApiVersion.shipped()) {
            shapes.put(version, Shapes.of(version));
        }
    }

    Archive archive() {
        return archive;
    }

    Directory directory() {
        return directory;
    }

    Gazetteer gazetteer() {
        return gazetteer;
    }

    PermitView permitView() {
        return permitView;
    }

    WorksView worksView() {
        return worksView;
    }

    Shapes shapes(ApiVersion version) {
        Shapes known = shapes.get(version);
        if (known == null) {
            throw new IllegalStateException("No shapes for " + version + ".");
        }
        return known;
    }

    ObjectNode fit(Call call, String shape, JsonNode said) {
        return shapes(call.version()).fit(shape, said);
    }

    /** The answer for a reference; said anew only when the works record has changed since the last time. */
    @SuppressWarnings("ReferenceEquality") // a changed record is another object; comparing contents would cost more
    Answer prepared(Call call, String shape, String reference, Works works, Supplier<ObjectNode> said) {
        PreparedKey key = new PreparedKey(call.version(), shape, reference);
        Prepared known = prepared.get(key);
        if (known != null && known.of() == works) {
            return known.answer();
        }
        Answer answer = Answer.ok(fit(call, shape, said.get()));
        prepared.put(key, new Prepared(works, answer));
        return answer;
    }

    /** A works of the caller's own: it promotes it, or it is in its streets. */
    Answer own(Call call, Function<Works, Answer> then) {
        return archive.works(call.works())
                .map(works -> works.concerns(call.organisation()) ? then.apply(works) : Answer.accessRestricted())
                .orElseGet(() -> Answer.notFound("Work"));
    }

    /** Any works whatever. */
    Answer any(Call call, Function<Works, Answer> then) {
        return archive.works(call.works()).map(then).orElseGet(() -> Answer.notFound("Work"));
    }

    /** Changes a works the caller promotes. */
    Answer changeAsPromoter(Call call, Function<Works, Outcome> change) {
        return archive.change(
                call.works(),
                call.actor(),
                works -> works.promoter().equals(call.organisation())
                        ? change.apply(works)
                        : new Outcome.Refused(Answer.accessRestricted()));
    }

    /** Changes a works in the caller's streets. */
    Answer changeAsAuthority(Call call, Function<Works, Outcome> change) {
        return archive.change(
                call.works(),
                call.actor(),
                works -> works.highwayAuthority().equals(call.organisation())
                        ? change.apply(works)
                        : new Outcome.Refused(Answer.accessRestricted()));
    }

    /** Changes a works the caller has a part in. */
    Answer changeAsEither(Call call, Function<Works, Outcome> change) {
        return archive.change(
                call.works(),
                call.actor(),
                works -> works.concerns(call.organisation())
                        ? change.apply(works)
                        : new Outcome.Refused(Answer.accessRestricted()));
    }

    /** The works with the files the body names; empty when one of them may not be linked. */
    Optional<Works> withFiles(Works works, JsonNode body, String swaCode) {
        Works linked = works;
        for (JsonNode id : body.path("file_ids")) {
            Optional<StoredFile> file =
                    archive.looseFile(id.asLong(-1)).filter(f -> f.swaCode().equals(swaCode));
            if (file.isEmpty()) {
                return Optional.empty();
            }
            linked = linked.withFile(file.get());
        }
        return Optional.of(linked);
    }
}
