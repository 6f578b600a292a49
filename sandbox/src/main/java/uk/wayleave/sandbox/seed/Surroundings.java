package uk.wayleave.sandbox.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Json;

/** What there is beside works with permits: plans, activities, protected streets, bad apparatus, private streets. */
final class Surroundings {
    private final Timeline timeline;
    private final Random random;
    private final People people;
    private final Instant now;
    private final Function<String, Account> accounts;
    private final List<Street> streets;

    /** @param accounts the usual account of an organisation */
    Surroundings(
            Timeline timeline, Random random, Instant now, Function<String, Account> accounts, List<Street> streets) {
        this.timeline = timeline;
        this.random = random;
        this.people = new People(random);
        this.now = now;
        this.accounts = accounts;
        this.streets = streets;
    }

    /** What needs no works record of its own. */
    void addLittle() {
        activity();
        section58();
        material();
        area();
        target(Directory.WATER);
    }

    /** @param number of works the sandbox begins with; the more there are, the more there is around them */
    void add(int number) {
        int times = 1 + number / 40;
        for (int i = 0; i < times; i++) {
            forwardPlan(i % 2 == 0 ? Directory.WATER : Directory.FIBRE);
            activity();
            section58();
            section81(i % 2 == 0 ? Directory.WATER : Directory.GAS);
            privateStreet(i % 2 == 0 ? Directory.FIBRE : Directory.WATER);
            material();
        }
        area();
        target(Directory.WATER);
        target(Directory.FIBRE);
    }

    private Street street() {
        return streets.get(random.nextInt(streets.size()));
    }

    private Instant before(int days) {
        return now.minus(Duration.ofDays(days)).minusSeconds(random.nextInt(30_000));
    }

    private void by(String swaCode, Instant at, String operation, ObjectNode body) {
        timeline.add(at, accounts.apply(swaCode), people.anybody(), operation, Map.of(), body);
    }

    private ObjectNode located(Street street) {
        return Json.object()
                .put("usrn", street.usrn())
                .put("street_name", street.name())
                .put("town", street.town())
                .put("area_name", street.area());
    }

    private void forwardPlan(String promoter) {
        Street street = street();
        Instant start = now.plus(Duration.ofDays(200L + random.nextInt(200)));
        ObjectNode body = located(street)
                .put("promoter_swa_code", promoter)
                .put("highway_authority_swa_code", street.authority())
                .put("start_date", Json.text(start))
                .put("end_date", Json.text(start.plus(Duration.ofDays(20))))
                .put("description_of_work", "Renew what lies in the whole street; plans with " + people.anybody())
                .put("works_location_description", "Whole length of the street")
                .put("traffic_management_type", "two_way_signals");
        body.set("works_coordinates", Geometry.pieceOf(street, random));
        by(promoter, before(9), "work.CreateForwardPlan", body);
    }

    private void activity() {
        Street street = streets.getFirst();
        Instant start = now.plus(Duration.ofDays(3L + random.nextInt(10)));
        ObjectNode body = located(street)
                .put("road_category", street.roadCategory())
                .put("activity_name", "Street party")
                .put("activity_activity_type", "event")
                .put("contact_name", people.anybody())
                .put("contact_details", people.mobile())
                .put("start_date", Json.text(start))
                .put("end_date", Json.text(start.plus(Duration.ofHours(8))))
                .put("activity_location_description", "Whole length of the street")
                .put("traffic_management_type", "road_closure")
                .put("collaborative_working", false)
                .put("additional_info", "Keys of the gate with " + people.anybody());
        body.set("activity_coordinates", Geometry.pieceOf(street, random));
        body.putArray("location_types").add("carriageway");
        by(street.authority(), before(8), "work.CreateActivity", body);
    }

    private void section58() {
        Street street = street();
        ObjectNode body = located(street)
                .put("highway_authority_swa_code", street.authority())
                .put("contact_organisation", "Streetworks desk")
                .put("contact_details", people.anybody() + ", " + people.landline())
                .put("start_date", Json.text(before(7)))
                .put("restriction_duration", "two_years")
                .put("restriction_extent", "whole_road")
                .put("additional_information", "Resurfaced this month");
        body.set("section_58_coordinates", Geometry.pieceOf(street, random));
        body.putArray("location_types").add("carriageway");
        by(street.authority(), before(7), "work.CreateSection58", body);
    }

    private void section81(String promoter) {
        Street street = street();
        ObjectNode body = located(street)
                .put("promoter_swa_code", promoter)
                .put("highway_authority_swa_code", street.authority())
                .put("location_description", "Outside number " + (1 + random.nextInt(60)))
                .put("inspection_date", Json.text(before(6)))
                .put("section_81_type", "tee_valve_access_covers")
                .put("section_81_severity", random.nextBoolean() ? "high" : "low")
                .put("made_safe_by_ha", true)
                .put("inspector_name", people.anybody())
                .put("inspector_contact_number", people.mobile())
                .put("additional_details", "Cover rocks; a resident, " + people.anybody() + ", rang twice")
                .put("section_81_evidence", false);
        body.set("works_coordinates", Geometry.pieceOf(street, random));
        body.putArray("location_types").add("footway");
        AtomicReference<JsonNode> made = new AtomicReference<>(Json.object());
        Instant issued = before(5);
        timeline.add(
                issued,
                accounts.apply(street.authority()),
                people.anybody(),
                "work.CreateSection81",
                Map::of,
                () -> body,
                made::set);
        timeline.add(
                issued.plus(Duration.ofHours(3)),
                accounts.apply(promoter),
                people.anybody(),
                "work.UpdateSection81Status",
                () -> Map.of(
                        "workReferenceNumber", Json.string(made.get(), "work_reference_number", ""),
                        "section81ReferenceNumber", Json.string(made.get(), "section_81_reference_number", "")),
                () -> Json.object().put("section_81_status", "acknowledged").put("status_reason", "Crew is on its way"),
                answer -> {});
    }

    private void privateStreet(String promoter) {
        Street street = street();
        String contact = people.anybody();
        Instant start = now.plus(Duration.ofDays(5L + random.nextInt(10)));
        ObjectNode body = located(street)
                .put("promoter_swa_code", promoter)
                .put("highway_authority_swa_code", street.authority())
                .put("secondary_contact", contact)
                .put("secondary_contact_number", people.mobile())
                .put("secondary_contact_email", People.mailbox(contact))
                .put("emergency_contact_name", people.anybody())
                .put("emergency_contact_number", people.landline())
                .put("proposed_start_date", Json.text(start))
                .put("proposed_end_date", Json.text(start.plus(Duration.ofDays(2))))
                .put("description_of_work", "New connection in the court behind the street")
                .put("excavation", true)
                .put("traffic_management_plan", false)
                .put("traffic_management_type", "no_carriageway_incursion")
                .put("close_footway", "no")
                .put("close_footpath", "no")
                .put("works_location_description", "In the court");
        body.set("works_coordinates", Geometry.pieceOf(street, random));
        body.putArray("location_types").add("footpath");
        by(promoter, before(4), "work.CreatePrivateStreetNotice", body);
    }

    private void material() {
        Street street = street();
        ObjectNode body = located(street)
                .put("highway_authority_swa_code", street.authority())
                .put("material_classification_classification", "hazardous")
                .put("sample_date", Json.text(before(30)))
                .put("location_description", "Core taken at the crossing");
        body.set("material_classification_coordinates", Geometry.pieceOf(street, random));
        body.putArray("hazardous_material_type").add("coal_tar");
        body.putArray("layer_affected").add("surface_course");
        body.putArray("location_types").add("carriageway");
        by(Directory.WATER, before(3), "work.CreateMaterialsClassification", body);
    }

    private void area() {
        String usrns = streets.stream()
                .filter(street -> street.town().equals("Ashcombe"))
                .map(street -> street.usrn() + "\n")
                .reduce("", String::concat);
        timeline.upload(
                before(20),
                accounts.apply(Directory.COUNTY),
                "work.CreateGeographicalArea",
                Documents.text("ashcombe.csv", usrns),
                answer -> {});
    }

    private void target(String promoter) {
        ObjectNode body = Json.object()
                .put("inspection_units_baseline", 40)
                .put("inspection_rate", 30)
                .put("target_a", 1)
                .put("target_b", 1)
                .put("target_c", 1)
                .put("promoter_org_ref", promoter);
        by(Directory.COUNTY, before(25), "sampling.CreateSampleInspectionTarget", body);
    }
}
