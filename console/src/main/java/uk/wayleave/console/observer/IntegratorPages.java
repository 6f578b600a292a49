package uk.wayleave.console.observer;

import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.GrantOfAccess;

/**
 * What DfT asks integrators for: who they are and the organisations that granted them access. Nobody's calls and nobody's
 * data.
 */
public final class IntegratorPages {
    private final Register register;

    public IntegratorPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
    }

    public List<Route> all() {
        Access observers = Access.of(OPERATOR, DFT_OBSERVER);
        return List.of(
                Route.get("/console/integrators", observers, this::shown),
                Route.get("/console/integrators/export", observers, this::export));
    }

    /** An organisation that granted access. */
    public record Granted(String controller, String state, String colour, int version) {}

    /** An integrator. */
    public record Row(String name, String standing, String colour, List<Granted> granted) {}

    private Answer shown(Visit visit) {
        Map<IntegratorId, List<GrantOfAccess>> grants =
                register.calls().grants().stream().collect(Collectors.groupingBy(GrantOfAccess::integrator));
        List<Row> rows = register.integrators().all().stream()
                .map(one -> new Row(
                        one.name(),
                        words(one.standing()),
                        one.standing() == Standing.ACTIVE ? "govuk-tag--green" : "govuk-tag--red",
                        grants.getOrDefault(one.id(), List.of()).stream()
                                .map(grant -> new Granted(
                                        grant.controllerName(),
                                        Words.of(grant.state()),
                                        Words.colour(grant.state()),
                                        grant.version()))
                                .toList()))
                .toList();
        return Answer.shown(Page.of("integrators").with("rows", rows));
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case ACTIVE -> "May call";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Ended";
        };
    }

    private Answer export(Visit visit) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("integrator", "integrator_id", "controller", "agreement_id", "state", "version"));
        for (GrantOfAccess one : register.calls().grants())
            lines.add(List.of(
                    one.integratorName(),
                    one.integrator().toString(),
                    one.controllerName(),
                    one.agreement().toString(),
                    Words.of(one.state()),
                    Integer.toString(one.version())));
        return Answer.File.of("text/csv; charset=utf-8", "wayleave-integrators.csv", CsvLines.of(lines));
    }
}
