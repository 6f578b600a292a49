package uk.wayleave.console.check;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.wayleave.console.product.Doors;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Role;
import uk.wayleave.opendata.page.MayIPage;
import uk.wayleave.pages.Page;

/** May I use this? From an agreement, from open data, or not at all, field by field; and what else is checked first. */
public final class UsePages {
    private final MayIPage page;
    private final Supplier<Doors> doors;

    public UsePages(PagesForPeople.Parts parts, Supplier<Doors> doors) {
        this.page = new MayIPage(parts.catalogue());
        this.doors = doors;
    }

    public List<Route> all() {
        return List.of(
                Route.get(
                        "/console/check",
                        Access.everyPerson(),
                        visit -> Answer.shown(Page.of("check").with("scans", seesScans(visit.someone())))),
                Route.get("/console/check/use", Access.everyPerson(), this::asked));
    }

    private static boolean seesScans(Caller.Someone someone) {
        return someone.is(Role.CONTROLLER_ADMINISTRATOR)
                || someone.is(Role.INFORMATION_GOVERNANCE_OFFICER)
                || someone.is(Role.AUDITOR);
    }

    private Answer asked(Visit visit) {
        Form query = visit.query();
        Page shown = page.page(
                "check-use",
                given(query, "operation"),
                given(query, "purpose"),
                query.text("field"),
                Doors.written(doors.get().data()) + "/open");
        boolean wrong = shown.values().get("errors") instanceof List<?> errors && !errors.isEmpty();
        return wrong ? Answer.wrong(shown) : Answer.shown(shown);
    }

    private static Optional<String> given(Form query, String name) {
        return query.fields().containsKey(name) ? Optional.of(query.text(name)) : Optional.empty();
    }
}
