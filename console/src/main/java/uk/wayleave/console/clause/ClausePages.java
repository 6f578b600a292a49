package uk.wayleave.console.clause;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** The clauses of the framework in four honest states, computed from the controls that run, with what nothing here sees. */
public final class ClausePages {
    private final PagesForPeople.Parts parts;

    public ClausePages(PagesForPeople.Parts parts) {
        this.parts = parts;
    }

    public List<Route> all() {
        return List.of(Route.get("/console/clauses", Access.everyPerson(), this::shown));
    }

    /** How many clauses are in a state. */
    public record State(String label, String meaning, long number, String colour) {}

    /** One clause as people read it. */
    public record Row(
            String id, String meaning, String assurance, String colour, String binds, String attested, String limit) {}

    private Answer shown(Visit visit) {
        List<RegisteredAgreement> own = inForce(visit.someone().person().body());
        List<Row> rows = new ArrayList<>();
        for (Clause clause : parts.clauses().inOrder()) {
            Assurance assurance = clause.assurance(parts.wired());
            long attested = own.stream()
                    .filter(one -> one.current().content().attested().contains(clause.id()))
                    .count();
            rows.add(new Row(
                    clause.id().toString(),
                    clause.meaning(),
                    assurance.label(),
                    colour(assurance),
                    clause.binds().stream()
                            .sorted()
                            .map(one -> one.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(" and ")),
                    own.isEmpty() ? "" : "Attested in " + attested + " of " + own.size() + " agreements in force",
                    clause.limit()));
        }
        return Answer.shown(
                Page.of("clauses").with("states", states(parts.wired())).with("rows", rows));
    }

    private List<State> states(Set<Control> wired) {
        return Arrays.stream(Assurance.values())
                .map(one -> new State(
                        one.label(),
                        one.meaning(),
                        parts.clauses().inOrder().stream()
                                .filter(clause -> clause.assurance(wired) == one)
                                .count(),
                        colour(one)))
                .toList();
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

    private static String colour(Assurance assurance) {
        return switch (assurance) {
            case PREVENTED_HERE -> "govuk-tag--green";
            case MONITORED -> "govuk-tag--teal";
            case ATTESTED -> "govuk-tag--yellow";
            case NOT_COVERED -> "govuk-tag--red";
        };
    }
}
