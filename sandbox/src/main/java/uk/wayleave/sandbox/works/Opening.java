package uk.wayleave.sandbox.works;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.street.Box;
import uk.wayleave.sandbox.street.Place;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.Parsed;
import uk.wayleave.streetmanager.WorkReference;

/** How a works record comes into being: by what its promoter, or the authority of the street, puts first into it. */
public final class Opening {
    private static final String DEFAULT_WORKSTREAM = "001";

    /** The default workstream takes no permits (contractor guidance); what an authority opens goes there. */
    private static final String NO_PERMITS_HERE = "000";

    private final Parts parts;

    public Opening(Parts parts) {
        this.parts = parts;
    }

    /** Works as their promoter, or a contractor for it, opens them. */
    public Answer byPromoter(Call call, WorksStatus status, Function<Works, Outcome> first) {
        ObjectNode body = call.body();
        String promoter = swaCode(body, "promoter_swa_code");
        String workstream = Json.string(body, "workstream_prefix", DEFAULT_WORKSTREAM);
        if (!parts.access().promotes(call.account(), promoter, workstream)) {
            return Answer.accessRestricted();
        }
        Organisation organisation = parts.directory().get(promoter);
        if (!organisation.hasWorkstream(workstream) || workstream.equals(NO_PERMITS_HERE)) {
            return Answer.invalid("workstream_prefix", "is not a workstream of yours that takes works");
        }
        String authority = swaCode(body, "highway_authority_swa_code");
        if (!isOfKind(authority, Organisation.Kind.HIGHWAY_AUTHORITY)) {
            return Answer.invalid("highway_authority_swa_code", "is not a highway authority of this sandbox");
        }
        return open(call, organisation, workstream, authority, status, first);
    }

    /** Works as the authority of the street opens them, in their promoter's name. */
    public Answer byAuthority(Call call, WorksStatus status, Function<Works, Outcome> first) {
        String authority = swaCode(call.body(), "highway_authority_swa_code");
        if (!authority.equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        String promoter = swaCode(call.body(), "promoter_swa_code");
        if (!isOfKind(promoter, Organisation.Kind.PROMOTER)) {
            return Answer.invalid("promoter_swa_code", "is not a promoter of this sandbox");
        }
        return open(call, parts.directory().get(promoter), NO_PERMITS_HERE, authority, status, first);
    }

    private boolean isOfKind(String swaCode, Organisation.Kind kind) {
        return parts.directory().find(swaCode).filter(o -> o.kind() == kind).isPresent();
    }

    private Answer open(
            Call call,
            Organisation promoter,
            String workstream,
            String authority,
            WorksStatus status,
            Function<Works, Outcome> first) {
        if (!isGeometry(call.body().path("works_coordinates"))) {
            return Answer.invalid("works_coordinates", "must be a GeoJSON geometry on the British National Grid");
        }
        String chosen = Json.string(call.body(), "work_reference_number")
                .orElseGet(
                        () -> promoter.prefix() + workstream + parts.archive().nextNumber());
        Optional<String> reference = switch (WorkReference.parse(chosen)) {
            case Parsed.Read<WorkReference> read ->
                Optional.of(read.reference())
                        .filter(r -> r.promoterPrefix().equals(promoter.prefix()))
                        .map(WorkReference::value);
            case Parsed.Malformed<WorkReference> malformed -> Optional.empty();
        };
        if (reference.isEmpty()) {
            return Answer.invalid(
                    "work_reference_number",
                    "must be your prefix " + promoter.prefix()
                            + ", three digits of a workstream, and letters, digits, - or _; 24 characters at most");
        }
        Works works = Works.planned(
                        reference.get(),
                        workstream,
                        promoter.swaCode(),
                        authority,
                        place(call.body()),
                        description(call.body()))
                .withStatus(status);
        return parts.archive()
                .open(
                        call.actor(),
                        () -> parts.archive().works(works.reference()).isPresent()
                                ? new Outcome.Refused(Answer.conflict("Work reference number already exists"))
                                : withRecordCreated(status, first.apply(works)));
    }

    private static Outcome withRecordCreated(WorksStatus status, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> refused;
            case Outcome.Changed changed -> {
                List<Event> events = new ArrayList<>();
                String reference = changed.works().reference();
                events.add(Event.of(recordCreated(status), "work", reference, "Works record created"));
                events.addAll(changed.events());
                yield new Outcome.Changed(changed.works(), events, changed.answer(), changed.also());
            }
        };
    }

    private static String recordCreated(WorksStatus status) {
        return switch (status) {
            case PLANNED, COMPLETED, CANCELLED -> "planned_works_record_created";
            case IN_PROGRESS -> "in_progress_works_record_created";
            case HISTORICAL -> "historic_works_record_created";
            case NON_NOTIFIABLE -> "non_notifiable_works_record_created";
            case SECTION_81 -> "section_81_works_record_created";
            case UNATTRIBUTABLE -> "unattributable_works_record_created";
        };
    }

    /** Four digits: DfT says to pad with zeros. */
    public static String swaCode(JsonNode body, String field) {
        String code = Json.string(body, field, "").strip();
        return code.length() < 4 ? "0".repeat(4 - code.length()) + code : code;
    }

    public static boolean isGeometry(JsonNode coordinates) {
        return coordinates.path("type").isString()
                && coordinates.path("coordinates").isArray()
                && Box.around(coordinates.path("coordinates")).minEasting() < Double.MAX_VALUE;
    }

    private static String description(JsonNode body) {
        return Json.string(body, "works_location_description")
                .or(() -> Json.string(body, "location_description"))
                .orElse("");
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
}
