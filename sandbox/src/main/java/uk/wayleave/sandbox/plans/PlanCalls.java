package uk.wayleave.sandbox.plans;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Activity;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.ForwardPlan;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.works.Opening;

/** Forward plans, which open a works record before there is a permit; and activities of a highway authority. */
public final class PlanCalls {
    private final Parts parts;
    private final Opening opening;

    public PlanCalls(Parts parts) {
        this.parts = parts;
        this.opening = new Opening(parts);
    }

    public Answer createPlan(Call call) {
        Optional<Answer> wrong = wrongDates(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        Instant now = parts.archive().now();
        return opening.byPromoter(call, WorksStatus.PLANNED, record -> {
            ForwardPlan plan =
                    new ForwardPlan(record.reference() + "-FP", call.body(), "raised", now, Optional.empty());
            ObjectNode said = Json.object();
            said.put("work_reference_number", record.reference());
            said.put("forward_plan_reference_number", plan.reference());
            return new Outcome.Changed(
                    record.withForwardPlan(plan),
                    Event.of("forward_plan_submitted", "forward_plan", plan.reference(), "Forward plan raised"),
                    Answer.created(said));
        });
    }

    private static Optional<Answer> wrongDates(Call call) {
        Instant start = Json.instant(call.body(), "start_date").orElse(Instant.MIN);
        Instant end = Json.instant(call.body(), "end_date").orElse(Instant.MAX);
        return end.isBefore(start)
                ? Optional.of(Answer.invalid("end_date", "must not be before 'start_date'"))
                : Optional.empty();
    }

    /** Any account may read any forward plan it has the reference of. */
    public Answer getPlan(Call call) {
        return parts.any(
                call,
                record -> plan(record, call)
                        .map(plan -> Answer.ok(parts.fit(
                                call,
                                "work.ForwardPlanResponse",
                                parts.worksView().full(record, plan))))
                        .orElseGet(() -> Answer.notFound("Forward plan")));
    }

    private static Optional<ForwardPlan> plan(Works record, Call call) {
        return record.forwardPlan().filter(p -> p.reference().equals(call.at("forwardPlanReferenceNumber")));
    }

    public Answer updatePlan(Call call) {
        Optional<Answer> wrong = wrongDates(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return changePlan(call, "forward_plan_edited", "Forward plan changed", plan -> {
            ObjectNode request = plan.request().deepCopy();
            request.setAll(call.body());
            return plan.withRequest(request);
        });
    }

    public Answer cancelPlan(Call call) {
        String reason = Json.string(call.body(), "cancelled_reason", "");
        return changePlan(call, "forward_plan_cancelled", reason, plan -> plan.cancelled(reason));
    }

    private Answer changePlan(Call call, String event, String details, Function<ForwardPlan, ForwardPlan> change) {
        return parts.changeAsPromoter(call, record -> {
            Optional<ForwardPlan> plan = plan(record, call);
            if (plan.isEmpty()) {
                return new Outcome.Refused(Answer.notFound("Forward plan"));
            }
            if (!plan.get().status().equals("raised")) {
                return Outcome.refused("The forward plan is " + plan.get().status());
            }
            return new Outcome.Changed(
                    record.withForwardPlan(change.apply(plan.get())),
                    Event.of(event, "forward_plan", plan.get().reference(), details),
                    Answer.noContent());
        });
    }

    public Answer createActivity(Call call) {
        Optional<Answer> wrong = wrongDates(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!Opening.isGeometry(call.body().path("activity_coordinates"))) {
            return Answer.invalid("activity_coordinates", "must be a GeoJSON geometry on the British National Grid");
        }
        ObjectNode request = call.body().deepCopy();
        parts.gazetteer().byUsrn(request.path("usrn").asLong(0)).ifPresent(street -> {
            request.putIfAbsent("street_name", request.stringNode(street.name()));
            request.putIfAbsent("town", request.stringNode(street.town()));
            request.putIfAbsent("area_name", request.stringNode(street.area()));
            request.putIfAbsent("road_category", request.numberNode(street.roadCategory()));
        });
        Activity activity = new Activity(
                "ARN-" + call.organisation() + "-" + parts.archive().nextNumber(),
                request,
                call.organisation(),
                parts.archive().now(),
                false,
                Optional.empty());
        parts.archive().keep(activity);
        return Answer.created(Json.object().put("activity_reference_number", activity.reference()));
    }

    /** Any account may read any activity it has the reference of. */
    public Answer getActivity(Call call) {
        return parts.archive()
                .activity(call.at("activityReferenceNumber"))
                .map(a -> Answer.ok(parts.fit(call, "work.ActivityResponse", WorksView.activity(a))))
                .orElseGet(() -> Answer.notFound("Activity"));
    }

    public Answer updateActivity(Call call) {
        Optional<Answer> wrong = wrongDates(call);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        return changeActivity(call, activity -> {
            ObjectNode request = activity.request().deepCopy();
            request.setAll(call.body());
            return activity.withRequest(request);
        });
    }

    public Answer cancelActivity(Call call) {
        return changeActivity(call, a -> a.calledOff(Json.string(call.body(), "cancellation_reason")));
    }

    private Answer changeActivity(Call call, Function<Activity, Activity> change) {
        Optional<Activity> known = parts.archive().activity(call.at("activityReferenceNumber"));
        if (known.isEmpty()) {
            return Answer.notFound("Activity");
        }
        if (!known.get().highwayAuthority().equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        if (known.get().cancelled()) {
            return Answer.problem(400, "The activity is cancelled");
        }
        parts.archive().keep(change.apply(known.get()));
        return Answer.noContent();
    }
}
