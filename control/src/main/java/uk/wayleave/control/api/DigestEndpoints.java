package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.DigestLine;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.instruction.Objection;

/** What was done in the signed-in person's name in a week, and objecting to it. */
public final class DigestEndpoints {
    /** Whoever an instruction can name: any person of a Controller. */
    private static final Access NAMED =
            Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR);

    private static final int MOST_CALLS = 1000;

    private final Register register;
    private final Clock clock;

    public DigestEndpoints(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    record TallyView(
            @Meaning("Left out where it was none of Street Manager's")
            Optional<String> operation,

            @Meaning("Whether the operation changes something in Street Manager")
            boolean writes,

            CallState state,

            @Meaning("What Street Manager had to do with them: not-sent, done, rejected or unknown")
            Optional<String> upstream,

            long calls) {
        static TallyView of(DigestLine.Tally tally) {
            return new TallyView(tally.operation(), tally.writes(), tally.state(), tally.upstream(), tally.calls());
        }
    }

    record RefusedLine(
            String clause,

            @Meaning("A call can breach more than one clause")
            long calls) {}

    record LineView(
            ProductId product,

            @Meaning("What an objection names; left out for calls that cited none")
            Optional<InstructionId> instruction,

            Optional<Purpose> purpose,
            long calls,

            @Meaning("Every call of the line, counted once") List<TallyView> tallies,

            @Meaning("References that the calls named, the first 200")
            List<String> works,

            long numberOfWorks,
            List<RefusedLine> refused,

            @Meaning("The person's own objection, where there is one")
            Optional<ObjectionView> objection) {}

    record DigestView(@Meaning("A Monday") LocalDate week, long calls, List<LineView> lines) {}

    record NewObjection(
            InstructionId instruction,
            @Meaning("The Monday of the week objected to") LocalDate week) {}

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/digest")
                        .named(
                                "digest",
                                "What was done in the signed-in person's name in a week, by product and purpose")
                        .query("week", "Its Monday, as in 2026-11-23; the last whole week where left out")
                        .by(NAMED)
                        .shows(DigestView.class, this::digest),
                Endpoint.get("/api/digest/calls")
                        .named("digestCalls", "The calls behind one line of a week, the latest 1,000")
                        .query("week", "Its Monday, as in 2026-11-23; the last whole week where left out")
                        .query("product", "The line's; has to be given")
                        .query("instruction", "The line's; left out for calls that cited none")
                        .by(NAMED)
                        .lists(CallEndpoints.CallView.class, this::calls),
                Endpoint.post("/api/digest/objections")
                        .named(
                                "object",
                                "Object to what was done in one's name: suspends the instruction at once, until the"
                                        + " objection is answered")
                        .by(NAMED)
                        .makes(NewObjection.class, ObjectionView.class, this::object));
    }

    private DigestView digest(Call call) {
        ControllerId controller = Reach.callersController(call);
        PersonId person = call.person().person().id();
        Week week = week(call);
        register.calls().reading().readOn(controller);
        List<Objection> objections = register.objections().of(controller, person, week);
        List<LineView> lines = register.digests().of(controller, person, week).stream()
                .map(line -> view(line, objections))
                .toList();
        return new DigestView(
                week.monday(), lines.stream().mapToLong(LineView::calls).sum(), lines);
    }

    private Week week(Call call) {
        return Optional.ofNullable(call.query().get("week"))
                .map(text -> Week.parse(text)
                        .orElseThrow(() ->
                                Refused.query("week", "It is no Monday.", "Send a Monday, for instance 2026-11-23.")))
                .orElseGet(() -> Week.of(clock.instant()).before());
    }

    private List<CallEndpoints.CallView> calls(Call call) {
        ControllerId controller = Reach.callersController(call);
        ProductId product = asked(call, "product", ProductId::of)
                .orElseThrow(() -> Refused.query("product", "It is left out.", "Send the product of the line."));
        Optional<InstructionId> instruction = asked(call, "instruction", InstructionId::of);
        register.calls().reading().readOn(controller);
        return register
                .digests()
                .calls(controller, call.person().person().id(), week(call), product, instruction, MOST_CALLS)
                .stream()
                .map(CallEndpoints.CallView::of)
                .toList();
    }

    private static <T> Optional<T> asked(Call call, String name, Function<String, T> reading) {
        try {
            return Optional.ofNullable(call.query().get(name)).map(reading);
        } catch (IllegalArgumentException e) {
            throw Refused.query(name, "It is the id of nothing.", "Send the id that the line has.");
        }
    }

    private static LineView view(DigestLine line, List<Objection> objections) {
        return new LineView(
                line.product(),
                line.instruction(),
                line.purpose(),
                line.calls(),
                line.tallies().stream().map(TallyView::of).toList(),
                line.works(),
                line.numberOfWorks(),
                line.refused().entrySet().stream()
                        .map(one -> new RefusedLine(one.getKey(), one.getValue()))
                        .toList(),
                objections.stream()
                        .filter(one -> line.instruction().equals(Optional.of(one.instruction())))
                        .map(ObjectionView::of)
                        .findFirst());
    }

    private ObjectionView object(Call call, NewObjection body) {
        Week week = Week.parse(body.week().toString())
                .orElseThrow(() -> Refused.member(
                        "/week", "It is no Monday.", "Send the Monday of the week, for instance 2026-11-23."));
        return ObjectionView.of(Refused.unlessDone(register.objections()
                .raise(
                        Reach.callersController(call),
                        body.instruction(),
                        week,
                        call.person().person().id())));
    }
}
