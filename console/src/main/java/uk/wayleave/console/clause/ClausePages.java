package uk.wayleave.console.clause;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.RegisteredAgreement;

/**
 * The clauses of the framework in four honest states, computed from the controls that run, with the numbers behind each
 * and what nothing here sees.
 */
public final class ClausePages {
    private static final String ALL = "/console/clauses";

    private final PagesForPeople.Parts parts;
    private final ClauseHealth health;

    public ClausePages(PagesForPeople.Parts parts) {
        this.parts = parts;
        this.health = new ClauseHealth(parts);
    }

    public List<Route> all() {
        return List.of(
                Route.get(ALL, Access.everyPerson(), this::shown),
                Route.get(ALL + "/{clause}", Access.everyPerson(), this::one));
    }

    /** One clause as people read it. */
    public record Row(
            String id, String meaning, String assurance, String colour, String binds, String attested, long refused) {}

    /** One control that a claim rests on. */
    public record Means(String meaning, boolean runs) {}

    /** One check. */
    public record Check(String id, String reason, String cure) {}

    private Answer shown(Visit visit) {
        Body body = visit.someone().person().body();
        ClauseHealth.Numbers numbers = health.numbers(body);
        List<RegisteredAgreement> own = inForce(body);
        List<Row> rows = new ArrayList<>();
        for (Clause clause : parts.clauses().inOrder()) rows.add(row(clause, own, numbers));
        return Answer.shown(Page.of("clauses")
                .with("states", health.states())
                .with("rows", rows)
                .with("days", ClauseHealth.DAYS)
                .with("judged", numbers.judged())
                .with("everybody", body instanceof Body.Operator));
    }

    private Row row(Clause clause, List<RegisteredAgreement> own, ClauseHealth.Numbers numbers) {
        Assurance assurance = clause.assurance(parts.wired());
        return new Row(
                clause.id().toString(),
                clause.meaning(),
                assurance.label(),
                ClauseHealth.colour(assurance),
                clause.binds().stream()
                        .sorted()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" and ")),
                attested(clause, own),
                numbers.refused(clause));
    }

    private static String attested(Clause clause, List<RegisteredAgreement> own) {
        if (own.isEmpty()) return "";
        long attested = own.stream()
                .filter(one -> one.current().content().attested().contains(clause.id()))
                .count();
        return "Attested in " + attested + " of " + own.size() + " agreements in force.";
    }

    private Answer one(Visit visit) {
        String id = visit.path().getOrDefault("clause", "");
        Clause clause = parts.clauses().inOrder().stream()
                .filter(one -> one.id().toString().equalsIgnoreCase(id))
                .findFirst()
                .orElseThrow(NotThere::new);
        Body body = visit.someone().person().body();
        ClauseHealth.Numbers numbers = health.numbers(body);
        Set<Control> controls = new TreeSet<>();
        clause.promises().forEach(promise -> controls.addAll(promise.controls()));
        return Answer.shown(Page.of("clause")
                .with("row", row(clause, inForce(body), numbers))
                .with("assurance", clause.assurance(parts.wired()).meaning())
                .with(
                        "sentences",
                        clause.sentences().stream()
                                .map(one -> one.opening() + " …")
                                .toList())
                .with("citation", clause.citation().section())
                .with(
                        "controls",
                        controls.stream()
                                .map(one ->
                                        new Means(one.meaning(), parts.wired().contains(one)))
                                .toList())
                .with(
                        "rules",
                        Stream.concat(clause.rules().stream(), FurtherRules.of(clause.id()).stream())
                                .map(one -> new Check(one.id(), one.reason(), one.cure()))
                                .toList())
                .with("evidence", clause.evidence())
                .with("limit", clause.limit())
                .with("days", ClauseHealth.DAYS)
                .with("judged", numbers.judged())
                .with("mayLook", mayLookAtCalls(visit.someone())));
    }

    private static boolean mayLookAtCalls(Caller.Someone someone) {
        return someone.is(Role.CONTROLLER_ADMINISTRATOR)
                || someone.is(Role.INFORMATION_GOVERNANCE_OFFICER)
                || someone.is(Role.AUDITOR)
                || someone.is(Role.INTEGRATOR_ADMINISTRATOR)
                || someone.is(Role.INTEGRATOR_ENGINEER);
    }

    private List<RegisteredAgreement> inForce(Body body) {
        List<RegisteredAgreement> all = switch (body) {
            case Body.OfController(ControllerId id) ->
                parts.register().agreements().of(id);
            case Body.OfIntegrator(IntegratorId id) ->
                parts.register().agreements().of(id);
            case Body.Operator operator -> List.of();
        };
        return all.stream().filter(one -> one.state() == AgreementState.ACTIVE).toList();
    }
}
