package uk.wayleave.console.call;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.pages.Bars;
import uk.wayleave.pages.Columns;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.Calls;
import uk.wayleave.register.call.CallsOfDay;
import uk.wayleave.register.call.TextFinding;

/** Use and refusals over the last days: of one's own calls, or, for the operator and DfT's observer, numbers of all. */
public final class FigurePages {
    /** How many days a chart shows, today included. */
    private static final int DAYS = 30;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.UK);

    private final Calls calls;
    private final Register register;
    private final Clauses clauses;
    private final Clock clock;

    public FigurePages(PagesForPeople.Parts parts) {
        this.calls = parts.register().calls();
        this.register = parts.register();
        this.clauses = parts.clauses();
        this.clock = parts.clock();
    }

    public List<Route> all() {
        return List.of(Route.get(
                "/console/figures",
                Access.of(
                        CONTROLLER_ADMINISTRATOR,
                        INFORMATION_GOVERNANCE_OFFICER,
                        AUDITOR,
                        INTEGRATOR_ADMINISTRATOR,
                        INTEGRATOR_ENGINEER,
                        OPERATOR,
                        DFT_OBSERVER),
                this::shown));
    }

    private Answer shown(Visit visit) {
        Body body = visit.someone().person().body();
        calls.reading().readOn(body, register.agreements());
        LocalDate today = LocalDate.ofInstant(clock.instant(), Words.HERE);
        Instant since = since(clock);
        List<CallsOfDay> counted = calls.byDay(body, since);
        Columns columns = Columns.of("Calls of the last " + DAYS + " days", parts(), days(counted, today));
        return Answer.shown(Page.of("figures")
                .with("days", DAYS)
                .with("everybody", body instanceof Body.Operator)
                .with("calls", sum(counted, CallState.values()))
                .with("answered", sum(counted, CallState.ANSWERED))
                .with("refused", sum(counted, CallState.REFUSED))
                .with("failed", sum(counted, CallState.FAILED, CallState.UNDER_WAY))
                .with("use", columns)
                .with("controller", body instanceof Body.OfController)
                .with(
                        "texts",
                        body instanceof Body.OfController(ControllerId id)
                                ? TextWords.table(calls.textFindings(id, since))
                                : List.of())
                .with(
                        "outcomes",
                        Arrays.stream(TextFinding.Outcome.values())
                                .map(one -> new Choice(one.id(), TextWords.of(one)))
                                .toList())
                .with("refusals", refusals(calls.refusalsByClause(body, since))));
    }

    /** The beginning of the first day that a chart shows. */
    static Instant since(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), Words.HERE)
                .minusDays(DAYS - 1)
                .atStartOfDay(Words.HERE)
                .toInstant();
    }

    private static List<String> parts() {
        return List.of("Answered", "Refused under a clause", "Failed or unfinished");
    }

    private static long sum(List<CallsOfDay> counted, CallState... states) {
        return counted.stream()
                .filter(one -> List.of(states).contains(one.state()))
                .mapToLong(CallsOfDay::number)
                .sum();
    }

    private static List<Columns.Day> days(List<CallsOfDay> counted, LocalDate today) {
        List<Columns.Day> days = new ArrayList<>();
        for (LocalDate day = today.minusDays(DAYS - 1); !day.isAfter(today); day = day.plusDays(1)) {
            LocalDate one = day;
            List<CallsOfDay> its =
                    counted.stream().filter(count -> count.day().equals(one)).toList();
            days.add(new Columns.Day(
                    DAY.format(day),
                    List.of(
                            sum(its, CallState.ANSWERED),
                            sum(its, CallState.REFUSED),
                            sum(its, CallState.FAILED, CallState.UNDER_WAY))));
        }
        return days;
    }

    private Bars refusals(Map<String, Long> byClause) {
        List<Bars.Figure> figures = new ArrayList<>();
        for (Clause clause : clauses.inOrder()) {
            long number = byClause.getOrDefault(clause.id().toString(), 0L);
            if (number > 0) figures.add(new Bars.Figure(clause.id().toString(), number));
        }
        return Bars.of("refusals", "Refusals by clause", "Clause", figures);
    }
}
