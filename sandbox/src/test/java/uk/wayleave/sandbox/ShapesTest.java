package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Shapes;
import uk.wayleave.streetmanager.ApiVersion;

/** What the sandbox answers has the fields, the types and the codes that Street Manager's schemas promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapesTest {
    private static final String BOX = "?minEasting=380000&minNorthing=169000&maxEasting=390000&maxNorthing=173000";

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withWorks(60), clock);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    /** Every read the sandbox plays, with the shape its answer (or each element of it) has in the API of its path. */
    private Map<String, String> reads(ApiVersion version) {
        Map<String, String> reads = new LinkedHashMap<>();
        sandbox.works().stream()
                .filter(works -> works.highwayAuthoritySwaCode().equals(Directory.COUNTY))
                .forEach(works -> readsOf(works, version, reads));
        reads.put(
                "/work/duration?startDate=2026-12-01T00:00:00Z&endDate=2026-12-03T00:00:00Z",
                "DurationCalculationResponse");
        reads.put("/work/permits/category?work_type=planned", "WorkCategoryResponse");
        reads.put("/reporting/permits", "PermitReportingResponse");
        reads.put("/reporting/comments", "CommentReportingResponse");
        reads.put("/reporting/alterations", "AlterationReportingResponse");
        reads.put("/reporting/forward-plans", "ForwardPlanReportingResponse");
        reads.put("/reporting/inspections", "InspectionReportingResponse");
        reads.put("/reporting/workstreams", "WorkstreamReportingResponse");
        reads.put("/lookup/nsg/streets/99800001", "StreetResponse");
        reads.put("/lookup/nsg/search?query=lane", "StreetSummaryResponse");
        reads.put("/geojson/works" + BOX, "WorkResponse");
        reads.put("/geojson/activities" + BOX, "ActivityResponse");
        reads.put("/geojson/forward-plans" + BOX, "ForwardPlanResponse");
        reads.put("/party/organisations", "OrganisationSummaryResponse");
        reads.put("/party/organisations/" + Directory.WATER, "OrganisationResponse");
        reads.put("/party/organisations/" + Directory.WATER + "/workstreams/001", "WorkstreamResponse");
        if (version.equals(ApiVersion.V3_6)) {
            reads.put("/reporting/works/updates", "WorkUpdateResponse");
        } else {
            reads.put("/event/works/updates", "WorkUpdateResponse");
        }
        return reads;
    }

    /** A works, and all that hangs on it. */
    private void readsOf(WorksSummary works, ApiVersion version, Map<String, String> reads) {
        String path = "/work/works/" + works.reference();
        reads.put(path, "WorkResponse");
        reads.put(path + "/history", "WorkHistoryResponse");
        for (WorksSummary.PermitSummary permit : works.permits()) {
            String permitPath = path + "/permits/" + permit.reference();
            reads.put(permitPath, "PermitResponse");
            references(permitPath, "permit_alterations", "permit_alteration_reference_number")
                    .forEach(alteration ->
                            reads.put(permitPath + "/alterations/" + alteration, "PermitAlterationResponse"));
        }
        references(path, "inspections", "inspection_reference_number")
                .forEach(inspection -> reads.put(path + "/inspections/" + inspection, "InspectionResponse"));
        references(path, "fpns", "fpn_reference_number")
                .forEach(fpn -> reads.put(path + "/fixed-penalty-notices/" + fpn, "FPNResponse"));
        references(path, "section74s", "section_74_reference_number")
                .forEach(section74 -> reads.put(path + "/section-74s/" + section74, "Section74Response"));
        if (!version.equals(ApiVersion.V3_6)) {
            references(path, "sites", "site_reference_number")
                    .forEach(site -> reads.put(path + "/sites/" + site, "SiteResponse"));
            references(path, "non_compliances", "non_compliance_reference_number")
                    .forEach(nc -> reads.put(path + "/non-compliances/" + nc, "NonComplianceResponse"));
        }
    }

    private List<String> references(String path, String list, String member) {
        return county.get("/v6" + path)
                .json()
                .path(list)
                .valueStream()
                .map(one -> one.path(member).asString(""))
                .filter(reference -> !reference.isEmpty())
                .toList();
    }

    private static String api(String path) {
        return path.substring(1, path.indexOf('/', 1));
    }

    private static List<JsonNode> documents(JsonNode answer) {
        List<JsonNode> documents = new ArrayList<>();
        if (answer.isArray()) {
            answer.forEach(documents::add);
        } else {
            documents.add(answer);
        }
        assertThat(documents).isNotEmpty();
        return documents;
    }

    @ParameterizedTest
    @MethodSource("uk.wayleave.streetmanager.ApiVersion#shipped")
    void answersEveryReadInItsShape(ApiVersion version) {
        Shapes shapes = Shapes.of(version);

        reads(version).forEach((path, shape) -> {
            JsonNode answer = county.get("/" + version.segment() + path).json();
            documents(answer)
                    .forEach(document -> assertThat(shapes.problems(api(path) + "." + shape, document))
                            .as("%s %s %s", version, path, document)
                            .isEmpty());
        });
    }

    @ParameterizedTest
    @MethodSource("uk.wayleave.streetmanager.ApiVersion#shipped")
    void answersEveryReadInTheShapeOfDftsOwnFiles(ApiVersion version) {
        Optional<DftFiles> files = DftFiles.atHand();
        Assumptions.assumeTrue(files.isPresent(), "DfT's OpenAPI files are not beside the checkout");

        reads(version).forEach((path, shape) -> {
            JsonNode answer = county.get("/" + version.segment() + path).json();
            documents(answer)
                    .forEach(document -> assertThat(
                                    files.orElseThrow().wrong(version, api(path) + "." + shape, document))
                            .as("%s %s", path, document)
                            .isEmpty());
        });
    }

    @Test
    void holdsPersonsAndFreeTextSoThatMaskingHasSomethingToMask() {
        JsonNode permit = sandbox.works().stream()
                .filter(w -> !w.permits().isEmpty())
                .map(w -> "/v6/work/works/" + w.reference() + "/permits/"
                        + w.permits().getFirst().reference())
                .map(path -> water.get(path).json())
                .filter(p -> p.path("description_of_work").asString().contains("07700"))
                .findFirst()
                .orElseThrow();

        for (String personal : List.of(
                "secondary_contact",
                "secondary_contact_number",
                "secondary_contact_email",
                "promoter_contact_details",
                "additional_contact",
                "emergency_contact_name",
                "works_location_description")) {
            assertThat(permit.path(personal).asString()).as(personal).isNotBlank();
        }
    }

    @Test
    void beginsWithWorksInEveryStage() {
        List<String> permits = sandbox.works().stream()
                .flatMap(w -> w.permits().stream())
                .map(WorksSummary.PermitSummary::status)
                .distinct()
                .toList();

        assertThat(permits)
                .contains(
                        "submitted",
                        "granted",
                        "refused",
                        "revoked",
                        "cancelled",
                        "closed",
                        "permit_modification_request");
        assertThat(sandbox.works().stream().map(WorksSummary::status).distinct())
                .containsExactlyInAnyOrder("planned", "in_progress", "completed", "cancelled", "section_81");
    }

    @Test
    void beginsTheSameFromTheSameSeedAndClock() {
        try (Sandbox same = Sandbox.start(SandboxSettings.defaults().withWorks(60), clock);
                Sandbox other =
                        Sandbox.start(SandboxSettings.defaults().withWorks(60).withSeed(2), clock)) {
            assertThat(same.works()).isEqualTo(sandbox.works());
            assertThat(other.works()).isNotEqualTo(sandbox.works());
        }
    }

    @Test
    void beginsWithTwentyFourWorksOfThreePromoters() {
        try (Sandbox usual = Sandbox.start(SandboxSettings.defaults(), clock)) {
            assertThat(usual.works()).hasSize(24);
            assertThat(usual.works().stream().map(WorksSummary::promoterSwaCode).distinct())
                    .containsExactlyInAnyOrder(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS);
        }
    }
}
