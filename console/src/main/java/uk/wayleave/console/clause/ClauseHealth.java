package uk.wayleave.console.clause;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.register.Body;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.CallsOfDay;

/** How the clauses stand: in which of the four honest states each is, computed from what runs, and the numbers behind it. */
public final class ClauseHealth {
    /** What the numbers are of. */
    public static final int DAYS = 30;

    private final PagesForPeople.Parts parts;

    public ClauseHealth(PagesForPeople.Parts parts) {
        this.parts = parts;
    }

    /** How many clauses are in a state. */
    public record State(String label, String meaning, long number, String colour) {}

    /** One clause. */
    public record Line(String id, String meaning, String assurance, String colour, long refused) {}

    /**
     * Behind the states.
     *
     * @param judged calls that were answered or refused under a clause
     */
    public record Numbers(long judged, Map<String, Long> byClause) {
        long refused(Clause clause) {
            return byClause.getOrDefault(clause.id().toString(), 0L);
        }
    }

    /** Of the calls that a body may know of; for the operator's side numbers of all together. */
    public Numbers numbers(Body body) {
        var calls = parts.register().calls();
        calls.reading().readOn(body, parts.register().agreements());
        Instant since = parts.clock().instant().minus(Duration.ofDays(DAYS));
        long judged = calls.byDay(body, since).stream()
                .filter(one -> one.state() != CallState.FAILED)
                .mapToLong(CallsOfDay::number)
                .sum();
        return new Numbers(judged, calls.refusalsByClause(body, since));
    }

    public List<State> states() {
        return Arrays.stream(Assurance.values())
                .map(one -> new State(
                        one.label(),
                        one.meaning(),
                        parts.clauses().inOrder().stream()
                                .filter(clause -> clause.assurance(parts.wired()) == one)
                                .count(),
                        colour(one)))
                .toList();
    }

    /** Every clause, in the order of the framework. */
    public List<Line> lines(Numbers numbers) {
        return parts.clauses().inOrder().stream()
                .map(clause -> {
                    Assurance assurance = clause.assurance(parts.wired());
                    return new Line(
                            clause.id().toString(),
                            clause.meaning(),
                            assurance.label(),
                            colour(assurance),
                            numbers.refused(clause));
                })
                .toList();
    }

    static String colour(Assurance assurance) {
        return switch (assurance) {
            case PREVENTED_HERE -> "govuk-tag--green";
            case MONITORED -> "govuk-tag--teal";
            case ATTESTED -> "govuk-tag--yellow";
            case NOT_COVERED -> "govuk-tag--red";
        };
    }
}
