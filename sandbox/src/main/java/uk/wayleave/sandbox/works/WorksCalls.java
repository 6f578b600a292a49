package uk.wayleave.sandbox.works;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Page;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.permits.PermitCalls;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.PermitStatus;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** Works: making one, reading it, its history, starting and stopping, its files. */
public final class WorksCalls {
    private final Parts parts;
    private final Opening opening;
    private final PermitCalls permits;

    public WorksCalls(Parts parts, PermitCalls permits) {
        this.parts = parts;
        this.opening = new Opening(parts);
        this.permits = permits;
    }

    public Answer create(Call call) {
        Instant now = parts.archive().now();
        return opening.byPromoter(
                call,
                WorksStatus.PLANNED,
                works -> parts.withFiles(works, call.body(), call)
                        .map(linked -> permits.applied(linked, call.body(), now, permit -> {
                            ObjectNode said = Json.object();
                            said.put("work_reference_number", works.reference());
                            said.put("permit_reference_number", permit.reference());
                            return Answer.created(said);
                        }))
                        .orElseGet(Parts::filesRefused));
    }

    public Answer get(Call call) {
        return parts.own(
                call,
                works -> parts.prepared(
                        call,
                        "work.WorkResponse",
                        works.reference(),
                        works,
                        () -> parts.worksView().full(works)));
    }

    public Answer history(Call call) {
        return parts.own(
                call,
                works -> Page.of(
                        call,
                        works.history().reversed(),
                        row -> parts.fit(call, "work.WorkHistorySummaryResponse", WorksView.history(row))));
    }

    public Answer start(Call call) {
        Instant at = Json.instant(call.body(), "actual_start_date").orElseThrow();
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            Optional<Permit> permit = works.activePermit().filter(WorksCalls::mayStart);
            if (works.status() != WorksStatus.PLANNED || permit.isEmpty()) {
                return Outcome.refused("The works cannot be started: they must be planned, with a granted permit");
            }
            if (at.isAfter(now)) {
                return new Outcome.Refused(Answer.invalid("actual_start_date", "cannot be in the future"));
            }
            Works started = works.withStatus(WorksStatus.IN_PROGRESS)
                    .changingPermit(
                            permit.get().reference(), p -> p.withActualDates(Optional.of(at), Optional.empty()));
            return logged(started, "work_start_logged", "Works started " + Json.text(at));
        });
    }

    private static boolean mayStart(Permit permit) {
        return switch (permit.status()) {
            case GRANTED -> !permit.category().equals(Category.PAA.code());
            case SUBMITTED, UNDER_ASSESSMENT ->
                Json.string(permit.application(), "work_type", "").equals("immediate");
            case PERMIT_MODIFICATION_REQUEST, REFUSED, CLOSED, CANCELLED, REVOKED, PROGRESSED -> false;
        };
    }

    public Answer revertStart(Call call) {
        return parts.changeAsPromoter(call, works -> {
            if (works.status() != WorksStatus.IN_PROGRESS) {
                return Outcome.refused("The start cannot be reverted: the works are not in progress");
            }
            Works reverted = changingActive(
                    works.withStatus(WorksStatus.PLANNED),
                    permit -> permit.withActualDates(Optional.empty(), Optional.empty()));
            return logged(reverted, "work_start_reverted", reason(call));
        });
    }

    public Answer stop(Call call) {
        Instant at = Json.instant(call.body(), "actual_stop_date").orElseThrow();
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            Optional<Instant> started = works.activePermit().flatMap(Permit::actualStart);
            if (works.status() != WorksStatus.IN_PROGRESS || started.isEmpty()) {
                return Outcome.refused("The works cannot be stopped: they are not in progress");
            }
            if (at.isAfter(now) || at.isBefore(started.get())) {
                return new Outcome.Refused(
                        Answer.invalid("actual_stop_date", "must lie between the start of the works and now"));
            }
            Works stopped = changingActive(
                    works.withStatus(WorksStatus.COMPLETED),
                    permit -> permit.withActualDates(permit.actualStart(), Optional.of(at))
                            .withStatus(PermitStatus.CLOSED, now));
            return logged(stopped, "work_stop_logged", "Works stopped " + Json.text(at));
        });
    }

    public Answer revertStop(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            if (works.status() != WorksStatus.COMPLETED) {
                return Outcome.refused("The stop cannot be reverted: the works are not completed");
            }
            Works reverted = changingActive(
                    works.withStatus(WorksStatus.IN_PROGRESS),
                    permit -> permit.withActualDates(permit.actualStart(), Optional.empty())
                            .withStatus(PermitStatus.GRANTED, now));
            return logged(reverted, "work_stop_reverted", reason(call));
        });
    }

    private static Works changingActive(Works works, UnaryOperator<Permit> change) {
        return works.activePermit()
                .map(permit -> works.changingPermit(permit.reference(), change))
                .orElse(works);
    }

    private static Outcome logged(Works works, String event, String details) {
        return new Outcome.Changed(works, Event.of(event, "work", works.reference(), details), Answer.noContent());
    }

    private static String reason(Call call) {
        return Json.string(call.body(), "revert_reason", "");
    }

    public Answer addFiles(Call call) {
        return parts.changeAsEither(
                call,
                works -> parts.withFiles(works, call.body(), call)
                        .<Outcome>map(linked -> new Outcome.Changed(linked, filesAdded(works, call), Answer.created()))
                        .orElseGet(Parts::filesRefused));
    }

    private static List<Event> filesAdded(Works works, Call call) {
        return call.body()
                .path("file_ids")
                .valueStream()
                .map(id -> Event.of("file_uploaded", "work", works.reference(), "File " + id.asLong(0) + " added"))
                .toList();
    }

    public Answer duration(Call call) {
        Optional<Instant> start = call.query().instant("startDate");
        Optional<Instant> end = call.query().instant("endDate");
        if (start.isEmpty() || end.isEmpty()) {
            return Answer.invalid(Map.of("startDate", "and 'endDate' must both be dates and times"));
        }
        return Answer.ok(duration(start.get(), end.get()));
    }

    private static ObjectNode duration(Instant start, Instant end) {
        return Json.object()
                .put("calendar_days", Calendar.days(start, end))
                .put("working_days", Calendar.workingDays(start, end));
    }

    public Answer category(Call call) {
        String workType = call.query().text("work_type").orElse("");
        if (!List.of("planned", "immediate", "hs2_highway_works").contains(workType)) {
            return Answer.invalid("work_type", "must be one of planned, immediate, hs2_highway_works");
        }
        Instant now = parts.archive().now();
        Instant start = call.query().instant("proposed_start_date").orElse(now);
        Instant end = call.query().instant("proposed_end_date").orElse(start);
        boolean authorised = call.query()
                .text("work_reference_number")
                .flatMap(parts.archive()::works)
                .filter(PermitCalls::isAuthorised)
                .isPresent();
        Category category = Category.of(
                workType,
                start,
                end,
                call.query().flag("is_ttro_required"),
                call.query().flag("immediate_risk"),
                authorised);
        ObjectNode said = Json.object();
        said.put("work_category", category.code());
        said.set("duration", duration(start, end));
        said.put("validity_period_end_date", Json.text(category.validUntil(end)));
        said.put("is_early_start", category.isEarlyStart(now, start));
        return Answer.ok(parts.fit(call, "work.WorkCategoryResponse", said));
    }
}
