package uk.wayleave.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.Parsed;
import uk.wayleave.streetmanager.WorkReference;

/** Works: making one, reading it, its history, starting and stopping, its files. */
final class WorksCalls {
    static final String DEFAULT_WORKSTREAM = "001";

    private static final String NO_PERMITS_HERE = "000";

    private final Parts parts;
    private final PermitCalls permits;

    WorksCalls(Parts parts, PermitCalls permits) {
        this.parts = parts;
        this.permits = permits;
    }

    Answer create(Call call) {
        return open(call, works -> {
            Instant now = parts.archive().now();
            return permits.applied(works, call.body(), call.organisation(), now, permit -> {
                ObjectNode said = Json.object();
                said.put("work_reference_number", works.reference());
                said.put("permit_reference_number", permit.reference());
                return Answer.created(said);
            });
        });
    }

    /** Makes a works record of the caller's and puts something first into it. */
    Answer open(Call call, Function<Works, Outcome> first) {
        ObjectNode body = call.body();
        String promoter = swaCode(body, "promoter_swa_code");
        if (!promoter.equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        String authority = swaCode(body, "highway_authority_swa_code");
        boolean isAuthority = parts.directory()
                .find(authority)
                .filter(o -> o.kind() == Organisation.Kind.HIGHWAY_AUTHORITY)
                .isPresent();
        if (!isAuthority) {
            return Answer.invalid("highway_authority_swa_code", "is not a highway authority of this sandbox");
        }
        Organisation organisation = parts.directory().get(promoter);
        String workstream = Json.string(body, "workstream_prefix", DEFAULT_WORKSTREAM);
        if (!organisation.hasWorkstream(workstream) || workstream.equals(NO_PERMITS_HERE)) {
            return Answer.invalid("workstream_prefix", "is not a workstream of yours that takes works");
        }
        if (!isGeometry(body.path("works_coordinates"))) {
            return Answer.invalid("works_coordinates", "must be a GeoJSON geometry on the British National Grid");
        }
        String chosen = Json.string(body, "work_reference_number")
                .orElseGet(() ->
                        organisation.prefix() + workstream + parts.archive().nextNumber());
        Optional<String> reference = switch (WorkReference.parse(chosen)) {
            case Parsed.Read<WorkReference> read ->
                Optional.of(read.reference())
                        .filter(r -> r.promoterPrefix().equals(organisation.prefix()))
                        .map(WorkReference::value);
            case Parsed.Malformed<WorkReference> malformed -> Optional.empty();
        };
        if (reference.isEmpty()) {
            return Answer.invalid(
                    "work_reference_number",
                    "must be your prefix " + organisation.prefix()
                            + ", three digits of a workstream, and letters, digits, - or _; 24 characters at most");
        }
        return open(call, reference.get(), workstream, authority, first);
    }

    private Answer open(
            Call call, String reference, String workstream, String authority, Function<Works, Outcome> first) {
        Works works = Works.planned(
                reference,
                workstream,
                call.organisation(),
                authority,
                place(call.body()),
                Json.string(call.body(), "works_location_description", ""));
        return parts.archive()
                .open(
                        call.actor(),
                        () -> parts.archive().works(reference).isPresent()
                                ? new Outcome.Refused(Answer.conflict("Work reference number already exists"))
                                : withRecordCreated(first.apply(works)));
    }

    private static Outcome withRecordCreated(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> refused;
            case Outcome.Changed changed -> {
                List<Event> events = new ArrayList<>();
                String reference = changed.works().reference();
                events.add(Event.of("planned_works_record_created", "work", reference, "Works record created"));
                events.addAll(changed.events());
                yield new Outcome.Changed(changed.works(), events, changed.answer());
            }
        };
    }

    static String swaCode(JsonNode body, String field) {
        String code = Json.string(body, field, "").strip();
        return code.length() < 4 ? "0".repeat(4 - code.length()) + code : code;
    }

    static boolean isGeometry(JsonNode coordinates) {
        return coordinates.path("type").isString()
                && coordinates.path("coordinates").isArray()
                && Box.around(coordinates.path("coordinates")).minEasting() < Double.MAX_VALUE;
    }

    /** Street Manager does not check coordinates against the USRN; a street we know lends its own names. */
    private Place place(JsonNode body) {
        long usrn = body.path("usrn").asLong(0);
        Optional<Street> street = parts.gazetteer().byUsrn(usrn);
        return new Place(
                usrn,
                Json.string(body, "street_name")
                        .or(() -> street.map(Street::name))
                        .orElse("Unnamed street"),
                Json.string(body, "town").or(() -> street.map(Street::town)).orElse("Ashcombe"),
                Json.string(body, "area_name")
                        .or(() -> street.map(Street::area))
                        .orElse("Vale of Ashcombe"),
                body.path("road_category")
                        .asInt(street.map(Street::roadCategory).orElse(4)),
                body.path("works_coordinates"));
    }

    Answer get(Call call) {
        return parts.own(
                call,
                works -> parts.prepared(
                        call,
                        "work.WorkResponse",
                        works.reference(),
                        works,
                        () -> parts.worksView().full(works)));
    }

    Answer history(Call call) {
        return parts.own(
                call,
                works -> Page.of(
                        call,
                        works.history().reversed(),
                        row -> parts.fit(call, "work.WorkHistorySummaryResponse", WorksView.history(row))));
    }

    Answer start(Call call) {
        Instant at = Json.instant(call.body(), "actual_start_date").orElseThrow();
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            Optional<Permit> permit = works.activePermit().filter(WorksCalls::mayStart);
            if (works.status() != WorksStatus.PLANNED || permit.isEmpty()) {
                return refused("The works cannot be started: they must be planned, with a granted permit");
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
            case SUBMITTED -> Json.string(permit.application(), "work_type", "").equals("immediate");
            case PERMIT_MODIFICATION_REQUEST, REFUSED, CLOSED, CANCELLED, REVOKED, PROGRESSED -> false;
        };
    }

    Answer revertStart(Call call) {
        return parts.changeAsPromoter(call, works -> {
            if (works.status() != WorksStatus.IN_PROGRESS) {
                return refused("The start cannot be reverted: the works are not in progress");
            }
            Works reverted = changingActive(
                    works.withStatus(WorksStatus.PLANNED),
                    permit -> permit.withActualDates(Optional.empty(), Optional.empty()));
            return logged(reverted, "work_start_reverted", reason(call));
        });
    }

    Answer stop(Call call) {
        Instant at = Json.instant(call.body(), "actual_stop_date").orElseThrow();
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            Optional<Instant> started = works.activePermit().flatMap(Permit::actualStart);
            if (works.status() != WorksStatus.IN_PROGRESS || started.isEmpty()) {
                return refused("The works cannot be stopped: they are not in progress");
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

    Answer revertStop(Call call) {
        Instant now = parts.archive().now();
        return parts.changeAsPromoter(call, works -> {
            if (works.status() != WorksStatus.COMPLETED) {
                return refused("The stop cannot be reverted: the works are not completed");
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

    static Outcome refused(String message) {
        return new Outcome.Refused(Answer.problem(400, message));
    }

    Answer addFiles(Call call) {
        return parts.changeAsEither(
                call,
                works -> parts.withFiles(works, call.body(), call.organisation())
                        .map(linked -> {
                            List<Event> events = new ArrayList<>();
                            call.body()
                                    .path("file_ids")
                                    .forEach(id -> events.add(Event.of(
                                            "file_uploaded",
                                            "work",
                                            works.reference(),
                                            "File " + id.asLong(0) + " added")));
                            return (Outcome) new Outcome.Changed(linked, events, Answer.created());
                        })
                        .orElseGet(() -> new Outcome.Refused(Answer.invalid(
                                "file_ids", "must be files of yours that are not linked to a works yet"))));
    }

    Answer inspection(Call call) {
        return parts.own(
                call,
                works -> works.inspections().stream()
                        .filter(i -> i.reference().equals(call.at("inspectionReferenceNumber")))
                        .findFirst()
                        .map(i -> Answer.ok(parts.fit(
                                call,
                                "work.InspectionResponse",
                                parts.worksView().inspection(works, i))))
                        .orElseGet(() -> Answer.notFound("Inspection")));
    }

    Answer duration(Call call) {
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

    Answer category(Call call) {
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
