package uk.wayleave.opendata.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import uk.wayleave.opendata.OpenDataSettings;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.geometry.Transformation;
import uk.wayleave.opendata.origin.OpenOriginOfEvents;
import uk.wayleave.opendata.store.ApiKeys;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.Records;
import uk.wayleave.opendata.store.Webhooks;
import uk.wayleave.opendata.webhook.SigningKeys;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.use.MayUse;

/** What can be read below {@code /open}. Nothing can be changed but a key's own webhooks. */
public final class OpenApi {
    private static final int DOCUMENTS_SECONDS = 3600;
    private static final int RECORDS_SECONDS = 30;
    private static final int TILES_SECONDS = 120;

    private final FairUse fairUse;
    private final Documents documents = new Documents();
    private final Items items;
    private final WorksPage works;
    private final EventStream events;
    private final Tiles tiles;
    private final UseAnswers uses;
    private final Origins origins;
    private final Optional<WebhookDesk> webhooks;
    private final Front front;

    /** Waits until something more was kept, but not for longer than it is told. */
    @FunctionalInterface
    public interface News {
        void await(long millis) throws InterruptedException;
    }

    /**
     * @param lines how events are served
     * @param keys that sign webhooks; without it there are none
     * @param front what people with a browser are shown instead
     */
    public OpenApi(
            DataSource source,
            Catalogue catalogue,
            OpenDataSettings settings,
            EventLines lines,
            Optional<SigningKeys> keys,
            News news,
            Front front,
            Clock clock) {
        Records records = new Records(source);
        History history = new History(source);
        Transformation transformation = new Transformation();
        fairUse = new FairUse(clock, settings.perMinuteByAddress(), new ApiKeys(source, new SecureRandom())::perMinute);
        items = new Items(records, transformation);
        works = new WorksPage(history);
        events = new EventStream(history, lines, news::await);
        tiles = new Tiles(records, transformation);
        uses = new UseAnswers(MayUse.of(catalogue));
        origins = new Origins(new OpenOriginOfEvents(history, catalogue), clock);
        webhooks = keys.flatMap(signing ->
                settings.webhooks().map(how -> new WebhookDesk(new Webhooks(source), history, signing, how, clock)));
        this.front = front;
    }

    Answer answer(Ask ask) {
        if (!fairUse.allows(ask)) {
            return Problem.of(429, "This address has asked too often. Wait a moment, or ask with an API key.")
                    .with("Retry-After", "5");
        }
        if (!ask.segments().isEmpty() && ask.segments().getFirst().equals("webhooks")) {
            return webhooks.map(desk -> desk.answer(ask))
                    .orElseGet(() -> Problem.of(404, "There are no webhooks at this installation."));
        }
        boolean origin = ask.segments().equals(List.of("origin"));
        if (!(origin && OriginAsk.isPosted(ask))
                && !ask.method().equals("GET")
                && !ask.method().equals("HEAD")) {
            return Problem.of(405, "Open data is read with GET.").with("Allow", "GET, HEAD");
        }
        return Licence.on(front.page(ask)
                .or(() -> found(ask))
                .orElseGet(() -> Problem.of(404, "There is nothing here; /open says what there is.")));
    }

    private Optional<Answer> found(Ask ask) {
        List<String> path = ask.segments();
        String first = path.isEmpty() ? "" : path.getFirst();
        return switch (path.size()) {
            case 0 -> Optional.of(Caching.of(ask, documents.landing(ask), DOCUMENTS_SECONDS));
            case 1 -> document(ask, first);
            case 2 ->
                switch (first) {
                    case "collections" ->
                        documents.collection(ask, path.get(1)).map(page -> Caching.of(ask, page, DOCUMENTS_SECONDS));
                    case "works" -> Optional.of(Caching.of(ask, works.page(ask, path.get(1)), RECORDS_SECONDS));
                    default -> Optional.empty();
                };
            case 3, 4 ->
                first.equals("collections") && path.get(2).equals("items") ? records(ask, path) : Optional.empty();
            case 5 -> first.equals("tiles") ? tile(ask, path) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Answer> document(Ask ask, String name) {
        return switch (name) {
            case "conformance" -> Optional.of(Caching.of(ask, documents.conformance(), DOCUMENTS_SECONDS));
            case "collections" -> Optional.of(Caching.of(ask, documents.collections(ask), DOCUMENTS_SECONDS));
            case "api" -> Optional.of(Caching.of(ask, OpenApiDocument.answer(ask), DOCUMENTS_SECONDS));
            case "events" -> Optional.of(events.answer(ask));
            case "may-i" -> Optional.of(Caching.of(ask, uses.answer(ask), DOCUMENTS_SECONDS));
            case "jwks.json" -> webhooks.map(desk -> Caching.of(ask, desk.keySet(), DOCUMENTS_SECONDS));
            case "origin" -> Optional.of(origins.answer(ask));
            default -> Optional.empty();
        };
    }

    private Optional<Answer> records(Ask ask, List<String> path) {
        return ObjectKind.ofCollection(path.get(1)).map(kind -> {
            Answer answer = path.size() == 3 ? items.page(ask, kind) : items.item(ask, kind, path.get(3));
            return Caching.of(ask, answer, RECORDS_SECONDS);
        });
    }

    private Optional<Answer> tile(Ask ask, List<String> path) {
        return ObjectKind.ofCollection(path.get(1))
                .map(kind ->
                        Caching.of(ask, tiles.tile(ask, kind, path.get(2), path.get(3), path.get(4)), TILES_SECONDS));
    }
}
