package uk.wayleave.sandbox.worklist;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.PermitStatus;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.view.PermitView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/**
 * The Worklist API (V6.17): what an authority or a promoter should do soon. How soon DfT's documents do not say as far as
 * they reach us; here it is two days.
 */
public final class WorklistCalls {
    private static final Duration SOON = Duration.ofDays(2);

    /** A refusal is shown as long as there is time to apply again. */
    private static final Duration RECENT = Duration.ofDays(28);

    private final Parts parts;

    public WorklistCalls(Parts parts) {
        this.parts = parts;
    }

    private Answer rows(Call call, String shape, Function<Works, Stream<ObjectNode>> rows) {
        ArrayNode found = Json.array();
        parts.archive().allWorks().stream()
                .filter(works -> parts.access().reads(call.account(), works))
                .flatMap(rows)
                .forEach(row -> found.add(parts.fit(call, "worklist." + shape, row)));
        return Answer.ok(found);
    }

    private boolean isSoon(Instant at) {
        Instant now = parts.archive().now();
        return at.isAfter(now) && at.isBefore(now.plus(SOON));
    }

    private ObjectNode said(Works works, Permit permit) {
        ObjectNode said = parts.entryView().context(works);
        said.setAll(parts.permitView().full(works, permit));
        said.put("works_location", works.place().street() + ", " + works.place().town());
        said.put("works_category", Labels.of(permit.category()));
        said.put("work_status", Labels.of(works.status().code()));
        said.put(
                "highest_traffic_management_type",
                Labels.of(Json.string(permit.application(), "traffic_management_type", "")));
        said.set("start_date", said.path("proposed_start_date"));
        said.set("end_date", said.path("proposed_end_date"));
        permit.actualStart().ifPresent(at -> said.put("start_date", Json.text(at)));
        return said;
    }

    /** Applications that will count as granted if the authority does not answer. */
    public Answer permitsAboutToDeem(Call call) {
        return rows(
                call,
                "PermitsAboutToDeemResponse",
                works -> works.permits().stream()
                        .filter(permit -> permit.status().isWaiting() && isSoon(answerBy(permit)))
                        .map(permit -> said(works, permit)
                                .put("deem_date", Json.text(answerBy(permit)))
                                .put("application_submission_date", Json.text(permit.created()))));
    }

    private static Instant answerBy(Permit permit) {
        return Category.ofCode(permit.category()).answerBy(permit.created());
    }

    /** Changes that will count as granted if the authority does not answer. */
    public Answer changesAboutToDeem(Call call) {
        return rows(
                call,
                "ChangeRequestsAboutToDeemResponse",
                works -> works.permits().stream()
                        .flatMap(permit -> permit.alterations().stream()
                                .filter(change -> change.status().equals("submitted"))
                                .filter(change -> isSoon(PermitView.deadline(change)))
                                .map(change -> said(works, permit, change))));
    }

    private ObjectNode said(Works works, Permit permit, Alteration change) {
        return said(works, permit)
                .put("change_request_reference_number", change.reference())
                .put("deem_date", Json.text(PermitView.deadline(change)))
                .put("change_submission_date", Json.text(change.created()));
    }

    /** Works that may begin, and should have or soon should. */
    public Answer startsDue(Call call) {
        Instant soon = parts.archive().now().plus(SOON);
        return rows(
                call,
                "WorkStartsDueResponse",
                works -> works.activePermit().stream()
                        .filter(permit -> works.status() == WorksStatus.PLANNED)
                        .filter(permit -> permit.status() == PermitStatus.GRANTED)
                        .filter(permit ->
                                permit.proposedStart().filter(soon::isAfter).isPresent())
                        .map(permit -> said(works, permit)));
    }

    /** Works that go on, and should have ended or soon should. */
    public Answer stopsDue(Call call) {
        Instant soon = parts.archive().now().plus(SOON);
        return rows(
                call,
                "WorkStopsDueResponse",
                works -> works.activePermit().stream()
                        .filter(permit -> works.status() == WorksStatus.IN_PROGRESS)
                        .filter(permit ->
                                permit.proposedEnd().filter(soon::isAfter).isPresent())
                        .map(permit -> said(works, permit)));
    }

    /** Refused, and not applied for again. */
    public Answer refusedPermits(Call call) {
        Instant earliest = parts.archive().now().minus(RECENT);
        return rows(
                call,
                "RefusedPermitsResponse",
                works -> works.activePermit().stream()
                        .filter(permit -> permit.status() == PermitStatus.REFUSED)
                        .filter(permit -> permit.statusChanged().isAfter(earliest))
                        .map(permit -> {
                            ObjectNode said = said(works, permit);
                            said.put("refused_date", Json.text(permit.statusChanged()));
                            return said;
                        }));
    }

    /** Works that go on beyond the end of their reasonable period, unless the authority has put them away. */
    public Answer overrunning(Call call) {
        Instant now = parts.archive().now();
        return rows(
                call,
                "PotentialWorksOverrunningResponse",
                works -> works.activePermit().stream()
                        .filter(permit -> works.status() == WorksStatus.IN_PROGRESS)
                        .filter(permit -> parts.archive()
                                .entry(Kind.DISMISSAL, permit.reference())
                                .isEmpty())
                        .map(permit -> said(works, permit))
                        .filter(said -> Json.instant(said, "reasonable_period_end_date")
                                .filter(now::isAfter)
                                .isPresent()));
    }

    /** Putting away what is put away already changes nothing. */
    public Answer dismiss(Call call) {
        Optional<Works> works = parts.archive().allWorks().stream()
                .filter(one -> one.permit(call.permit()).isPresent())
                .findFirst();
        if (works.isEmpty()) {
            return Answer.notFound("Permit");
        }
        if (!parts.access().governs(call.account(), works.get())) {
            return Answer.accessRestricted();
        }
        parts.archive()
                .keep(Entry.made(
                        Kind.DISMISSAL,
                        call.permit(),
                        Json.object(),
                        parts.archive().now(),
                        call.account().emailAddress(),
                        call.organisation()));
        return Answer.noContent();
    }
}
