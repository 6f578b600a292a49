package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.scan.TextScan;
import uk.wayleave.register.scan.TextScanId;
import uk.wayleave.register.scan.TextScanReport;
import uk.wayleave.register.scan.TextScanRun;
import uk.wayleave.register.scan.TextScanRunId;
import uk.wayleave.register.scan.TextScans;

/** Scans of a Controller's own records for personal data in texts: ordered, hastened, ended, and their reports. */
public final class TextScanEndpoints {
    private static final String ALL = "/api/controllers/{controller}/text-scans";
    private static final int RUNS_USUALLY = 52;
    private static final int RUNS_AT_MOST = 1000;

    private final Register register;
    private final Reach reach;

    public TextScanEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewTextScan(
            @Meaning(
                    "A standing one of the Controller, to manage its own permits: what it names of lists and records is read")
            InstructionId instruction,

            @Meaning("From the start of one run to the next, 1 to 90")
            int everyDays) {}

    record TextScanView(
            TextScanId id,
            AgreementId agreement,
            InstructionId instruction,
            int everyDays,
            Instant ordered,

            @Meaning("When the next run begins, or the one under way goes on; not there once it has ended")
            Optional<Instant> next,

            Optional<Instant> ended) {
        static TextScanView of(TextScan scan) {
            return new TextScanView(
                    scan.id(),
                    scan.agreement(),
                    scan.instruction(),
                    scan.everyDays(),
                    scan.ordered(),
                    scan.next(),
                    scan.ended());
        }
    }

    record HitsView(
            @Meaning("What it is, such as name or telephone")
            String personalData,

            long hits) {
        static List<HitsView> of(SortedMap<String, Long> hits) {
            return hits.entrySet().stream()
                    .map(one -> new HitsView(one.getKey(), one.getValue()))
                    .toList();
        }
    }

    record TextScanRunView(
            TextScanRunId id,
            TextScanId scan,
            Instant started,
            Optional<Instant> finished,
            TextScanRun.State state,

            @Meaning("A code, where it was stopped") Optional<String> stoppedBecause,

            @Meaning("How many answers of Street Manager were read")
            long answers,

            @Meaning("How many calls it was not let make, or had refused")
            long refused,

            @Meaning("Whether there was more than one run may read")
            boolean cutShort,

            @Meaning("Of rules and word lists together; figures of two versions are not of one measure")
            String rulesVersion,

            @Meaning("How many texts, each once") long texts,

            @Meaning("How many of them say something of persons")
            long textsWithHits,

            List<HitsView> hits) {
        static TextScanRunView of(TextScanRun run) {
            return new TextScanRunView(
                    run.id(),
                    run.scan(),
                    run.started(),
                    run.finished(),
                    run.state(),
                    run.stoppedBecause(),
                    run.answers(),
                    run.refused(),
                    run.cutShort(),
                    run.rulesVersion(),
                    run.texts(),
                    run.textsWithHits(),
                    HitsView.of(run.hits()));
        }
    }

    record ReportLine(
            SwaCode organisation,

            @Meaning(
                    "The three digits of the works' reference; not there where the organisation does not promote the works")
            Optional<String> workstream,

            @Meaning("As Street Manager's API names it") String field,
            long texts,
            long textsWithHits,
            List<HitsView> hits) {
        static ReportLine of(TextScanReport.Line line) {
            return new ReportLine(
                    line.team().organisation(),
                    line.team().workstream(),
                    line.field(),
                    line.texts(),
                    line.textsWithHits(),
                    HitsView.of(line.hits()));
        }
    }

    record TextScanReportView(
            TextScanRunView run,

            @Meaning("By organisation, workstream and field; numbers only, since no text is kept")
            List<ReportLine> lines) {
        static TextScanReportView of(TextScanReport report) {
            return new TextScanReportView(
                    TextScanRunView.of(report.run()),
                    report.lines().stream().map(ReportLine::of).toList());
        }
    }

    public List<Endpoint> all() {
        Access administrators = Access.of(CONTROLLER_ADMINISTRATOR);
        Access readers = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR);
        return List.of(
                Endpoint.post(ALL)
                        .named("orderTextScan", "Have the Controller's own records scanned for personal data in texts")
                        .by(administrators)
                        .makes(NewTextScan.class, TextScanView.class, this::order),
                Endpoint.get(ALL)
                        .named("textScans", "Those that were ordered, the latest first")
                        .by(readers)
                        .lists(TextScanView.class, this::list),
                Endpoint.post(ALL + "/{scan}/run")
                        .named("runTextScan", "Have a scan run now, or go on at once with a run under way")
                        .by(administrators)
                        .shows(TextScanView.class, call -> moved(call, TextScans::runNow)),
                Endpoint.post(ALL + "/{scan}/end")
                        .named("endTextScan", "End a scan; its reports stay")
                        .by(administrators)
                        .shows(TextScanView.class, call -> moved(call, TextScans::end)),
                Endpoint.get(ALL + "/{scan}/runs")
                        .named("textScanRuns", "The runs of a scan with their numbers, the latest first: the trend")
                        .query("most", "How many at most, 1 to " + RUNS_AT_MOST + "; " + RUNS_USUALLY + " if not given")
                        .by(readers)
                        .lists(TextScanRunView.class, this::runs),
                Endpoint.get(ALL + "/{scan}/runs/{run}")
                        .named("textScanReport", "What one run found, by team and field")
                        .by(readers)
                        .shows(TextScanReportView.class, this::report));
    }

    /** One move of a scan's life. */
    private interface Move {
        Outcome<TextScan> make(TextScans all, ControllerId controller, TextScanId id, Actor actor);
    }

    private TextScanView order(Call call, NewTextScan body) {
        ControllerId controller = reach.ownController(call);
        return TextScanView.of(Refused.unlessDone(register.textScans()
                .order(
                        controller,
                        body.instruction(),
                        body.everyDays(),
                        call.person().actor())));
    }

    private List<TextScanView> list(Call call) {
        return register.textScans().of(reach.ownController(call)).stream()
                .map(TextScanView::of)
                .toList();
    }

    private TextScanView moved(Call call, Move move) {
        ControllerId controller = reach.ownController(call);
        TextScan scan = own(call, controller);
        return TextScanView.of(Refused.unlessDone(move.make(
                register.textScans(), controller, scan.id(), call.person().actor())));
    }

    private List<TextScanRunView> runs(Call call) {
        ControllerId controller = reach.ownController(call);
        int most = (int) call.number("most", RUNS_USUALLY, 1, RUNS_AT_MOST);
        return register.textScans().runs(controller, own(call, controller).id(), most).stream()
                .map(TextScanRunView::of)
                .toList();
    }

    private TextScanReportView report(Call call) {
        ControllerId controller = reach.ownController(call);
        TextScan scan = own(call, controller);
        return register.textScans()
                .report(controller, call.named("run", TextScanRunId::of))
                .filter(report -> report.run().scan().equals(scan.id()))
                .map(TextScanReportView::of)
                .orElseThrow(Refused::notFound);
    }

    private TextScan own(Call call, ControllerId controller) {
        return register.textScans()
                .find(controller, call.named("scan", TextScanId::of))
                .orElseThrow(Refused::notFound);
    }
}
