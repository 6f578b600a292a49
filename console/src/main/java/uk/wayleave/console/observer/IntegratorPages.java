package uk.wayleave.console.observer;

import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.clause.ClauseHealth;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.GrantOfAccess;
import uk.wayleave.register.party.Integrator;

/**
 * What DfT asks integrators for: who they are, their two technical contacts and the organisations that granted them
 * access; and how the clauses stand. Nobody's calls, and nobody's data but the contacts'.
 */
public final class IntegratorPages {
    /** As many contacts as DfT asks for (newsletter 34); an integrator may keep more. */
    private static final int CONTACTS = 2;

    private final Register register;
    private final ClauseHealth health;

    public IntegratorPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.health = new ClauseHealth(parts);
    }

    public List<Route> all() {
        Access observers = Access.of(OPERATOR, DFT_OBSERVER);
        return List.of(
                Route.get("/console/integrators", observers, this::shown),
                Route.get("/console/integrators/export", observers, this::export),
                Route.get("/console/integrators/clauses", observers, this::exportClauses));
    }

    /** An organisation that granted access. */
    public record Granted(String controller, String state, String colour, int version) {}

    /** Whom to ring. */
    public record Contact(String name, String email, String telephone) {
        /** Without what tells who it is. */
        @Override
        public String toString() {
            return "Contact[withheld]";
        }
    }

    /** An integrator. */
    public record Row(String name, String standing, String colour, List<Contact> contacts, List<Granted> granted) {}

    private Answer shown(Visit visit) {
        Map<IntegratorId, List<GrantOfAccess>> grants =
                register.calls().grants().stream().collect(Collectors.groupingBy(GrantOfAccess::integrator));
        List<Row> rows = register.integrators().all().stream()
                .map(one -> new Row(
                        one.name(),
                        words(one.standing()),
                        one.standing() == Standing.ACTIVE ? "govuk-tag--green" : "govuk-tag--red",
                        contacts(one.id()),
                        grants.getOrDefault(one.id(), List.of()).stream()
                                .map(grant -> new Granted(
                                        grant.controllerName(),
                                        Words.of(grant.state()),
                                        Words.colour(grant.state()),
                                        grant.version()))
                                .toList()))
                .toList();
        ClauseHealth.Numbers numbers = health.numbers(new Body.Operator());
        return Answer.shown(Page.of("integrators")
                .with("rows", rows)
                .with("days", ClauseHealth.DAYS)
                .with("judged", numbers.judged())
                .with("states", health.states())
                .with("clauses", health.lines(numbers)));
    }

    /** The technical contacts that DfT asks for: the first two that the integrator names. */
    private List<Contact> contacts(IntegratorId integrator) {
        return register.technicalContacts().of(integrator, new Body.Operator()).stream()
                .limit(CONTACTS)
                .map(one -> new Contact(one.name(), one.email(), one.telephone()))
                .toList();
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case ACTIVE -> "May call";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Ended";
        };
    }

    /** A line for each grant; one without for an integrator that nobody granted access. */
    private Answer export(Visit visit) {
        Map<IntegratorId, List<GrantOfAccess>> grants =
                register.calls().grants().stream().collect(Collectors.groupingBy(GrantOfAccess::integrator));
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "integrator",
                "integrator_id",
                "standing",
                "contact_1_name",
                "contact_1_email",
                "contact_1_telephone",
                "contact_2_name",
                "contact_2_email",
                "contact_2_telephone",
                "controller",
                "agreement_id",
                "state",
                "version"));
        for (Integrator one : register.integrators().all()) {
            List<GrantOfAccess> granted = grants.getOrDefault(one.id(), List.of());
            if (granted.isEmpty()) lines.add(line(one, List.of("", "", "", "")));
            for (GrantOfAccess grant : granted)
                lines.add(line(
                        one,
                        List.of(
                                grant.controllerName(),
                                grant.agreement().toString(),
                                Words.of(grant.state()),
                                Integer.toString(grant.version()))));
        }
        return file("wayleave-integrators.csv", lines);
    }

    private List<String> line(Integrator integrator, List<String> grant) {
        List<String> line =
                new ArrayList<>(List.of(integrator.name(), integrator.id().toString(), words(integrator.standing())));
        List<Contact> contacts = contacts(integrator.id());
        for (int i = 0; i < CONTACTS; i++) {
            boolean there = i < contacts.size();
            line.add(there ? contacts.get(i).name() : "");
            line.add(there ? contacts.get(i).email() : "");
            line.add(there ? contacts.get(i).telephone() : "");
        }
        line.addAll(grant);
        return line;
    }

    private Answer exportClauses(Visit visit) {
        ClauseHealth.Numbers numbers = health.numbers(new Body.Operator());
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("clause", "meaning", "state", "calls_refused", "calls_judged", "days"));
        for (ClauseHealth.Line one : health.lines(numbers))
            lines.add(List.of(
                    one.id(),
                    one.meaning(),
                    one.assurance(),
                    Long.toString(one.refused()),
                    Long.toString(numbers.judged()),
                    Integer.toString(ClauseHealth.DAYS)));
        return file("wayleave-clauses.csv", lines);
    }

    private static Answer file(String name, List<List<String>> lines) {
        return Answer.File.of("text/csv; charset=utf-8", name, CsvLines.of(lines));
    }
}
