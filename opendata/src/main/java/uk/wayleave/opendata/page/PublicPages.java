package uk.wayleave.opendata.page;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import uk.wayleave.opendata.api.Answer;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.api.Front;
import uk.wayleave.opendata.api.Licence;
import uk.wayleave.opendata.api.OpenApiDocument;
import uk.wayleave.opendata.origin.OpenOriginOfEvents;
import uk.wayleave.opendata.store.Counts;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.Records;
import uk.wayleave.pages.Assets;
import uk.wayleave.pages.Frame;
import uk.wayleave.pages.Page;
import uk.wayleave.pages.PageHeaders;
import uk.wayleave.pages.Pages;
import uk.wayleave.streetmanager.Catalogue;

/** The pages below {@code /open}. They need no account, no script and nothing of another host. */
public final class PublicPages implements Front {
    private static final String SERVICE = "Street works open data, by Wayleave";
    private static final int SECONDS = 60;

    private final Pages pages;
    private final MapPage map;
    private final TimelinePage timeline;
    private final ChartsPage charts;
    private final MayIPage mayI;
    private final OriginPage origin;

    public PublicPages(DataSource source, Catalogue catalogue, Assets assets, Clock clock) {
        pages = new Pages(PublicPages.class, assets);
        Records records = new Records(source);
        Counts counts = new Counts(source);
        map = new MapPage(records, counts, clock);
        timeline = new TimelinePage(source);
        charts = new ChartsPage(records, counts, clock);
        mayI = new MayIPage(catalogue);
        origin = new OriginPage(new OpenOriginOfEvents(new History(source), catalogue), clock);
    }

    /** What these pages load. */
    public static Assets assets() {
        return Assets.own();
    }

    @Override
    public Optional<Answer> page(Ask ask) {
        List<String> path = ask.segments();
        return switch (path.size()) {
            case 0 -> ask.wantsPage() ? Optional.of(shown(200, Page.of("start"), ask)) : Optional.empty();
            case 1 ->
                switch (path.getFirst()) {
                    case "map" -> Optional.of(asked(map.page(ask), ask));
                    case "may-i" -> ask.wantsPage() ? Optional.of(asked(mayI.page(ask), ask)) : Optional.empty();
                    case "origin" ->
                        ask.wantsPage() ? Optional.of(unkept(asked(origin.page(ask), ask))) : Optional.empty();
                    case "charts" -> Optional.of(shown(200, charts.page(), ask));
                    case "api" -> ask.wantsPage() ? Optional.of(shown(200, apiPage(ask), ask)) : Optional.empty();
                    default -> Optional.empty();
                };
            case 2 ->
                path.getFirst().equals("works") && ask.wantsPage()
                        ? Optional.of(timeline.page(ask, path.get(1))
                                .map(page -> shown(200, page, ask))
                                .orElseGet(() -> shown(404, Page.of("unknown").with("reference", path.get(1)), ask)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** It has what somebody typed, which no cache may keep. */
    private static Answer unkept(Answer answer) {
        return answer.without("Cache-Control").with("Cache-Control", "no-store");
    }

    /** 400 where the form was filled in wrongly. */
    private Answer asked(Page page, Ask ask) {
        boolean wrong = page.values().get("errors") instanceof List<?> errors && !errors.isEmpty();
        return shown(wrong ? 400 : 200, page, ask);
    }

    private static Page apiPage(Ask ask) {
        return Page.of("api").with("api", ApiInWords.of(OpenApiDocument.of(ask)));
    }

    private Answer shown(int status, Page page, Ask ask) {
        String first = ask.segments().isEmpty() ? "" : ask.segments().getFirst();
        Frame frame = Frame.open(
                SERVICE,
                "/open?f=html",
                List.of(
                        new Frame.Link("Map", "/open/map", first.equals("map")),
                        new Frame.Link("Charts", "/open/charts", first.equals("charts")),
                        new Frame.Link("May I use this?", "/open/may-i?f=html", first.equals("may-i")),
                        new Frame.Link("Was this open?", "/open/origin?f=html", first.equals("origin")),
                        new Frame.Link("API", "/open/api?f=html", first.equals("api"))));
        String html = pages.render(page.with("attribution", Licence.ATTRIBUTION).with("licence", Licence.URL), frame);
        Answer answer = Answer.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", status == 200 ? "public, max-age=" + SECONDS : "no-store")
                .with("Vary", "Accept");
        for (Map.Entry<String, String> header : PageHeaders.all().entrySet()) {
            // The door says this of every answer.
            if (!header.getKey().equals("X-Content-Type-Options")) {
                answer = answer.with(header.getKey(), header.getValue());
            }
        }
        return answer;
    }
}
