package uk.wayleave.console.check;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.pages.Columns;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.scan.TextScanReport;
import uk.wayleave.register.scan.TextScanRun;

/** What scans of the Controller's own records found, by team and field, and how it changed from run to run. */
public final class ScanPages {
    /** Of a trend: a year of weekly runs. */
    private static final int RUNS = 52;

    private final Register register;

    public ScanPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
    }

    public List<Route> all() {
        return List.of(Route.get(
                "/console/check/scans",
                Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR),
                this::shown));
    }

    /** One field of one team in the latest report. */
    public record Line(String team, String field, long texts, long withHits, String hits) {}

    /** One scan with its latest report. */
    public record Scan(String ordered, String next, String state, Columns trend, boolean hasRuns, List<Line> lines) {}

    private Answer shown(Visit visit) {
        if (!(visit.someone().person().body() instanceof Body.OfController(ControllerId id))) throw new NotThere();
        return Answer.shown(Page.of("check-scans")
                .with(
                        "scans",
                        register.textScans().of(id).stream()
                                .map(one -> scan(id, one))
                                .toList()));
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
