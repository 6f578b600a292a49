package uk.wayleave.console.stop;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.util.List;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.stop.Stoppable;
import uk.wayleave.control.stop.Stoppable.Thing;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;

/** The stop button of a Controller's administrator. */
public final class StopPages {
    private static final String ALL = "/console/stop";
    private static final String ONE = ALL + "/{kind}/{id}";

    private final Stoppable stoppable;

    public StopPages(Register register) {
        this.stoppable = new Stoppable(register);
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        return List.of(
                Route.get(ALL, administrator, this::list),
                Route.get(ONE, administrator, visit -> Answer.shown(page(visit, List.of()))),
                Route.post(ONE, administrator, visit -> make(visit, true)),
                Route.post(ONE + "/resume", administrator, visit -> make(visit, false)));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    /** A row of the list. */
    public record Row(String href, String name, boolean stopped) {}

    private Answer list(Visit visit) {
        List<Thing> things = stoppable.of(visit.someone(), controller(visit));
        return Answer.shown(Page.of("stop")
                .with("everything", rows(things, "everything"))
                .with("agreements", rows(things, "agreement"))
                .with("products", rows(things, "product"))
                .with("people", rows(things, "person")));
    }

    private static List<Row> rows(List<Thing> things, String kind) {
        return things.stream()
                .filter(one -> one.kind().equals(kind))
                .map(one -> new Row(path(one), one.name(), one.stopped()))
                .toList();
    }

    private static String path(Thing thing) {
        return ALL + "/" + thing.kind() + "/" + thing.id();
    }

    private Thing thing(Visit visit) {
        return stoppable.of(visit.someone(), controller(visit)).stream()
                .filter(one -> one.kind().equals(visit.path().get("kind"))
                        && one.id().equals(visit.path().get("id")))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private Page page(Visit visit, List<FormError> errors) {
        Thing thing = thing(visit);
        return Page.of("stop-one")
                .with("errors", errors)
                .with("path", path(thing))
                .with("name", thing.name())
                .with("everything", thing.kind().equals("everything"))
                .with("cutsOff", thing.cutsOff())
                .with("stopped", thing.stopped());
    }

    private Answer make(Visit visit, boolean stop) {
        List<String> refused = stoppable.make(visit.someone(), controller(visit), thing(visit), stop);
        if (refused.isEmpty()) return Answer.moved(ALL);
        return new Answer.Shown(
                409,
                page(
                        visit,
                        refused.stream()
                                .map(text -> new FormError("cuts-off", text))
                                .toList()));
    }
}
