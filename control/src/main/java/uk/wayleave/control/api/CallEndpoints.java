package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.CallFilter;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.Calls;
import uk.wayleave.register.call.GrantOfAccess;
import uk.wayleave.register.call.OwnCall;
import uk.wayleave.register.call.RecordedCall;
import uk.wayleave.register.call.TextFinding;

/** What happens: calls one by one and in figures, and who granted whom access. */
public final class CallEndpoints {
    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final int LONGEST_LOOK_BACK = 366;
    private static final Access OWN_CALLS = Access.of(
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);

    private final Register register;
    private final Clock clock;

    public CallEndpoints(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    record CallView(
            @Meaning("Of its entries in the ledger, too") UUID call,

            @Meaning("The place of its first entry in the ledger, to go on before it")
            long first,

            Instant at,
            CallState state,
            @Meaning("For whom it was made") ControllerId controller,
            ProductId product,

            @Meaning("Left out where it was none of Street Manager's")
            Optional<String> operation,

            Optional<String> apiVersion,
            Optional<AgreementId> agreement,

            @Meaning("For the Controller only, like person and works")
            Optional<InstructionId> instruction,

            Optional<PersonId> person,
            Optional<List<String>> works,
            @Meaning("What the product was answered") Optional<Integer> status,
            @Meaning("Of the problem") Optional<String> code,

            @Meaning("What Street Manager had to do with it: not-sent, done, rejected or unknown")
            Optional<String> upstream,

            @Meaning("How many values were withheld from the answer")
            long withheld,

            @Meaning("Personal data that screening found in what was to be written; for the Controller only")
            Optional<List<TextFinding>> texts,

            @Meaning("The rules it was refused by; /api/clauses says what each means")
            List<String> rules) {
        static CallView of(RecordedCall one) {
            return new CallView(
                    one.call(),
                    one.first(),
                    one.at(),
                    one.state(),
                    one.controller(),
                    one.product(),
                    one.operation(),
                    one.apiVersion(),
                    one.agreement(),
                    one.instruction(),
                    one.person(),
                    Optional.of(one.works()),
                    one.status(),
                    one.code(),
                    one.upstream(),
                    one.withheld(),
                    Optional.of(one.texts()),
                    one.rules());
        }

        static CallView of(OwnCall one) {
            return new CallView(
                    one.call(),
                    one.first(),
                    one.at(),
                    one.state(),
                    one.controller(),
                    one.product(),
                    one.operation(),
                    one.apiVersion(),
                    one.agreement(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    one.status(),
                    one.code(),
                    one.upstream(),
                    one.withheld(),
                    Optional.empty(),
                    one.rules());
        }
    }

    record DayView(@Meaning("In the United Kingdom") LocalDate day, CallState state, long calls) {}

    record RefusedView(
            String clause,

            @Meaning("A call can breach more than one clause")
            long calls) {}

    record FiguresView(
            @Meaning("Days without any call are left out") List<DayView> days,

            List<RefusedView> refused,

            @Meaning("Personal data found in texts, by class and what became of it; for a Controller only")
            Optional<List<TextFinding>> texts) {}

    record GrantView(
            IntegratorId integrator,
            String integratorName,
            ControllerId controller,
            String controllerName,
            AgreementId agreement,
            AgreementState state,
            int version) {
        static GrantView of(GrantOfAccess one) {
            return new GrantView(
                    one.integrator(),
                    one.integratorName(),
                    one.controller(),
                    one.controllerName(),
                    one.agreement(),
                    one.state(),
                    one.version());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/calls")
                        .named("calls", "The calls of one's own body, the latest first")
                        .query("product", "Only this product's")
                        .query("person", "Only those made for this person; for a Controller")
                        .query("works", "Only those that named this reference; for a Controller")
                        .query("clause", "Only those that breached this clause, as in A5c")
                        .query("state", "Only those that came to this: under-way, answered, refused or failed")
                        .query(
                                "texts",
                                "Only those with personal data in their texts that was refused, warned, overridden or"
                                        + " allowed; for a Controller")
                        .query("before", "The member first of the last call of the page before")
                        .query("most", "How many, 1 to 1,000; 100 where left out")
                        .by(OWN_CALLS)
                        .lists(CallView.class, this::calls),
                Endpoint.get("/api/calls/{call}")
                        .named("call", "One call; its entries are at /api/ledger/calls/{call}")
                        .by(OWN_CALLS)
                        .shows(CallView.class, this::call),
                Endpoint.get("/api/figures")
                        .named("figures", "Use and refusals by day and by clause; for the operator's side of everybody")
                        .query("days", "How many days back, 1 to 366; 30 where left out")
                        .by(Access.of(
                                CONTROLLER_ADMINISTRATOR,
                                INFORMATION_GOVERNANCE_OFFICER,
                                AUDITOR,
                                INTEGRATOR_ADMINISTRATOR,
                                INTEGRATOR_ENGINEER,
                                OPERATOR,
                                DFT_OBSERVER))
                        .shows(FiguresView.class, this::figures),
                Endpoint.get("/api/grants")
                        .named("grants", "Which Controller granted which integrator access; nobody's calls or data")
                        .by(Access.of(OPERATOR, DFT_OBSERVER))
                        .lists(
                                GrantView.class,
                                call -> register.calls().grants().stream()
                                        .map(GrantView::of)
                                        .toList()));
    }

    private List<CallView> calls(Call call) {
        CallFilter filter = new CallFilter(
                asked(call, "product", ProductId::of),
                asked(call, "person", PersonId::of),
                asked(call, "works", text -> text.toUpperCase(Locale.ROOT)),
                asked(call, "clause", CallEndpoints::clause),
                asked(call, "state", CallEndpoints::state),
                asked(call, "texts", CallEndpoints::outcome));
        long before = call.number("before", Calls.FROM_THE_LATEST, 1, Long.MAX_VALUE);
        int most = Math.toIntExact(call.number("most", USUAL, 1, MOST));
        Body body = call.person().person().body();
        readOn(body);
        return switch (body) {
            case Body.OfController(ControllerId id) ->
                register.calls().of(id, filter, before, most).stream()
                        .map(CallView::of)
                        .toList();
            case Body.OfIntegrator(IntegratorId id) ->
                register.calls().of(id, filter, before, most).stream()
                        .map(CallView::of)
                        .toList();
            case Body.Operator operator -> throw Refused.notFound();
        };
    }

    private CallView call(Call call) {
        UUID named = call.named("call", UUID::fromString);
        Body body = call.person().person().body();
        readOn(body);
        Optional<CallView> found = switch (body) {
            case Body.OfController(ControllerId id) ->
                register.calls().find(id, named).map(CallView::of);
            case Body.OfIntegrator(IntegratorId id) ->
                register.calls().find(id, named).map(CallView::of);
            case Body.Operator operator -> Optional.empty();
        };
        return found.orElseThrow(Refused::notFound);
    }

    private FiguresView figures(Call call) {
        Body body = call.person().person().body();
        readOn(body);
        Instant since = clock.instant().minus(Duration.ofDays(call.number("days", 30, 1, LONGEST_LOOK_BACK)));
        return new FiguresView(
                register.calls().byDay(body, since).stream()
                        .map(one -> new DayView(one.day(), one.state(), one.number()))
                        .toList(),
                register.calls().refusalsByClause(body, since).entrySet().stream()
                        .map(one -> new RefusedView(one.getKey(), one.getValue()))
                        .toList(),
                body instanceof Body.OfController(ControllerId id)
                        ? Optional.of(register.calls().textFindings(id, since))
                        : Optional.empty());
    }

    private void readOn(Body body) {
        register.calls().reading().readOn(body, register.agreements());
    }

    private static <T> Optional<T> asked(Call call, String name, Function<String, T> reading) {
        Optional<String> text = Optional.ofNullable(call.query().get(name));
        try {
            return text.map(reading);
        } catch (IllegalArgumentException e) {
            throw Refused.query(name, "It is nothing that can be asked for here.", "See /api/openapi.json.");
        }
    }

    private static ClauseId clause(String text) {
        return Arrays.stream(ClauseId.values())
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such clause."));
    }

    private static TextFinding.Outcome outcome(String text) {
        return TextFinding.Outcome.withId(text)
                .orElseThrow(() -> new IllegalArgumentException("Nothing of the kind becomes of a text."));
    }

    private static CallState state(String text) {
        return Arrays.stream(CallState.values())
                .filter(one ->
                        one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such state."));
    }
}
