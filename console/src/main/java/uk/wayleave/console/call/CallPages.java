package uk.wayleave.console.call;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.evidence.CanonicalEntry;
import uk.wayleave.evidence.CanonicalEntry.Reading;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.ReceiptForm;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.CallFilter;
import uk.wayleave.register.call.CallState;
import uk.wayleave.register.call.Calls;
import uk.wayleave.register.call.OwnCall;
import uk.wayleave.register.call.RecordedCall;
import uk.wayleave.register.call.TextFinding;

/**
 * The calls: a Controller's with everything, an integrator's own without what is the Controller's. The latest come first,
 * and come in while one looks.
 */
public final class CallPages {
    private static final String ALL = "/console/calls";
    private static final String ONE = ALL + "/{call}";
    private static final int ON_A_PAGE = 25;

    private final PagesForPeople.Parts parts;
    private final Register register;
    private final Frames frames;
    private final Verdicts verdicts;

    public CallPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.register = parts.register();
        this.frames = frames;
        this.verdicts = new Verdicts(parts.clauses(), parts.register());
    }

    public List<Route> all() {
        Access lookers = Access.of(
                CONTROLLER_ADMINISTRATOR,
                INFORMATION_GOVERNANCE_OFFICER,
                AUDITOR,
                REQUESTER,
                INTEGRATOR_ADMINISTRATOR,
                INTEGRATOR_ENGINEER);
        Access controllers = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR, REQUESTER);
        return List.of(
                Route.get(ALL, lookers, this::list),
                Route.get(ONE, lookers, this::one),
                Route.get(ONE + "/receipts/{entry}", controllers, this::receipt));
    }

    /** One line of the list. */
    public record Row(
            long first,
            String href,
            String at,
            String what,
            String product,
            String who,
            String works,
            String state,
            String colour,
            String why,
            List<String> marks) {}

    private Answer list(Visit visit) {
        List<FormError> errors = new ArrayList<>();
        Optional<PersonId> ownOnly = ownOnly(visit);
        CallFilter filter = filter(visit.query(), ownOnly, errors);
        long before = before(visit.query());
        Body body = visit.someone().person().body();
        List<Row> rows = switch (body) {
            case Body.OfController(ControllerId id) -> ofController(id, filter, before, ON_A_PAGE + 1);
            case Body.OfIntegrator(IntegratorId id) -> ofIntegrator(id, filter, before, ON_A_PAGE + 1);
            case Body.Operator operator -> throw new NotThere();
        };
        boolean more = rows.size() > ON_A_PAGE;
        List<Row> shown = rows.subList(0, Math.min(rows.size(), ON_A_PAGE));
        boolean controller = body instanceof Body.OfController;
        Page page = Page.of("calls")
                .with("errors", errors)
                .with("rows", shown)
                .with("controller", controller)
                .with("latest", shown.isEmpty() ? "" : shown.getFirst().href())
                .with("first", before == Calls.FROM_THE_LATEST)
                .with("form", visit.query())
                .with("products", products(body))
                .with("ownOnly", ownOnly.isPresent())
                .with("people", controller && ownOnly.isEmpty() ? people(body) : List.of())
                .with(
                        "clauses",
                        Arrays.stream(ClauseId.values())
                                .map(one -> new Choice(one.toString(), one.toString()))
                                .toList())
                .with(
                        "states",
                        Arrays.stream(CallState.values())
                                .map(one -> new Choice(wireName(one), CallWords.of(one)))
                                .toList())
                .with(
                        "outcomes",
                        Arrays.stream(TextFinding.Outcome.values())
                                .map(one -> new Choice(one.id(), TextWords.of(one)))
                                .toList())
                .with("again", query(visit.query(), ""))
                .with(
                        "older",
                        more
                                ? query(
                                        visit.query(),
                                        Long.toString(shown.getLast().first()))
                                : "");
        return errors.isEmpty() ? Answer.shown(page) : Answer.wrong(page);
    }

    private List<Row> ofController(ControllerId id, CallFilter filter, long before, int most) {
        register.calls().reading().readOn(id);
        List<Row> rows = new ArrayList<>();
        for (RecordedCall one : register.calls().of(id, filter, before, most))
            rows.add(new Row(
                    one.first(),
                    ALL + "/" + one.call(),
                    Words.time(one.at()),
                    one.operation().orElse("Not one of Street Manager's operations"),
                    product(one.product()),
                    one.person().map(person -> person(id, person)).orElse(""),
                    String.join(", ", one.works()),
                    CallWords.of(one.state()),
                    CallWords.colour(one.state()),
                    why(one.rules(), one.code()),
                    TextWords.marks(one.texts())));
        return rows;
    }

    private List<Row> ofIntegrator(IntegratorId id, CallFilter filter, long before, int most) {
        register.calls().reading().readOn(new Body.OfIntegrator(id), register.agreements());
        List<Row> rows = new ArrayList<>();
        for (OwnCall one : register.calls().of(id, filter, before, most))
            rows.add(new Row(
                    one.first(),
                    ALL + "/" + one.call(),
                    Words.time(one.at()),
                    one.operation().orElse("Not one of Street Manager's operations"),
                    product(one.product()),
                    frames.nameOf(new Body.OfController(one.controller())),
                    "",
                    CallWords.of(one.state()),
                    CallWords.colour(one.state()),
                    why(one.rules(), one.code()),
                    List.of()));
        return rows;
    }

    private static String why(List<String> rules, Optional<String> code) {
        if (rules.isEmpty()) return code.map(CallWords::code).orElse("");
        return String.join(
                ", ",
                rules.stream()
                        .map(rule -> rule.substring(0, Math.max(0, rule.indexOf('.'))))
                        .distinct()
                        .toList());
    }

    /** Whoever only asks for things sees what was done in their own name, and nothing of colleagues. */
    private static Optional<PersonId> ownOnly(Visit visit) {
        boolean controller = visit.someone().person().body() instanceof Body.OfController;
        return controller && !looks(visit.someone())
                ? Optional.of(visit.someone().person().id())
                : Optional.empty();
    }

    private static CallFilter filter(Form query, Optional<PersonId> ownOnly, List<FormError> errors) {
        Optional<ClauseId> clause = named(query, "clause", CallPages::clause, errors, "Choose a clause from the list");
        Optional<CallState> state = named(query, "state", CallPages::state, errors, "Choose an outcome from the list");
        return new CallFilter(
                named(query, "product", ProductId::of, errors, "Choose a product from the list"),
                ownOnly.or(() -> named(query, "person", PersonId::of, errors, "Choose a person from the list")),
                named(query, "works", text -> text.toUpperCase(Locale.ROOT), errors, ""),
                clause,
                state,
                named(query, "texts", CallPages::outcome, errors, "Choose what became of texts from the list"));
    }

    private static <T> Optional<T> named(
            Form query, String name, Function<String, T> reading, List<FormError> errors, String wrong) {
        String text = query.text(name);
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(reading.apply(text));
        } catch (IllegalArgumentException e) {
            errors.add(new FormError(name, wrong));
            return Optional.empty();
        }
    }

    private static TextFinding.Outcome outcome(String text) {
        return TextFinding.Outcome.withId(text)
                .orElseThrow(() -> new IllegalArgumentException("Nothing of the kind becomes of a text."));
    }

    private static ClauseId clause(String text) {
        return Arrays.stream(ClauseId.values())
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such clause."));
    }

    private static CallState state(String text) {
        return Arrays.stream(CallState.values())
                .filter(one -> wireName(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such outcome."));
    }

    static String wireName(CallState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long before(Form query) {
        String text = query.text("before");
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Calls.FROM_THE_LATEST;
    }

    /** The address of the list with the same filters; below the call that the page ended with, or from the latest. */
    private static String query(Form query, String last) {
        StringBuilder address = new StringBuilder(ALL + "?");
        for (String name : List.of("product", "person", "works", "clause", "state"))
            if (!query.text(name).isEmpty())
                address.append(name)
                        .append('=')
                        .append(URLEncoder.encode(query.text(name), StandardCharsets.UTF_8))
                        .append('&');
        if (!last.isEmpty()) address.append("before=").append(last);
        return address.toString();
    }

    private List<Choice> products(Body body) {
        return switch (body) {
            case Body.OfController(ControllerId id) ->
                register.credentials().of(id).stream()
                        .map(one -> one.product())
                        .distinct()
                        .map(one -> new Choice(one.toString(), product(one)))
                        .toList();
            case Body.OfIntegrator(IntegratorId id) ->
                register.products().of(id).stream()
                        .map(one -> new Choice(one.id().toString(), one.name()))
                        .toList();
            case Body.Operator operator -> List.of();
        };
    }

    private List<Choice> people(Body body) {
        return register.people().of(body).stream()
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
    }

    private String product(ProductId id) {
        return register.products().find(id).map(one -> one.name()).orElse("A product");
    }

    private String person(ControllerId controller, PersonId id) {
        return register.people()
                .find(new Body.OfController(controller), id)
                .map(one -> one.name())
                .orElse("");
    }

    private Answer one(Visit visit) {
        UUID call = visit.named("call", UUID::fromString);
        return switch (visit.someone().person().body()) {
            case Body.OfController(ControllerId id) -> ofController(visit.someone(), id, call);
            case Body.OfIntegrator(IntegratorId id) -> ofIntegrator(id, call);
            case Body.Operator operator -> throw new NotThere();
        };
    }

    private static boolean looks(Caller.Someone someone) {
        return someone.is(CONTROLLER_ADMINISTRATOR)
                || someone.is(INFORMATION_GOVERNANCE_OFFICER)
                || someone.is(AUDITOR);
    }

    /** Any of the Controller's for whoever looks at calls; for others those made in their own names. */
    private RecordedCall found(Caller.Someone someone, ControllerId id, UUID call) {
        register.calls().reading().readOn(id);
        return register.calls()
                .find(id, call)
                .filter(one -> looks(someone)
                        || register.digests().isInNameOf(id, someone.person().id(), one))
                .orElseThrow(NotThere::new);
    }

    private Answer ofController(Caller.Someone someone, ControllerId id, UUID call) {
        RecordedCall found = found(someone, id, call);
        List<StoredEntry> stored = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (StoredEntry one : parts.ledger().ofCall(id.value(), call))
            if (CanonicalEntry.read(one.canonical()) instanceof Reading.Canonical(Entry entry)) {
                stored.add(one);
                entries.add(entry);
            }
        // What was breached comes first; the others, of which nothing more is to be said, stand behind it.
        List<Verdicts.Verdict> all = verdicts.of(entries);
        List<Verdicts.Verdict> breached =
                all.stream().filter(Verdicts.Verdict::breached).toList();
        return Answer.shown(common(
                        call,
                        found.state(),
                        found.operation(),
                        found.apiVersion(),
                        found.status(),
                        found.upstream(),
                        found.withheld())
                .with("at", Words.time(found.at()))
                .with("product", product(found.product()))
                .with("integrator", frames.nameOf(new Body.OfIntegrator(found.integrator())))
                .with("person", found.person().map(one -> person(id, one)).orElse(""))
                .with("agreement", found.agreement().map(Object::toString).orElse(""))
                .with("works", found.works())
                .with("texts", TextWords.lines(found.texts()))
                .with("moments", Moments.of(stored, entries))
                .with("verdicts", breached.isEmpty() ? all : breached)
                .with(
                        "others",
                        breached.isEmpty()
                                ? List.of()
                                : all.stream().filter(one -> !one.breached()).toList())
                .with("looks", looks(someone))
                .with("controller", true));
    }

    private Answer ofIntegrator(IntegratorId id, UUID call) {
        register.calls().reading().readOn(new Body.OfIntegrator(id), register.agreements());
        OwnCall found = register.calls().find(id, call).orElseThrow(NotThere::new);
        return Answer.shown(common(
                        call,
                        found.state(),
                        found.operation(),
                        found.apiVersion(),
                        found.status(),
                        found.upstream(),
                        found.withheld())
                .with("at", Words.time(found.at()))
                .with("product", product(found.product()))
                .with("integrator", frames.nameOf(new Body.OfController(found.controller())))
                .with("person", "")
                .with("agreement", found.agreement().map(Object::toString).orElse(""))
                .with("works", List.of())
                .with("texts", List.of())
                .with("moments", List.of())
                .with("verdicts", verdicts.ofBreaches(found.rules()))
                .with("others", List.of())
                .with("looks", true)
                .with("controller", false));
    }

    private static Page common(
            UUID call,
            CallState state,
            Optional<String> operation,
            Optional<String> version,
            Optional<Integer> status,
            Optional<String> upstream,
            long withheld) {
        return Page.of("call")
                .with("call", call.toString())
                .with("operation", operation.orElse("Not one of Street Manager's operations"))
                .with("version", version.orElse(""))
                .with("state", CallWords.of(state))
                .with("colour", CallWords.colour(state))
                .with("status", status.map(Object::toString).orElse(""))
                .with("upstream", upstream.map(CallWords::upstream).orElse(""))
                .with("withheld", withheld);
    }

    /** The receipt with the entry it is of, so that it can be checked against the ledger and by itself. */
    private Answer receipt(Visit visit) {
        if (!(visit.someone().person().body() instanceof Body.OfController(ControllerId id))) throw new NotThere();
        UUID call = found(visit.someone(), id, visit.named("call", UUID::fromString))
                .call();
        StoredEntry entry = parts.ledger()
                .entry(id.value(), visit.named("entry", UUID::fromString))
                .filter(one -> one.call().equals(call))
                .orElseThrow(NotThere::new);
        return Answer.File.of(
                "application/json",
                "wayleave-receipt-" + entry.sequence() + ".json",
                ReceiptForm.jsonWith(entry) + "\n");
    }
}
