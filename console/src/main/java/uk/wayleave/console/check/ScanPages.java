package uk.wayleave.console.check;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.stream.Collectors;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.Purpose;
import uk.wayleave.pages.Columns;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.Product;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.scan.TextScanReport;
import uk.wayleave.register.scan.TextScanRun;
import uk.wayleave.register.scan.TextScans;

/**
 * Scans of the Controller's own records: what they found, by team and field, and how it changed from run to run; and, for
 * an administrator, having one ordered, run at once, and ended.
 */
public final class ScanPages {
    /** Of a trend: a year of weekly runs. */
    private static final int RUNS = 52;

    private static final String ALL = "/console/check/scans";
    private static final String ONE = ALL + "/{scan}";
    private static final String USUAL_DAYS = "7";

    private final Register register;
    private final Clock clock;

    public ScanPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.clock = parts.clock();
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        return List.of(
                Route.get(
                        ALL,
                        Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR),
                        visit -> Answer.shown(page(visit, "", USUAL_DAYS, List.of()))),
                Route.post(ALL, administrator, this::order),
                Route.post(ONE + "/run", administrator, visit -> move(visit, TextScans::runNow)),
                Route.post(ONE + "/end", administrator, visit -> move(visit, TextScans::end)));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    private Answer order(Visit visit) {
        Form form = visit.form();
        List<FormError> errors = new ArrayList<>();
        Optional<InstructionId> instruction = fitting(controller(visit)).stream()
                .map(Instruction::id)
                .filter(one -> one.toString().equals(form.text("instruction")))
                .findFirst();
        OptionalInt days = days(form.text("days"));
        if (instruction.isEmpty())
            errors.add(new FormError("instruction", "Choose the standing instruction that says what is read"));
        if (days.isEmpty())
            errors.add(new FormError("days", "Enter after how many days it runs again: a number from 1 to 90"));
        if (errors.isEmpty()) {
            // Sent twice: it has been ordered already.
            if (goesOn(controller(visit), instruction.orElseThrow())) return Answer.moved(ALL);
            switch (register.textScans()
                    .order(
                            controller(visit),
                            instruction.orElseThrow(),
                            days.getAsInt(),
                            visit.someone().actor())) {
                case Outcome.Done<TextScan> done -> {
                    return Answer.moved(ALL);
                }
                case Outcome.Refused<TextScan>(String why, String cure) ->
                    errors.add(new FormError("instruction", why + " " + cure));
            }
        }
        return Answer.wrong(page(visit, form.text("instruction"), form.text("days"), errors));
    }

    private static OptionalInt days(String text) {
        return text.matches("[1-9][0-9]?") && Integer.parseInt(text) <= 90
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }

    private boolean goesOn(ControllerId controller, InstructionId instruction) {
        return register.textScans().of(controller).stream()
                .anyMatch(one -> one.ended().isEmpty() && one.instruction().equals(instruction));
    }

    /** One move of a scan's life. */
    private interface Move {
        Outcome<TextScan> make(TextScans all, ControllerId controller, TextScanId id, Actor actor);
    }

    private Answer move(Visit visit, Move move) {
        TextScan scan = register.textScans()
                .find(controller(visit), visit.named("scan", TextScanId::of))
                .orElseThrow(NotThere::new);
        // Sent twice, or ended by somebody else meanwhile: the page shows how it stands.
        if (scan.ended().isPresent()) return Answer.moved(ALL);
        return switch (move.make(
                register.textScans(),
                controller(visit),
                scan.id(),
                visit.someone().actor())) {
            case Outcome.Done<TextScan> done -> Answer.moved(ALL);
            case Outcome.Refused<TextScan>(String why, String cure) ->
                Answer.wrong(page(visit, "", USUAL_DAYS, List.of(new FormError("scan-0", why + " " + cure))));
        };
    }

    /** Instructions that a scan can be run under, and is not yet: see {@link TextScans#order}. */
    private List<Instruction> fitting(ControllerId controller) {
        return register.instructions().of(controller).stream()
                .filter(one -> one.kind() == InstructionKind.STANDING
                        && one.purpose() == Purpose.MANAGE_OWN_PERMITS
                        && one.isInForceAt(clock.instant()))
                .toList();
    }

    private List<Choice> choices(ControllerId controller) {
        return fitting(controller).stream()
                .filter(one -> !goesOn(controller, one.id()))
                .map(one -> new Choice(
                        one.id().toString(),
                        register.products()
                                        .find(one.product())
                                        .map(Product::name)
                                        .orElse("A product")
                                + ", until " + Words.day(one.until())))
                .toList();
    }

    /** One field of one team in the latest report. */
    public record Line(String team, String field, long texts, long withHits, String hits) {}

    /** One scan with its latest report. */
    public record Scan(
            String path,
            boolean goesOn,
            String ordered,
            String next,
            String state,
            Columns trend,
            boolean hasRuns,
            List<Line> lines) {}

    private Page page(Visit visit, String instruction, String days, List<FormError> errors) {
        ControllerId id = controller(visit);
        boolean mayOrder = visit.someone().is(CONTROLLER_ADMINISTRATOR);
        return Page.of("check-scans")
                .with("errors", errors)
                .with("mayOrder", mayOrder)
                .with("instructions", mayOrder ? choices(id) : List.of())
                .with("instruction", instruction)
                .with("days", days)
                .with(
                        "scans",
                        register.textScans().of(id).stream()
                                .map(one -> scan(id, one))
                                .toList());
    }

    private Scan scan(ControllerId id, TextScan scan) {
        List<TextScanRun> runs = register.textScans().runs(id, scan.id(), RUNS);
        Optional<TextScanRun> latest = runs.stream()
                .filter(one -> one.state() == TextScanRun.State.DONE)
                .max(Comparator.comparing(TextScanRun::started));
        List<Line> lines = latest
                .flatMap(one -> register.textScans().report(id, one.id()))
                .map(TextScanReport::lines)
                .orElse(List.of())
                .stream()
                .map(one -> new Line(
                        one.team().toString(), one.field(), one.texts(), one.textsWithHits(), inWords(one.hits())))
                .toList();
        return new Scan(
                ALL + "/" + scan.id(),
                scan.ended().isEmpty(),
                "Every " + scan.everyDays() + " days since " + Words.day(scan.ordered()),
                scan.ended()
                        .map(at -> "Ended on " + Words.day(at))
                        .orElseGet(() -> scan.next()
                                .map(at -> "Next on " + Words.time(at))
                                .orElse("")),
                latest.map(ScanPages::sum).orElse("No run has finished yet."),
                trend(runs),
                !runs.isEmpty(),
                lines);
    }

    private static String sum(TextScanRun run) {
        return String.format(
                Locale.UK,
                "The latest run, of %s, read %,d texts; %,d of them (%.1f %%) say something of persons.%s",
                Words.day(run.started()),
                run.texts(),
                run.textsWithHits(),
                run.textsWithHitsOfHundred(),
                run.cutShort() ? " There was more than one run may read." : "");
    }

    private static Columns trend(List<TextScanRun> runs) {
        return Columns.of(
                "Texts of each run",
                List.of("Nothing of persons", "Something of persons"),
                runs.stream()
                        .sorted(Comparator.comparing(TextScanRun::started))
                        .map(one -> new Columns.Day(
                                Words.day(one.started()),
                                List.of(one.texts() - one.textsWithHits(), one.textsWithHits())))
                        .toList());
    }

    private static String inWords(SortedMap<String, Long> hits) {
        return hits.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map((Map.Entry<String, Long> one) -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
