package uk.wayleave.console.people;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.util.List;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Route;
import uk.wayleave.control.http.Access;
import uk.wayleave.pages.Page;

/** Where a Controller's administrator finds what is set up once and seldom looked at again. */
public final class SetUpPages {
    public List<Route> all() {
        return List.of(Route.get(
                "/console/set-up", Access.of(CONTROLLER_ADMINISTRATOR), visit -> Answer.shown(Page.of("set-up"))));
    }
}
