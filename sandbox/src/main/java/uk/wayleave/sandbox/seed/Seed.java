package uk.wayleave.sandbox.seed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Actor;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.permits.PermitCalls;
import uk.wayleave.sandbox.record.Activity;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Comment;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.PermitStatus;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.street.Place;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/**
 * The works the sandbox begins with: a few weeks of the life of three promoters in one county, made from a seed and the
 * clock. Everything happens through the operations a caller would use, in the order of time, so that history, updates
 * and states agree. Persons, numbers and addresses are fictional; free text holds some, as it does in real life, so that
 * screening and masking have something to find.
 */
public final class Seed {
    private static final List<String> PEOPLE = List.of(
            "Rowan Tolliver",
            "Anneka Brightwater",
            "Dilip Chaudhuri-Marsh",
            "Morwenna Pask",
            "Stellan Ogilby",
            "Comfort Asante-Hale",
            "Gethin Rowlandson",
            "Yusra Kettlewell",
            "Piers Amblecote",
            "Linnea Fordingbridge");
    private static final List<Job> WATER_JOBS = List.of(
            new Job("Renew 40 metres of 125 mm water main", "utility_asset_works", "multi_way_signals", 7),
            new Job("Repair leaking communication pipe", "utility_repair_and_maintenance_works", "give_and_take", 2),
            new Job("Lay new 32 mm supply to development", "new_service_connection", "some_carriageway_incursion", 3));
    private static final List<Job> FIBRE_JOBS = List.of(
            new Job("Install 120 metres of duct and two chambers", "utility_asset_works", "two_way_signals", 6),
            new Job("Clear blocked duct and pull cable", "utility_repair_and_maintenance_works", "priority_working", 1),
            new Job("Raise sunken chamber cover", "remedial_works", "no_carriageway_incursion", 2));
    private static final List<Job> COUNTY_JOBS = List.of(
            new Job(
                    "Resurface carriageway with thin surfacing",
                    "highway_repair_and_maintenance_works",
                    "road_closure",
                    5),
            new Job("Replace collapsed gully and connection", "works_for_road_purposes", "lane_closure", 3));

    private final Parts parts;
    private final PermitCalls permits;
    private final List<Account> accounts;
    private final Random random;
    private final Instant now;
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<String, Works> beginnings = new HashMap<>();

    public Seed(Parts parts, List<Account> accounts, long seed) {
        this.parts = parts;
        this.permits = new PermitCalls(parts);
        this.accounts = accounts;
        this.random = new Random(seed);
        this.now = parts.archive().now();
    }

    private record Job(String description, String activity, String trafficManagement, int days) {}

    /** How far a works has come. */
    private enum Stage {
        COMPLETED,
        IN_PROGRESS,
        GRANTED,
        SUBMITTED,
        REFUSED,
        MODIFICATION_ASKED,
        CANCELLED,
        REVOKED,
        ALTERATION_ASKED,
        AUTHORISATION
    }

    private record Deed(Instant at, String works, String account, String person, Function<Works, Outcome> change) {}

    public void sow(int number) {
        for (int i = 0; i < number; i++) {
            plan(i);
        }
        deeds.sort(Comparator.comparing(Deed::at));
        deeds.forEach(this::happen);
        if (number > 0) {
            looseFiles();
            activity();
        }
    }

    private void happen(Deed deed) {
        Actor by = new Actor(deed.account(), Optional.of(identifier(deed.person())), Optional.of(deed.person()));
        Answer answer = parts.archive()
                .attempt(
                        by,
                        deed.at(),
                        () -> parts.archive()
                                .works(deed.works())
                                .map(deed.change())
                                .orElseGet(() -> deed.change().apply(toBegin(deed.works()))));
        if (answer.status() >= 400) {
            throw new IllegalStateException("The seed of the sandbox contradicts its own rules: " + answer.status());
        }
    }

    private static String identifier(String person) {
        return person.substring(0, 1)
                + person.substring(person.indexOf(' ') + 1).replace("-", "");
    }

    private Works toBegin(String reference) {
        return Optional.ofNullable(beginnings.get(reference)).orElseThrow();
    }

    private void plan(int index) {
        String promoter = List.of(
                        Directory.WATER, Directory.FIBRE, Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS)
                .get(index % 5);
        Stage stage = Stage.values()[(2 * (index % 5) + index / 5) % Stage.values().length];
        Organisation organisation = parts.directory().get(promoter);
        String workstream = index % 3 == 0 ? "002" : "001";
        String reference = organisation.prefix() + workstream + parts.archive().nextNumber();
        Street street = parts.gazetteer()
                .all()
                .get(random.nextInt(parts.gazetteer().all().size()));
        Job job = pick(
                switch (promoter) {
                    case Directory.WATER -> WATER_JOBS;
                    case Directory.FIBRE -> FIBRE_JOBS;
                    default -> COUNTY_JOBS;
                });
        int days = stage == Stage.AUTHORISATION ? 25 : job.days();
        Instant start = start(stage, days);
        Instant applied = earlier(start.minus(Duration.ofDays(20 + random.nextInt(10))), now.minus(Duration.ofDays(2)));
        Instant end = start.plus(Duration.ofDays(days)).plus(Duration.ofHours(9));
        String description = "Outside number " + (1 + random.nextInt(80)) + ", on the "
                + List.of("north", "south", "east", "west").get(random.nextInt(4)) + " side";
        Place place = new Place(
                street.usrn(), street.name(), street.town(), street.area(), street.roadCategory(), piece(street));
        beginnings.put(reference, Works.planned(reference, workstream, promoter, Directory.COUNTY, place, description));
        String planner = pick(PEOPLE);
        ObjectNode application = application(job, start, end, description, planner);
        String account = account(promoter);
        String permit = reference + "-01";
        deeds.add(new Deed(applied, reference, account, planner, works -> begun(works, application, applied)));
        live(stage, reference, permit, account, planner, applied, start, end, application);
        talk(index, reference, account, planner, applied);
        if (index % 4 == 1) {
            deeds.add(new Deed(
                    applied.plus(Duration.ofMinutes(5)), reference, account, planner, works -> filed(works, applied)));
        }
    }

    private Instant start(Stage stage, int days) {
        int daysFromNow = switch (stage) {
            case COMPLETED -> -days - 6 - random.nextInt(10);
            case IN_PROGRESS -> -1;
            case REVOKED, CANCELLED -> 4 + random.nextInt(5);
            case AUTHORISATION -> 100 + random.nextInt(20);
            default -> 6 + random.nextInt(20);
        };
        return Calendar.start(Calendar.day(now).plusDays(daysFromNow)).plus(Duration.ofHours(8));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private String account(String swaCode) {
        return accounts.stream()
                .filter(a -> a.swaCode().equals(swaCode))
                .findFirst()
                .orElseThrow()
                .emailAddress();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Some metres of a street, from one of its points to the next. */
    private ObjectNode piece(Street street) {
        int from = random.nextInt(street.line().size() - 1);
        ObjectNode line = Json.object().put("type", "LineString");
        ArrayNode points = line.putArray("coordinates");
        street.line()
                .subList(from, from + 2)
                .forEach(p ->
                        points.addArray().add(p.easting() + random.nextInt(4)).add(p.northing() + random.nextInt(4)));
        return line;
    }

    private ObjectNode application(Job job, Instant start, Instant end, String location, String planner) {
        String contact = pick(PEOPLE);
        ObjectNode said = Json.object();
        said.put("secondary_contact", contact);
        said.put("secondary_contact_number", "07700 900" + (500 + random.nextInt(400)));
        said.put("secondary_contact_email", identifier(contact).toLowerCase(Locale.ROOT) + "@works.example");
        said.put("emergency_contact_name", planner);
        said.put("emergency_contact_number", "01632 960" + (500 + random.nextInt(400)));
        said.put("proposed_start_date", Json.text(start));
        said.put("proposed_start_time", Json.text(start));
        said.put("proposed_end_date", Json.text(end));
        said.put("proposed_end_time", Json.text(end));
        said.put("description_of_work", job.description() + description(contact));
        said.put("excavation", !job.trafficManagement().equals("priority_working"));
        said.put("project_reference_number", "PRJ-" + (1000 + random.nextInt(9000)));
        said.put("traffic_management_plan", true);
        said.put("lane_rental_applicable", false);
        said.putArray("permit_conditions")
                .addObject()
                .put("condition", "NCT01a")
                .put("comment", "Works between 09:30 and 15:30 only");
        said.put("works_location_description", location);
        said.put("environmental_health_notifiable", false);
        said.put("collaborative_working", false);
        said.put("activity_type", job.activity());
        said.put("traffic_management_type", job.trafficManagement());
        said.put("application_type", "permit");
        said.putArray("location_types").add("carriageway").add("footway");
        said.put("work_type", "planned");
        said.put("is_ttro_required", false);
        said.put("immediate_risk", false);
        said.put("close_footway", "yes_provide_pedestrian_walkway");
        said.put("close_footpath", "no");
        said.put("additional_contact", planner);
        said.put("additional_contact_number", "07700 900" + (100 + random.nextInt(400)));
        said.put("additional_info", "Radio channel 4 on site");
        return said;
    }

    private String description(String contact) {
        return random.nextInt(3) == 0
                ? ". Access through the yard agreed with " + contact + ", call 07700 900" + (100 + random.nextInt(800))
                : "";
    }

    private Outcome begun(Works works, ObjectNode application, Instant at) {
        return switch (permits.applied(works, application, at, permit -> Answer.created())) {
            case Outcome.Refused refused -> refused;
            case Outcome.Changed changed -> {
                List<Event> events = new ArrayList<>();
                events.add(Event.of("planned_works_record_created", "work", works.reference(), "Works record created"));
                events.addAll(changed.events());
                yield new Outcome.Changed(changed.works(), events, changed.answer());
            }
        };
    }

    private void live(
            Stage stage,
            String reference,
            String permit,
            String account,
            String planner,
            Instant applied,
            Instant start,
            Instant end,
            ObjectNode application) {
        Instant assessed = applied.plus(Duration.ofHours(26));
        switch (stage) {
            case SUBMITTED -> {}
            case REFUSED ->
                assess(
                        reference,
                        permit,
                        assessed,
                        assessment("refused", "Clashes with works already granted")
                                .set(
                                        "reasons_for_refusal",
                                        Json.array().add("RC20").add("RC31")));
            case MODIFICATION_ASKED ->
                assess(
                        reference,
                        permit,
                        assessed,
                        assessment("permit_modification_request", "Please change the traffic management")
                                .put("pending_change_details", "Use two-way signals outside peak hours"));
            case GRANTED, AUTHORISATION ->
                assess(reference, permit, assessed, assessment("granted", "Granted as applied for"));
            case REVOKED -> {
                assess(reference, permit, assessed, assessment("granted", "Granted as applied for"));
                assess(
                        reference,
                        permit,
                        assessed.plus(Duration.ofHours(5)),
                        assessment("revoked", "Emergency works next door")
                                .put("revoke_reason", "Emergency works next door"));
            }
            case CANCELLED ->
                deeds.add(new Deed(assessed, reference, account, planner, works -> cancelled(works, permit, assessed)));
            case ALTERATION_ASKED -> {
                assess(reference, permit, assessed, assessment("granted", "Granted as applied for"));
                Instant asked = assessed.plus(Duration.ofHours(6));
                deeds.add(new Deed(
                        asked, reference, account, planner, works -> altered(works, permit, application, end, asked)));
            }
            case IN_PROGRESS -> {
                assess(reference, permit, assessed, assessment("granted", "Granted as applied for"));
                start(reference, permit, account, planner, start);
                inspect(reference, start.plus(Duration.ofHours(3)));
            }
            case COMPLETED -> {
                assess(reference, permit, assessed, assessment("granted", "Granted as applied for"));
                start(reference, permit, account, planner, start);
                inspect(reference, start.plus(Duration.ofHours(3)));
                stop(reference, permit, account, planner, end);
            }
        }
    }

    private static ObjectNode assessment(String status, String comments) {
        return Json.object().put("assessment_status", status).put("additional_comments", comments);
    }

    private void assess(String reference, String permit, Instant at, JsonNode assessment) {
        ObjectNode body = assessment.asObject();
        deeds.add(new Deed(
                at,
                reference,
                account(Directory.COUNTY),
                pick(PEOPLE),
                works -> permits.assessed(works, works.permit(permit).orElseThrow(), body, at)));
    }

    private static Outcome cancelled(Works works, String permit, Instant at) {
        return new Outcome.Changed(
                works.changingPermit(permit, p -> p.withStatus(PermitStatus.CANCELLED, at))
                        .withStatus(WorksStatus.CANCELLED),
                Event.of("permit_cancelled", "permit", permit, "No longer needed"),
                Answer.noContent());
    }

    private static Outcome altered(Works works, String permit, ObjectNode application, Instant end, Instant at) {
        ObjectNode proposal = application.deepCopy();
        proposal.put("proposed_end_date", Json.text(end.plus(Duration.ofDays(2))));
        proposal.put("permit_alteration_reason", "Two more days for reinstatement");
        Permit original = works.permit(permit).orElseThrow();
        Alteration alteration = new Alteration(
                permit + "-CR-01",
                proposal,
                original,
                "submitted",
                "PROMOTER_CHANGE_REQUEST",
                at,
                at,
                Optional.empty(),
                Json.object());
        return new Outcome.Changed(
                works.changingPermit(permit, p -> p.withAlteration(alteration, at)),
                Event.of("alteration_submitted", "change_request", alteration.reference(), "Change asked for")
                        .under(permit),
                Answer.created());
    }

    private void start(String reference, String permit, String account, String planner, Instant at) {
        deeds.add(new Deed(
                at,
                reference,
                account,
                planner,
                works -> new Outcome.Changed(
                        works.withStatus(WorksStatus.IN_PROGRESS)
                                .changingPermit(permit, p -> p.withActualDates(Optional.of(at), Optional.empty())),
                        Event.of("work_start_logged", "work", reference, "Works started " + Json.text(at)),
                        Answer.noContent())));
    }

    private void stop(String reference, String permit, String account, String planner, Instant at) {
        deeds.add(new Deed(
                at,
                reference,
                account,
                planner,
                works -> new Outcome.Changed(
                        works.withStatus(WorksStatus.COMPLETED)
                                .withEntry(site(works, permit, at))
                                .changingPermit(
                                        permit,
                                        p -> p.withActualDates(p.actualStart(), Optional.of(at))
                                                .withStatus(PermitStatus.CLOSED, at)),
                        List.of(
                                Event.of("work_stop_logged", "work", reference, "Works stopped " + Json.text(at)),
                                Event.of("reinstatement_submitted", "reinstatement", reference, "Site 1 registered")),
                        Answer.noContent())));
    }

    private static Entry site(Works works, String permit, Instant at) {
        ObjectNode said = Json.object()
                .put("site_number", 1)
                .put("reinstatement_reference_number", permit + "-REIN-1")
                .put("site_description", "Carriageway trench")
                .put("permit_reference_number", permit)
                .put("depth", 0.6)
                .put("length", 12.5)
                .put("width", 0.8)
                .put("completed_date", Json.text(at))
                .put("end_date", Json.text(at.plus(Duration.ofDays(730))))
                .put("site_status", "permanent")
                .put("reinstatement_type", "excavation")
                .put("is_subsumed", false);
        return Entry.made(Kind.SITE, permit + "-SITE-1", said, at, "", works.promoter());
    }

    private void inspect(String reference, Instant at) {
        String inspector = pick(PEOPLE);
        deeds.add(new Deed(at, reference, account(Directory.COUNTY), inspector, works -> {
            ObjectNode details = Json.object()
                    .put("inspection_type", "live_site")
                    .put("inspection_start_date", Json.text(at))
                    .put("inspection_date", Json.text(at))
                    .put("inspection_response_type", "inspection")
                    .put("inspection_category", "a")
                    .put("inspection_outcome", "passed")
                    .put("inspection_outcome_details", "Spoke to " + inspector + " on site; signing in order")
                    .put("username", account(Directory.COUNTY))
                    .put("inspector_name", inspector)
                    .put("made_safe_by_ha", false)
                    .put("is_auto_accepted", false)
                    .put("inspection_status", "recorded");
            String inspection =
                    reference + "-INSP-" + (works.entries(Kind.INSPECTION).size() + 1);
            return new Outcome.Changed(
                    works.withEntry(Entry.made(
                            Kind.INSPECTION, inspection, details, at, account(Directory.COUNTY), Directory.COUNTY)),
                    Event.of("inspection_passed", "inspection", inspection, "Live site inspection passed"),
                    Answer.created());
        }));
    }

    private void talk(int index, String reference, String account, String planner, Instant applied) {
        if (index % 2 == 1) {
            return;
        }
        Instant at = applied.plus(Duration.ofHours(2));
        deeds.add(comment(
                reference,
                account,
                planner,
                at,
                "Residents were told by letter. Questions to " + pick(PEOPLE) + " on 07700 900" + (100 + index % 800),
                false));
        if (index % 4 == 0) {
            deeds.add(comment(
                    reference,
                    account(Directory.COUNTY),
                    pick(PEOPLE),
                    at.plus(Duration.ofHours(1)),
                    "Please keep the bus stop open.",
                    false));
            deeds.add(comment(
                    reference,
                    account(Directory.COUNTY),
                    pick(PEOPLE),
                    at.plus(Duration.ofHours(2)),
                    "Watch this one: late last time.",
                    true));
        }
    }

    private Deed comment(String reference, String account, String person, Instant at, String detail, boolean internal) {
        String swaCode = accounts.stream()
                .filter(a -> a.emailAddress().equals(account))
                .findFirst()
                .orElseThrow()
                .swaCode();
        return new Deed(at, reference, account, person, works -> {
            Comment comment = new Comment(
                    reference + "-COM-" + (works.comments().size() + 1),
                    "GENERAL",
                    detail,
                    account,
                    swaCode,
                    at,
                    internal,
                    Optional.empty());
            String event = internal ? "internal_comment_submitted" : "comment_submitted";
            return new Outcome.Changed(
                    works.withComment(comment),
                    Event.of(event, "comment", comment.reference(), "Comment on General"),
                    Answer.created());
        });
    }

    private Outcome filed(Works works, Instant at) {
        StoredFile file = file(works.promoter(), "traffic-management-plan.pdf", at);
        return new Outcome.Changed(
                works.withFile(file),
                Event.of("file_uploaded", "work", works.reference(), "File " + file.id() + " added"),
                Answer.created());
    }

    private StoredFile file(String swaCode, String name, Instant at) {
        byte[] content = "%PDF-1.4\n% A plan that shows nothing\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
        StoredFile file = new StoredFile(
                parts.archive().nextNumber(),
                name,
                at,
                account(swaCode),
                swaCode,
                parts.directory().get(swaCode).name(),
                content.length,
                at,
                false);
        parts.archive().files().keep(file, content);
        return file;
    }

    /** Uploaded, not linked to a works yet: for whoever wants to try {@code POST /works/{…}/files}. */
    private void looseFiles() {
        for (String swaCode : List.of(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS)) {
            file(swaCode, "site-plan.pdf", now.minus(Duration.ofHours(1)));
        }
    }

    private void activity() {
        Street street = parts.gazetteer().all().getFirst();
        Instant start = now.plus(Duration.ofDays(3));
        ObjectNode request = Json.object()
                .put("usrn", street.usrn())
                .put("street_name", street.name())
                .put("town", street.town())
                .put("area_name", street.area())
                .put("road_category", street.roadCategory())
                .put("activity_name", "Summer street party")
                .put("activity_activity_type", "event")
                .put("contact_name", pick(PEOPLE))
                .put("contact_details", "07700 900" + (100 + random.nextInt(800)))
                .put("start_date", Json.text(start))
                .put("end_date", Json.text(start.plus(Duration.ofHours(8))))
                .put("activity_location_description", "Whole length of the street")
                .put("traffic_management_type", "road_closure")
                .put("collaborative_working", false);
        request.set("activity_coordinates", piece(street));
        request.putArray("location_types").add("carriageway");
        String reference = "ARN-" + Directory.COUNTY + "-" + parts.archive().nextNumber();
        parts.archive().keep(new Activity(reference, request, Directory.COUNTY, now, false, Optional.empty()));
    }
}
