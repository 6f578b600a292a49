package uk.wayleave.sandbox.sites;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Calendar;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.works.Opening;

/**
 * Sites of a works and how they were reinstated. A site is what its latest reinstatement made of it. V3 finds a site by
 * its number, V6 by its reference.
 */
public final class SiteCalls {
    /** An interim reinstatement must be made permanent within six months (New Roads and Street Works Act 1991, s. 70). */
    private static final int INTERIM_MONTHS = 6;

    /** The guarantee of a permanent reinstatement (code of practice for reinstatements, S1.3). */
    private static final int GUARANTEE_MONTHS = 24;

    private final Parts parts;
    private final Entries entries;
    private final Opening opening;

    public SiteCalls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
        this.opening = new Opening(parts);
    }

    public Answer create(Call call) {
        return parts.changeAsPromoter(call, works -> added(call, works, "work.SiteCreateResponse"));
    }

    /** Works that need no notice: the site opens their record. */
    public Answer createNonNotifiable(Call call) {
        return opening.byPromoter(
                call, WorksStatus.NON_NOTIFIABLE, works -> added(call, works, "work.NonNotifiableSiteCreateResponse"));
    }

    private Outcome added(Call call, Works works, String shape) {
        Optional<String> permit = Json.string(call.body(), "permit_reference_number");
        if (permit.isPresent() && works.permit(permit.get()).isEmpty()) {
            return Outcome.refused(Answer.invalid("permit_reference_number", "is not a permit of these works"));
        }
        return entries.withFiles(call, works, linked -> {
            int number = linked.entries(Kind.SITE).size() + 1;
            ObjectNode described = Json.object().put("site_number", number).put("is_subsumed", false);
            Entries.take(described, call.body(), "reinstatement_type");
            described.set("site_coordinates", call.body().path("reinstatement_coordinates"));
            Entry site = entries.made(call, linked, Kind.SITE, described);
            Entry reinstatement = reinstatement(call, linked, site);
            Works now = linked.withEntry(reinstatement)
                    .withEntry(site.saying(site.created(), said -> show(said, reinstatement)));
            ObjectNode answer = Json.object()
                    .put("work_reference_number", works.reference())
                    .put("site_number", number)
                    .put("site_reference_number", site.reference())
                    .put("reinstatement_reference_number", reinstatement.reference());
            return new Outcome.Changed(
                    withUnits(call, now), submitted(reinstatement), Answer.created(parts.fit(call, shape, answer)));
        });
    }

    /** V3 logs the units with the site. */
    private static Works withUnits(Call call, Works works) {
        return call.body().path("inspection_units").isNumber()
                ? works.withInspectionUnits(call.body().path("inspection_units").asInt(0))
                : works;
    }

    private Entry reinstatement(Call call, Works works, Entry site) {
        ObjectNode said = Entries.sent(call);
        said.put("site_reference_number", site.reference());
        said.set("site_number", site.said().path("site_number"));
        said.set("reinstatement_type", site.said().path("reinstatement_type"));
        Instant done = Json.instant(call.body(), "reinstatement_date").orElse(site.created());
        boolean interim = Json.string(call.body(), "reinstatement_status", "").equals("interim");
        said.put(
                "end_date",
                Json.text(Calendar.start(Calendar.day(done).plusMonths(interim ? INTERIM_MONTHS : GUARANTEE_MONTHS))));
        return entries.made(call, works, Kind.REINSTATEMENT, said);
    }

    /** The site as a reinstatement left it. */
    private static void show(ObjectNode site, Entry reinstatement) {
        ObjectNode done = reinstatement.said();
        Entries.take(site, done, "depth", "length", "width", "number_of_holes", "location_types", "end_date");
        Entries.take(site, done, "permit_reference_number", "response_to_remedial_works", "base_courses_affected");
        site.put("reinstatement_reference_number", reinstatement.reference());
        site.set("site_description", done.path("location_description"));
        site.set("completed_date", done.path("reinstatement_date"));
        site.set("site_status", done.path("reinstatement_status"));
    }

    private static Event submitted(Entry reinstatement) {
        return Event.of(
                "reinstatement_submitted", "reinstatement", reinstatement.reference(), "Reinstatement registered");
    }

    public Answer get(Call call) {
        return parts.own(
                call,
                works -> site(works, call)
                        .map(site -> Answer.ok(parts.fit(call, "work.SiteResponse", full(works, site))))
                        .orElseGet(() -> Answer.notFound("Site")));
    }

    private ObjectNode full(Works works, Entry site) {
        ObjectNode said = parts.entryView().full(works, site);
        ArrayNode reinstatements = said.putArray("reinstatements");
        reinstatementsOf(works, site).forEach(entry -> {
            ObjectNode one = parts.entryView().full(works, entry);
            one.put(
                    "is_active_reinstatement",
                    site.text("reinstatement_reference_number").equals(entry.reference()));
            reinstatements.add(one);
        });
        return said;
    }

    private static List<Entry> reinstatementsOf(Works works, Entry site) {
        return works.entries(Kind.REINSTATEMENT).stream()
                .filter(entry -> entry.text("site_reference_number").equals(site.reference()))
                .toList();
    }

    private static Optional<Entry> site(Works works, Call call) {
        return Optional.ofNullable(call.path().get("siteReferenceNumber"))
                .map(reference -> works.entry(Kind.SITE, reference))
                .orElseGet(() -> works.entries(Kind.SITE).stream()
                        .filter(site ->
                                site.said().path("site_number").asString().equals(call.at("siteNumber")))
                        .findFirst());
    }

    private Answer change(Call call, BiFunction<Works, Entry, Outcome> change) {
        return parts.changeAsPromoter(
                call,
                works -> site(works, call)
                        .map(site -> change.apply(works, site))
                        .orElseGet(() -> Outcome.notFound("Site")));
    }

    public Answer reinstate(Call call) {
        return change(
                call,
                (works, site) -> entries.withFiles(call, works, linked -> {
                    Entry reinstatement = reinstatement(call, linked, site);
                    Works now = linked.withEntry(reinstatement)
                            .changingEntry(site.saying(reinstatement.created(), said -> show(said, reinstatement)));
                    return new Outcome.Changed(
                            withUnits(call, now),
                            submitted(reinstatement),
                            // V3 documents no content of the 201
                            parts.shapes(call.version()).has("work.ReinstatementCreateResponse")
                                    ? Answer.created(Json.object()
                                            .put("reinstatement_reference_number", reinstatement.reference()))
                                    : Answer.created());
                }));
    }

    /** The last reinstatement of a site takes the site with it. */
    public Answer deleteReinstatement(Call call) {
        return change(
                call,
                (works, site) -> Parts.withEntry(
                        works,
                        Kind.REINSTATEMENT,
                        call.at("reinstatementReferenceNumber"),
                        "Reinstatement",
                        reinstatement -> {
                            Works now = works.withoutEntry(reinstatement);
                            Event deleted = Event.of(
                                    "reinstatement_deleted",
                                    "reinstatement",
                                    reinstatement.reference(),
                                    "Reinstatement deleted");
                            List<Entry> left = reinstatementsOf(now, site);
                            if (left.isEmpty()) {
                                Event gone = Event.of("site_deleted", "site", site.reference(), "Site deleted");
                                return new Outcome.Changed(
                                        now.withoutEntry(site), List.of(deleted, gone), Answer.noContent());
                            }
                            Instant at = parts.archive().now();
                            return new Outcome.Changed(
                                    now.changingEntry(site.saying(at, said -> show(said, left.getLast()))),
                                    deleted,
                                    Answer.noContent());
                        }));
    }

    public Answer subsume(Call call) {
        return change(
                call,
                (works, site) -> site.flag("is_subsumed")
                        ? Outcome.refused("The site is subsumed already")
                        : entries.changed(
                                works,
                                site,
                                Event.of(
                                        "site_subsumed",
                                        "site",
                                        site.reference(),
                                        Entries.text(call, "subsume_reason")),
                                said -> said.put("is_subsumed", true)
                                        .put("subsume_reason", Entries.text(call, "subsume_reason"))));
    }
}
