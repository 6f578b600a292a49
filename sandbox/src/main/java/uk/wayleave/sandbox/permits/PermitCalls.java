package uk.wayleave.sandbox.permits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.PermitStatus;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.streetmanager.Role;

/**
 * Permits: applying, reading, assessing, cancelling, and the alterations of a permit. DfT's files do not say how a change
 * is refused that the state of the permit does not allow; here it is a 400 that says so.
 */
public final class PermitCalls {
    private final Parts parts;

    public PermitCalls(Parts parts) {
        this.parts = parts;
    }

    /** Any account may read any permit it has the reference of (API documentation V3, "Access and permissions"). */
    public Answer get(Call call) {
        return withPermit(
                call,
                (works, permit) -> parts.prepared(
                        call,
                        "work.PermitResponse",
                        permit.reference(),
                        works,
                        () -> parts.permitView().full(works, permit)));
    }

    private interface OfPermit {
        Answer answer(Works works, Permit permit);
    }

    private Answer withPermit(Call call, OfPermit then) {
        return parts.any(
                call,
                works -> works.permit(call.permit())
                        .map(permit -> then.answer(works, permit))
                        .orElseGet(() -> Answer.notFound("Permit")));
    }

    public Answer create(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> parts.withFiles(works, call.body(), call)
                        .map(linked -> applied(
                                linked,
                                call.body(),
                                parts.archive().now(),
                                permit -> Answer.created(
                                        Json.object().put("permit_reference_number", permit.reference()))))
                        .orElseGet(Parts::filesRefused));
    }

    /** A further permit on a works, the first one included. */
    public Outcome applied(Works works, ObjectNode body, Instant at, Function<Permit, Answer> answer) {
        Optional<Instant> start = Json.instant(body, "proposed_start_date");
        Optional<Instant> end = Json.instant(body, "proposed_end_date");
        if (start.isEmpty() || end.isEmpty() || end.get().isBefore(start.get())) {
            return new Outcome.Refused(Answer.invalid("proposed_end_date", "must not be before 'proposed_start_date'"));
        }
        boolean authorised = isAuthorised(works);
        boolean occupied =
                works.permits().stream().anyMatch(p -> p.status().isLive() && !(authorised && isAuthorisation(p)));
        if (occupied || works.status() == WorksStatus.CANCELLED) {
            return new Outcome.Refused(Answer.conflict("The works already have a permit or are cancelled"));
        }
        Category category = Category.of(
                Json.string(body, "work_type", "planned"),
                start.get(),
                end.get(),
                Json.flag(body, "is_ttro_required"),
                Json.flag(body, "immediate_risk"),
                authorised);
        Permit permit = Permit.submitted(
                "%s-%02d".formatted(works.reference(), works.permits().size() + 1), body, category.code(), at);
        Works now = works.withStatus(WorksStatus.PLANNED);
        for (Permit earlier : works.permits()) {
            if (authorised && isAuthorisation(earlier) && earlier.status() == PermitStatus.GRANTED) {
                now = now.changingPermit(earlier.reference(), p -> p.withStatus(PermitStatus.PROGRESSED, at));
            }
        }
        String event = category == Category.PAA ? "paa_submitted" : "permit_submitted";
        return new Outcome.Changed(
                now.withPermit(permit),
                Event.of(event, object(permit), permit.reference(), "Application submitted"),
                answer.apply(permit));
    }

    private static boolean isAuthorisation(Permit permit) {
        return permit.category().equals(Category.PAA.code());
    }

    /** Whether a provisional advance authorisation was granted. */
    public static boolean isAuthorised(Works works) {
        return works.permits().stream()
                .anyMatch(p -> isAuthorisation(p)
                        && (p.status() == PermitStatus.GRANTED || p.status() == PermitStatus.PROGRESSED));
    }

    static String object(Permit permit) {
        return isAuthorisation(permit) ? "paa" : "permit";
    }

    /** A promoter may withdraw its application or give its permit up; nothing else is the promoter's to set. */
    public Answer updateStatus(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(
                call,
                works -> changed(works, call, permit -> {
                    if (!Json.string(call.body(), "permit_status", "").equals(PermitStatus.CANCELLED.code())) {
                        return new Outcome.Refused(Answer.invalid("permit_status", "can only be set to cancelled"));
                    }
                    if (!permit.status().isLive() || works.status() == WorksStatus.IN_PROGRESS) {
                        return Outcome.refused("The permit cannot be cancelled as it stands");
                    }
                    Works cancelled = works.changingPermit(
                            permit.reference(),
                            p -> p.withStatus(PermitStatus.CANCELLED, now)
                                    .withFacts(
                                            now,
                                            facts -> Entries.take(
                                                    facts,
                                                    call.body(),
                                                    "permit_cancellation_reason",
                                                    "permit_cancellation_reason_other")));
                    boolean over = cancelled.permits().stream()
                            .noneMatch(p -> p.status().isLive());
                    return new Outcome.Changed(
                            over ? cancelled.withStatus(WorksStatus.CANCELLED) : cancelled,
                            event(permit, "cancelled", Json.string(call.body(), "additional_comments", "Cancelled")),
                            Answer.noContent());
                }));
    }

    public Answer assess(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsAuthority(
                call, works -> changed(works, call, permit -> assessed(works, permit, call.body(), now)));
    }

    /** The answer of the highway authority to an application, or its taking back of a permit. */
    public Outcome assessed(Works works, Permit permit, ObjectNode body, Instant at) {
        String wanted = Json.string(body, "assessment_status", "");
        boolean revoking = wanted.equals("revoked");
        if (revoking
                ? permit.status() != PermitStatus.GRANTED
                : !permit.status().isWaiting()) {
            return Outcome.refused("A permit that is " + permit.status().code() + " cannot be " + wanted);
        }
        return switch (wanted) {
            case "granted" ->
                Json.flag(body, "is_duration_challenged")
                        ? decided(works, permit, PermitStatus.GRANTED, "granted_with_duration_challenge", body, at)
                        : decided(works, permit, PermitStatus.GRANTED, "granted", body, at);
            case "refused" ->
                body.path("reasons_for_refusal").isEmpty()
                        ? new Outcome.Refused(Answer.invalid("reasons_for_refusal", "is required"))
                        : decided(works, permit, PermitStatus.REFUSED, "refused", body, at);
            case "permit_modification_request" ->
                isBlank(body, "pending_change_details")
                        ? new Outcome.Refused(Answer.invalid("pending_change_details", "is required"))
                        : decided(works, permit, PermitStatus.PERMIT_MODIFICATION_REQUEST, "", body, at);
            case "revoked" ->
                isBlank(body, "revoke_reason")
                        ? new Outcome.Refused(Answer.invalid("revoke_reason", "is required"))
                        : decided(works, permit, PermitStatus.REVOKED, "revoked", body, at);
            default ->
                new Outcome.Refused(
                        Answer.invalid("assessment_status", "is set by Street Manager itself, not by an authority"));
        };
    }

    private static boolean isBlank(JsonNode body, String field) {
        return Json.string(body, field, "").isBlank();
    }

    private static Outcome decided(
            Works works, Permit permit, PermitStatus status, String verb, ObjectNode body, Instant at) {
        Works decided = works.changingPermit(
                permit.reference(), p -> p.withStatus(status, at).withAssessment(body));
        String details = Json.string(body, "additional_comments", Labels.of(status.code()));
        Event event = status == PermitStatus.PERMIT_MODIFICATION_REQUEST
                ? Event.of("permit_modification_request", object(permit), permit.reference(), details)
                : event(permit, verb, details);
        return new Outcome.Changed(decided, event, Answer.noContent());
    }

    static Event event(Permit permit, String verb, String details) {
        return Event.of(object(permit) + "_" + verb, object(permit), permit.reference(), details);
    }

    static Outcome changed(Works works, Call call, Function<Permit, Outcome> change) {
        return works.permit(call.permit()).map(change).orElseGet(() -> new Outcome.Refused(Answer.notFound("Permit")));
    }

    public Answer createAlteration(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsEither(
                call,
                works -> changed(works, call, permit -> {
                    if (!permit.status().isLive()) {
                        return Outcome.refused(
                                "A permit that is " + permit.status().code() + " cannot be altered");
                    }
                    if (permit.alterations().stream().anyMatch(a -> a.status().equals("submitted"))) {
                        return new Outcome.Refused(
                                Answer.conflict("An alteration of the permit already waits for an answer"));
                    }
                    ObjectNode proposal = permit.application().deepCopy();
                    proposal.setAll(call.body());
                    Alteration alteration = new Alteration(
                            nextReference(permit),
                            proposal,
                            permit,
                            "submitted",
                            alterationType(works, permit, call),
                            now,
                            now,
                            Optional.empty(),
                            Json.object());
                    ObjectNode said = Json.object().put("permit_alteration_reference_number", alteration.reference());
                    return new Outcome.Changed(
                            works.changingPermit(permit.reference(), p -> p.withAlteration(alteration, now)),
                            alterationEvent(alteration, permit, "submitted"),
                            Answer.created(said));
                }));
    }

    /** V6: the authority sets other conditions, which hold at once. */
    public Answer impose(Call call) {
        Instant now = parts.archive().now();
        String reason = Json.string(call.body(), "permit_alteration_reason")
                .or(() -> Json.string(call.body(), "change_request_reason"))
                .orElse("");
        return parts.changeAsAuthority(
                call,
                works -> changed(works, call, permit -> {
                    if (permit.status() != PermitStatus.GRANTED) {
                        return Outcome.refused("Only a permit that is granted can have a change imposed");
                    }
                    ObjectNode proposal = permit.application().deepCopy();
                    Entries.take(proposal, call.body(), "permit_conditions");
                    proposal.put("permit_alteration_reason", reason);
                    Alteration alteration = new Alteration(
                            nextReference(permit),
                            proposal,
                            permit,
                            "auto_applied",
                            "HA_IMPOSED_CHANGE",
                            now,
                            now,
                            Optional.empty(),
                            Json.object());
                    Works imposed = works.changingPermit(
                            permit.reference(), p -> altered(p.withAlteration(alteration, now), alteration, now));
                    ObjectNode said = Json.object().put("permit_alteration_reference_number", alteration.reference());
                    return new Outcome.Changed(
                            imposed, alterationEvent(alteration, permit, "applied_auto"), Answer.created(said));
                }));
    }

    private static String nextReference(Permit permit) {
        return "%s-CR-%02d".formatted(permit.reference(), permit.alterations().size() + 1);
    }

    private static Event alterationEvent(Alteration alteration, Permit permit, String verb) {
        String reason = Json.string(alteration.request(), "permit_alteration_reason", "");
        return Event.of("alteration_" + verb, "change_request", alteration.reference(), reason)
                .under(permit.reference());
    }

    private static String alterationType(Works works, Permit permit, Call call) {
        if (call.account().role() == Role.HIGHWAY_AUTHORITY) {
            return "HA_CHANGE_REQUEST";
        }
        if (permit.status() == PermitStatus.PERMIT_MODIFICATION_REQUEST) {
            return "MODIFIED_PERMIT";
        }
        return works.status() == WorksStatus.IN_PROGRESS ? "WORK_EXTENSION" : "PROMOTER_CHANGE_REQUEST";
    }

    /** Any account may read any alteration it has the reference of. */
    public Answer getAlteration(Call call) {
        return withPermit(
                call,
                (works, permit) -> permit.alteration(call.at("permitAlterationReferenceNumber"))
                        .map(a -> Answer.ok(parts.fit(
                                call,
                                "work.PermitAlterationResponse",
                                parts.permitView().full(works, permit, a))))
                        .orElseGet(() -> Answer.notFound("Alteration")));
    }

    public Answer assessAlteration(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsAuthority(
                call,
                works -> changed(
                        works,
                        call,
                        permit -> permit.alteration(call.at("permitAlterationReferenceNumber"))
                                .map(alteration -> assessed(works, permit, alteration, call.body(), now))
                                .orElseGet(() -> new Outcome.Refused(Answer.notFound("Alteration")))));
    }

    private static Outcome assessed(Works works, Permit permit, Alteration alteration, ObjectNode body, Instant at) {
        String wanted = Json.string(body, "alteration_status", "");
        if (!List.of("granted", "granted_with_duration_challenge", "refused").contains(wanted)) {
            return new Outcome.Refused(Answer.invalid(
                    "alteration_status", "can be set to granted, granted_with_duration_challenge or refused"));
        }
        if (!alteration.status().equals("submitted")) {
            return Outcome.refused("The alteration has already been " + alteration.status());
        }
        Works changed = works.changingPermit(
                permit.reference(), p -> p.withAlteration(alteration.assessed(wanted, body, at), at));
        List<Event> events = new ArrayList<>();
        events.add(alterationEvent(alteration, permit, wanted));
        if (!wanted.equals("refused")) {
            changed = changed.changingPermit(permit.reference(), p -> altered(p, alteration, at));
            if (permit.status() == PermitStatus.PERMIT_MODIFICATION_REQUEST) {
                events.add(event(permit, "granted", "Granted as modified"));
            }
        }
        return new Outcome.Changed(changed, events, Answer.noContent());
    }

    private static Permit altered(Permit permit, Alteration alteration, Instant at) {
        ObjectNode application = alteration.request().deepCopy();
        application.remove("permit_alteration_reason");
        Permit altered = permit.withApplication(application, permit.category());
        return permit.status() == PermitStatus.PERMIT_MODIFICATION_REQUEST
                ? altered.withStatus(PermitStatus.GRANTED, at)
                : altered;
    }
}
