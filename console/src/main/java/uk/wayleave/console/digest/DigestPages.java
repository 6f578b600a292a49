package uk.wayleave.console.digest;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.call.CallWords;
import uk.wayleave.console.instruction.InPlainWords;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.DigestLine;
import uk.wayleave.register.call.RecordedCall;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.party.Product;

/** What was done in one's name in a week, by product and purpose, with one button to object to each. */
public final class DigestPages {
    private static final String DIGEST = "/console/digest";

    /** Calls that a line shows; the numbers are of all. */
    private static final int SHOWN = 50;

    private final PagesForPeople.Parts parts;
    private final Register register;
    private final InPlainWords words;

    public DigestPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.register = parts.register();
        this.words = new InPlainWords(parts, frames);
    }

    public List<Route> all() {
        // Whoever an instruction can name: any person of a Controller.
        Access named = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR);
        return List.of(
                Route.get(
                        DIGEST, named, visit -> shown(visit, week(visit.query().text("week")), 200, List.of())),
                Route.post(DIGEST + "/object", named, this::object));
    }

    /** A call of a line. */
    public record Done(String href, String at, String what, String state, String colour) {}

    /**
     * One line.
     *
     * @param instruction empty where its calls cited none, so that there is nothing to object to
     * @param objected what became of the person's objection, or empty
     */
    public record Line(
            String product,
            String purpose,
            String instruction,
            boolean mayRead,
            long calls,
            String outcomes,
            List<String> written,
            List<String> works,
            long moreWorks,
            List<Refused> refused,
            List<Done> done,
            long moreCalls,
            String objected,
            String reason) {}

    /** How many calls one clause refused. */
    public record Refused(String clause, long calls) {}

    private Week week(String text) {
        if (text.isEmpty()) return Week.of(parts.clock().instant()).before();
        return Week.parse(text).orElseThrow(NotThere::new);
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    private Answer shown(Visit visit, Week week, int status, List<FormError> errors) {
        ControllerId controller = controller(visit);
        PersonId person = visit.someone().person().id();
        Week now = Week.of(parts.clock().instant());
        if (week.monday().isAfter(now.monday())) throw new NotThere();
        register.calls().reading().readOn(controller);
        List<Objection> objections = register.objections().of(controller, person, week);
        List<DigestLine> digest = register.digests().of(controller, person, week);
        return new Answer.Shown(
                status,
                Page.of("digest")
                        .with("errors", errors)
                        .with("week", week.toString())
                        .with("from", Words.day(week.monday()))
                        .with("to", Words.day(week.sunday()))
                        .with("underWay", week.equals(now))
                        .with("earlier", week.before().toString())
                        .with("later", week.equals(now) ? "" : week.after().toString())
                        .with(
                                "calls",
                                digest.stream().mapToLong(DigestLine::calls).sum())
                        .with(
                                "lines",
                                digest.stream()
                                        .map(one -> line(visit, week, one, objections))
                                        .toList()));
    }

    private Line line(Visit visit, Week week, DigestLine line, List<Objection> objections) {
        ControllerId controller = controller(visit);
        List<RecordedCall> calls = register.digests()
                .calls(controller, visit.someone().person().id(), week, line.product(), line.instruction(), SHOWN);
        Optional<Objection> objection = objections.stream()
                .filter(one -> line.instruction().equals(Optional.of(one.instruction())))
                .findFirst();
        return new Line(
                register.products().find(line.product()).map(Product::name).orElse("A product"),
                line.purpose().map(one -> one.meaning()).orElse("No instruction was cited"),
                line.instruction().map(InstructionId::toString).orElse(""),
                visit.someone().is(CONTROLLER_ADMINISTRATOR)
                        || visit.someone().is(REQUESTER)
                        || visit.someone().is(AUDITOR),
                line.calls(),
                outcomes(line),
                written(line),
                line.works(),
                line.numberOfWorks() - line.works().size(),
                line.refused().entrySet().stream()
                        .map(one -> new Refused(one.getKey(), one.getValue()))
                        .toList(),
                calls.stream().map(this::done).toList(),
                line.calls() - calls.size(),
                objection.map(DigestPages::words).orElse(""),
                objection
                        .flatMap(Objection::answer)
                        .map(Objection.Answer::reason)
                        .orElse(""));
    }

    private static String outcomes(DigestLine line) {
        List<String> outcomes = new ArrayList<>();
        for (CallState state : CallState.values()) {
            long calls = line.calls(state);
            if (calls > 0) outcomes.add(CallWords.of(state) + ": " + calls);
        }
        return String.join(", ", outcomes);
    }

    /** By operation what was changed, and apart from it what nobody knows. */
    private List<String> written(DigestLine line) {
        Map<String, Long> written = new TreeMap<>();
        for (DigestLine.Tally one : line.written()) {
            boolean unknown = one.upstream().filter("unknown"::equals).isPresent();
            written.merge(
                    operation(one.operation()) + (unknown ? ", and nobody knows whether it was done" : ""),
                    one.calls(),
                    Long::sum);
        }
        return written.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .toList();
    }

    private String operation(Optional<String> id) {
        return id.map(one -> words.doing(new OperationId(one)).operation())
                .orElse("Not one of Street Manager's operations");
    }

    private Done done(RecordedCall call) {
        return new Done(
                "/console/calls/" + call.call(),
                Words.time(call.at()),
                operation(call.operation()),
                CallWords.of(call.state()),
                CallWords.colour(call.state()));
    }

    private static String words(Objection objection) {
        return objection
                .answer()
                .map(answer -> switch (answer.outcome()) {
                    case UPHELD -> "You objected, and it was upheld: the instruction is revoked.";
                    case WITHDRAWN -> "You objected, and the objection was withdrawn.";
                })
                .orElse("You objected. The instruction is suspended: the next call under it is refused, until your"
                        + " organisation's administrator or information governance officer has answered.");
    }

    private Answer object(Visit visit) {
        Week week = week(visit.form().text("week"));
        return switch (register.objections()
                .raise(
                        controller(visit),
                        instruction(visit.form().text("instruction")),
                        week,
                        visit.someone().person().id())) {
            case Outcome.Done<Objection> done -> Answer.moved(DIGEST + "?week=" + week);
            case Outcome.Refused<Objection>(String why, String cure) ->
                shown(visit, week, 409, List.of(new FormError("lines", why + " " + cure)));
        };
    }

    private static InstructionId instruction(String text) {
        try {
            return InstructionId.of(text);
        } catch (IllegalArgumentException none) {
            throw new NotThere();
        }
    }
}
