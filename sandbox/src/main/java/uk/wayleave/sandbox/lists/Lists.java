package uk.wayleave.sandbox.lists;

import static uk.wayleave.sandbox.lists.Filter.equal;
import static uk.wayleave.sandbox.lists.Filter.holds;
import static uk.wayleave.sandbox.lists.Filter.no;
import static uk.wayleave.sandbox.lists.Filter.oneOf;
import static uk.wayleave.sandbox.lists.Filter.since;
import static uk.wayleave.sandbox.lists.Filter.until;
import static uk.wayleave.sandbox.lists.Filter.yes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.lists.Listing.Reader;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Json;

/**
 * The lists that are shown by the Reporting API and exported as CSV, and what may be asked of each: the query parameters
 * and the members of the export requests of V3.6 and V6. A parameter that none of the rows has the facts for is taken
 * and changes nothing.
 */
public final class Lists {
    private final Parts parts;
    private final PermitRows permits;
    private final EntryRows entries;

    public Lists(Parts parts) {
        this.parts = parts;
        this.permits = new PermitRows(parts);
        this.entries = new EntryRows(parts);
    }

    private Listing.Rows ofWorks(Function<Works, Stream<ObjectNode>> rows) {
        return reader -> worksOf(reader).flatMap(rows);
    }

    private Stream<Works> worksOf(Reader reader) {
        return parts.archive().allWorks().stream()
                .filter(works -> parts.access().reads(reader.account(), works))
                .filter(works -> reader.asksFor(works.promoter(), works.highwayAuthority()));
    }

    /** What every list of a works' things may be asked, and what this one may be beside. */
    private List<Filter> filters(Filter... more) {
        List<Filter> all = new ArrayList<>(List.of(
                holds("organisation", "promoter_organisation", "highway_authority"),
                holds("street_descriptor", "street"),
                equal("usrn", "usrn"),
                holds("work_reference_number", "work_reference_number"),
                holds("query", "row_key", "work_reference_number", "street", "town"),
                Filter.among("geographical_area_reference_number", "usrn", this::usrnsOf)));
        all.addAll(Arrays.asList(more));
        return all;
    }

    private Set<String> usrnsOf(String areaReference) {
        Set<String> usrns = new HashSet<>();
        parts.archive()
                .entry(Kind.GEOGRAPHICAL_AREA, areaReference)
                .ifPresent(area -> area.said().path("usrns").forEach(usrn -> usrns.add(usrn.asString())));
        return usrns;
    }

    public Listing permits() {
        return new Listing(
                "reporting.PermitSummaryResponse",
                ofWorks(works -> permits.permits(works).stream()),
                permitFilters(),
                "date_created");
    }

    private List<Filter> permitFilters() {
        return filters(
                oneOf("status", "status"),
                oneOf("work_status", "work_status"),
                oneOf("work_category", "work_category"),
                oneOf("lane_rental_assessment_outcome", "lane_rental_assessment_outcome"),
                yes("active_permit_only", "is_active_permit"),
                since("start_date", "proposed_end_date"),
                until("end_date", "proposed_start_date"),
                since("work_start_date_from", "proposed_start_date"),
                until("work_start_date_to", "proposed_start_date"),
                since("work_end_date_from", "proposed_end_date"),
                until("work_end_date_to", "proposed_end_date"),
                since("start_date_created", "date_created"),
                until("end_date_created", "date_created"),
                since("reasonable_period_end_date_from", "reasonable_period_end_date"),
                until("reasonable_period_end_date_to", "reasonable_period_end_date"),
                yes("is_traffic_sensitive", "is_traffic_sensitive"),
                yes("is_high_impact_traffic_management", "is_high_impact_traffic_management"),
                yes("has_no_final_registration", "has_no_final_reinstatement"),
                yes("has_excavation", "excavation_carried_out"),
                yes("is_early_start", "is_early_start"),
                yes("is_deemed", "is_deemed"),
                yes("lane_rental_charges_not_agreed", "lane_rental_charges_not_agreed"),
                yes("lane_rental_charges_potentially_apply", "lane_rental_charges_potentially_apply"),
                yes("ever_modification_requested", "ever_modification_requested"),
                yes("hs2_works_only", "hs2_in_act_limits"),
                yes("consultation_works_only", "hs2_is_consultation"),
                yes("consent_works_only", "hs2_is_consent"),
                no("unacknowledged_by_ha_only", "hs2_acknowledged"),
                yes("is_duration_challenged", "is_duration_challenged"),
                holds("permit_reference_number", "permit_reference_number"));
    }

    /** Permits of works in whose streets, or for whom, somebody else is named as interested. */
    public Listing interestedPartyPermits() {
        return new Listing(
                "reporting.PermitSummaryResponse",
                reader -> parts.archive().allWorks().stream()
                        .flatMap(works -> permits.permits(works).stream())
                        .filter(row -> row.path("interested_parties")
                                .valueStream()
                                .anyMatch(party -> Json.string(party, "swa_code", "")
                                        .equals(reader.account().swaCode()))),
                Stream.concat(
                                permitFilters().stream(),
                                Stream.of(
                                        holds("promoter_organisation_name", "promoter_organisation"),
                                        holds("ha_organisation_name", "highway_authority")))
                        .toList(),
                "date_created");
    }

    public Listing permitDurationChallenges() {
        return new Listing(
                "reporting.PermitDurationChallengeSummaryResponse",
                ofWorks(works ->
                        permits.permits(works).stream().filter(row -> Json.flag(row, "is_duration_challenged"))),
                filters(
                        oneOf("duration_challenge_review_status", "duration_challenge_review_status"),
                        oneOf(
                                "duration_challenge_non_acceptance_response_status",
                                "duration_challenge_non_acceptance_response_status"),
                        oneOf("work_status", "work_status"),
                        holds("permit_reference_number", "permit_reference_number")),
                "assessment_status_changed_date");
    }

    public Listing alterations() {
        return new Listing(
                "reporting.AlterationSummaryResponse",
                ofWorks(works -> permits.alterations(works).stream()),
                filters(
                        oneOf("alteration_status", "alteration_status"),
                        oneOf("alteration_type", "alteration_type"),
                        oneOf("work_status", "work_status"),
                        oneOf("work_category", "work_category"),
                        oneOf("lane_rental_assessment_outcome", "lane_rental_assessment_outcome"),
                        since("start_date_created", "date_created"),
                        until("end_date_created", "date_created"),
                        since("status_update_date_from", "status_changed_date"),
                        until("status_update_date_to", "status_changed_date"),
                        yes("is_traffic_sensitive", "is_traffic_sensitive"),
                        yes("is_high_impact_traffic_management", "is_high_impact_traffic_management"),
                        yes("is_duration_extension", "is_duration_extension"),
                        yes("is_early_start", "is_early_start"),
                        yes("is_deemed", "is_deemed"),
                        yes("lane_rental_charges_not_agreed", "lane_rental_charges_not_agreed"),
                        yes("lane_rental_charges_potentially_apply", "lane_rental_charges_potentially_apply"),
                        holds("permit_alteration_reference_number", "alteration_reference_number")),
                "date_created");
    }

    public Listing alterationDurationChallenges() {
        return new Listing(
                "reporting.AlterationDurationChallengeSummaryResponse",
                ofWorks(works -> permits.alterations(works).stream()
                        .filter(row ->
                                Json.string(row, "alteration_status", "").equals("granted_with_duration_challenge"))),
                filters(
                        oneOf("duration_challenge_review_status", "duration_challenge_review_status"),
                        oneOf(
                                "duration_challenge_non_acceptance_response_status",
                                "duration_challenge_non_acceptance_response_status"),
                        oneOf("work_status", "work_status"),
                        holds("permit_alteration_reference_number", "alteration_reference_number")),
                "status_changed_date");
    }

    public Listing comments() {
        return new Listing(
                "reporting.CommentSummaryResponse",
                reader -> worksOf(reader)
                        .flatMap(entries::comments)
                        .filter(row -> !Json.flag(row, "is_internal") || isOwn(row, reader)),
                filters(
                        oneOf("topic", "topic"),
                        yes("is_internal", "is_internal"),
                        yes("is_read", "is_read"),
                        no("is_not_read", "is_read"),
                        since("date_created_from", "date_created"),
                        until("date_created_to", "date_created"),
                        holds("author_email_address", "author_email_address")),
                "date_created");
    }

    private static boolean isOwn(ObjectNode comment, Reader reader) {
        return Json.string(comment, "author_organisation_reference", "")
                .equals(reader.account().swaCode());
    }

    public Listing forwardPlans() {
        return new Listing(
                "reporting.ForwardPlanSummaryResponse",
                ofWorks(entries::forwardPlans),
                filters(
                        oneOf("forward_plan_status", "forward_plan_status"),
                        since("proposed_start_date", "proposed_end_date"),
                        until("proposed_end_date", "proposed_start_date"),
                        since("work_start_date_from", "proposed_start_date"),
                        until("work_start_date_to", "proposed_start_date"),
                        since("work_end_date_from", "proposed_end_date"),
                        until("work_end_date_to", "proposed_end_date"),
                        holds("forward_plan_reference_number", "forward_plan_reference_number")),
                "date_created");
    }

    public Listing inspections() {
        return new Listing(
                "reporting.InspectionSummaryResponse",
                ofWorks(entries::inspections),
                inspectionFilters(
                        oneOf("inspection_outcome", "inspection_outcome"),
                        oneOf("inspection_response_type", "inspection_response_type"),
                        oneOf("promoter_outcome_status", "promoter_response_status"),
                        oneOf("ha_outcome_status", "ha_response_status"),
                        yes("is_auto_accepted", "is_auto_accepted")),
                "inspection_date");
    }

    /** Inspections that are due. */
    public Listing reinspections() {
        return new Listing(
                "reporting.ReinspectionSummaryResponse",
                ofWorks(works -> entries.of(works, Kind.SCHEDULED_INSPECTION, (said, entry) -> {})),
                inspectionFilters(),
                "inspection_date");
    }

    private List<Filter> inspectionFilters(Filter... more) {
        List<Filter> all = filters(more);
        all.addAll(List.of(
                oneOf("inspection_type", "inspection_type"),
                oneOf("inspection_category", "inspection_category"),
                since("start_date", "inspection_date"),
                until("end_date", "inspection_date"),
                since("start_date_created", "date_created"),
                until("end_date_created", "date_created")));
        return all;
    }

    public Listing fpns() {
        return new Listing(
                "reporting.FPNSummaryResponse",
                ofWorks(entries::fpns),
                filters(
                        oneOf("status", "status"),
                        oneOf("offence_code", "offence_code"),
                        since("start_date", "issue_date"),
                        until("end_date", "issue_date"),
                        since("status_changed_date_from", "status_changed_date"),
                        until("status_changed_date_to", "status_changed_date")),
                "issue_date");
    }

    public Listing reinstatements() {
        return new Listing(
                "reporting.ReinstatementSummaryResponse",
                ofWorks(entries::reinstatements),
                reinstatementFilters(
                        oneOf("status", "reinstatement_status"),
                        yes("latest_reinstatements_only", "is_active_reinstatement")),
                "registration_date");
    }

    public Listing expiringInterims() {
        return new Listing(
                "reporting.ReinstatementSummaryResponse",
                ofWorks(works -> entries.reinstatements(works)
                        .filter(row ->
                                Json.string(row, "reinstatement_status", "").equals("interim")
                                        && Json.flag(row, "is_active_reinstatement"))),
                reinstatementFilters(),
                "end_date");
    }

    private List<Filter> reinstatementFilters(Filter... more) {
        List<Filter> all = filters(more);
        all.addAll(List.of(
                since("registration_date_from", "registration_date"),
                until("registration_date_to", "registration_date"),
                since("end_date_from", "end_date"),
                until("end_date_to", "end_date"),
                equal("work_reference_number_exact", "work_reference_number")));
        return all;
    }

    public Listing reinstatementsDue() {
        return new Listing(
                "reporting.ReinstatementsDueSummaryResponse",
                ofWorks(entries::reinstatementsDue),
                filters(
                        since("work_end_date_from", "work_stopped_date"),
                        until("work_end_date_to", "work_stopped_date"),
                        since("registration_due_date_from", "registration_due_date"),
                        until("registration_due_date_to", "registration_due_date")),
                "registration_due_date");
    }

    /** An authority's own; anybody else sees all (V6, "Data Export API Resource Guide"). */
    public Listing section58s() {
        return new Listing(
                "reporting.Section58SummaryResponse",
                reader -> entries.of(Kind.SECTION_58, this::sayAuthority)
                        .filter(row -> switch (reader.account().role()) {
                            case HIGHWAY_AUTHORITY ->
                                Json.string(row, "highway_authority_swa_code", "")
                                        .equals(reader.account().swaCode());
                            case PLANNER, CONTRACTOR, ADMIN, DATA_EXPORT -> true;
                        }),
                filters(
                        oneOf("section_58_status", "section_58_status"),
                        since("start_date_from", "start_date"),
                        until("start_date_to", "start_date"),
                        holds("ha_organisation_name", "ha_organisation_name"),
                        holds("section_58_reference_number", "section_58_reference_number")),
                "date_created");
    }

    private void sayAuthority(ObjectNode said, Entry entry) {
        String authority = Json.string(said, "highway_authority_swa_code", entry.swaCode());
        said.put("ha_organisation_name", parts.directory().get(authority).name());
        said.set("street", said.path("street_name"));
        said.set("area", said.path("area_name"));
    }

    public Listing section74s() {
        return new Listing(
                "reporting.Section74SummaryResponse",
                ofWorks(works -> entries.of(works, Kind.SECTION_74, (said, entry) -> {})),
                filters(
                        oneOf("section_74_ha_status", "ha_status"),
                        since("issue_date_from|date_created_from", "date_created"),
                        until("issue_date_to|date_created_to", "date_created"),
                        holds("section_74_reference_number", "section_74_reference_number")),
                "date_created");
    }

    public Listing section81s() {
        return new Listing(
                "reporting.Section81SummaryResponse",
                ofWorks(entries::section81s),
                filters(
                        oneOf("section_81_status|status", "section_81_status"),
                        oneOf("section_81_severity|severity", "section_81_severity"),
                        oneOf("section_81_type|type", "section_81_type"),
                        since("issue_date_from", "issue_date"),
                        until("issue_date_to", "issue_date"),
                        since("status_changed_date_from", "status_changed_date"),
                        until("status_changed_date_to", "status_changed_date"),
                        holds("section_81_reference_number", "section_81_reference_number")),
                "issue_date");
    }

    public Listing privateStreets() {
        return new Listing(
                "reporting.PrivateStreetSummaryResponse",
                ofWorks(entries::privateStreets),
                filters(
                        oneOf("private_street_status", "status"),
                        since("start_date_from", "start_date"),
                        until("start_date_to", "start_date"),
                        since("end_date_from", "end_date"),
                        until("end_date_to", "end_date"),
                        since("date_created_from", "date_created"),
                        until("date_created_to", "date_created"),
                        holds("private_street_reference_number", "private_street_reference_number")),
                "date_created");
    }

    public Listing nonCompliances() {
        return new Listing(
                "reporting.NonComplianceSummaryResponse",
                ofWorks(entries::nonCompliances),
                filters(
                        oneOf("non_compliance_status", "non_compliance_status"),
                        oneOf("ha_response_status", "latest_ha_response_status"),
                        oneOf("promoter_response_status", "latest_promoter_response_status"),
                        oneOf("most_recent_inspection_type", "most_recent_inspection_type"),
                        oneOf("most_recent_inspection_outcome", "most_recent_inspection_outcome"),
                        oneOf(
                                "most_recent_inspection_promoter_response_status",
                                "most_recent_inspection_promoter_response_status"),
                        oneOf("most_recent_inspection_ha_response_status", "most_recent_inspection_ha_response_status"),
                        since("non_compliance_date_created_from", "date_created"),
                        until("non_compliance_date_created_to", "date_created"),
                        holds("non_compliance_reference_number", "non_compliance_reference_number")),
                "date_created");
    }

    /** Of all organisations: what lies in the ground is everybody's business. */
    public Listing materialClassifications() {
        return new Listing(
                "reporting.MaterialClassificationSummaryResponse",
                reader -> entries.of(Kind.MATERIAL_CLASSIFICATION, (said, entry) -> {
                    said.set("street", said.path("street_name"));
                    said.set("area", said.path("area_name"));
                    said.set("hazardous_material_types", said.path("hazardous_material_type"));
                }),
                filters(
                        oneOf("material_classification_classification", "material_classification_classification"),
                        since("date_sample_taken_from|sample_date_from", "sample_date"),
                        until("date_sample_taken_to|sample_date_to", "sample_date"),
                        since("date_created_from", "date_created"),
                        until("date_created_to", "date_created"),
                        holds("material_classification_reference_number", "material_classification_reference_number")),
                "date_created");
    }

    /** An authority's own; anybody else sees all, as each may be read by its reference. */
    public Listing activities() {
        return new Listing(
                "reporting.ActivitySummaryResponse",
                reader -> parts.archive().allActivities().stream().map(activity -> {
                    ObjectNode said = WorksView.activity(activity);
                    said.put(
                            "ha_organisation_name",
                            parts.directory().get(activity.highwayAuthority()).name());
                    said.put("row_key", activity.reference());
                    said.set("street", said.path("street_name"));
                    return said;
                }),
                filters(
                        holds("ha_organisation_name", "ha_organisation_name"),
                        oneOf("activity_activity_type", "activity_activity_type")),
                "start_date");
    }

    /** The samples picked in an authority's streets. */
    public Listing sampleInspections() {
        return new Listing(
                "reporting.PbiSampleInspectionSummaryResponse",
                ofWorks(works -> entries.of(works, Kind.SAMPLE_INSPECTION, (said, entry) -> {})),
                filters(
                        since("sample_expiry_date_from", "sample_expiry_date"),
                        until("sample_expiry_date_to", "sample_expiry_date")),
                "sample_expiry_date");
    }

    /** An authority's own targets. */
    public Listing sampleInspectionTargets() {
        return ownEntries(
                "reporting.PbiSampleInspectionTargetSummaryResponse",
                Kind.SAMPLE_INSPECTION_TARGET,
                equal("quarter_start_date", "start_date"));
    }

    public Listing sampleGenerationJobs() {
        return ownEntries("reporting.PbiSampleGenerationJobsSummaryResponse", Kind.SAMPLE_GENERATION_JOB);
    }

    private Listing ownEntries(String shape, Kind kind, Filter... filters) {
        return new Listing(
                shape,
                reader -> parts.archive().entries(kind).stream()
                        .filter(entry -> entry.swaCode().equals(reader.account().swaCode()))
                        .map(entry -> {
                            ObjectNode said = parts.entryView().full(entry);
                            said.put("row_key", entry.reference());
                            return said;
                        }),
                Arrays.asList(filters),
                "date_created");
    }

    /** Of everybody: what open data shows. */
    public List<ObjectNode> everyPermit() {
        return parts.archive().allWorks().stream()
                .flatMap(works -> permits.permits(works).stream())
                .toList();
    }
}
