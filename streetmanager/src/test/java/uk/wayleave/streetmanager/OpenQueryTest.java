package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.OperationId;

class OpenQueryTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static Operation operation(String api, String name) {
        return CATALOGUE.operation(ApiVersion.V6_0, OperationId.of(api, name)).orElseThrow();
    }

    @Test
    void aPermitIsFoundByItsReference() {
        OpenQuery query = OpenQuery.of(
                        operation("work", "GetPermit"),
                        List.of("works", "ZF0011000002", "permits", "ZF0011000002-01"),
                        Map.of())
                .orElseThrow();
        assertThat(query.target()).isEqualTo("/collections/permits/items/ZF0011000002-01");
    }

    @Test
    void worksAreFoundWithTheirHistory() {
        OpenQuery query = OpenQuery.of(operation("work", "GetWork"), List.of("works", "ZF0011000002"), Map.of())
                .orElseThrow();
        assertThat(query.target()).isEqualTo("/works/ZF0011000002");
    }

    @Test
    void aBoxOfTheMapIsABoxOfTheOpenApi() {
        OpenQuery query = OpenQuery.of(
                        operation("geojson", "GetWorksIntersectBoundingBox"),
                        List.of("works"),
                        Map.of(
                                "minEasting", "380000",
                                "minNorthing", "398000",
                                "maxEasting", "390000",
                                "maxNorthing", "404000",
                                "start_date", "2026-09-01",
                                "end_date", "2026-09-30",
                                "geographical_area_reference_number", "X"))
                .orElseThrow();
        assertThat(query.target())
                .isEqualTo("/collections/permits/items?bbox=380000,398000,390000,404000"
                        + "&bbox-crs=http:%2F%2Fwww.opengis.net%2Fdef%2Fcrs%2FEPSG%2F0%2F27700"
                        + "&datetime=2026-09-01%2F2026-09-30");
        assertThat(query.left()).containsExactly("geographical_area_reference_number");
    }

    @Test
    void aListIsAListWithWhatCanBeCarriedOver() {
        OpenQuery query = OpenQuery.of(
                        operation("reporting", "GetPermits"),
                        List.of("permits"),
                        Map.of("usrn", "8401426", "work_status", "in_progress", "is_early_start", "true"))
                .orElseThrow();
        assertThat(query.target())
                .startsWith("/collections/permits/items?")
                .contains("usrn=8401426")
                .contains("work_status_ref=in_progress");
        assertThat(query.left()).containsExactly("is_early_start");
    }

    @Test
    void everyOperationThatIsOpenAtAllHasAQuery() {
        for (Operation operation : CATALOGUE.operations(ApiVersion.V6_0)) {
            boolean open = operation.openEquivalent().topic() != OpenEquivalent.Topic.NONE;
            assertThat(OpenQuery.of(operation, List.of(), Map.of()).isPresent())
                    .as(operation.toString())
                    .isEqualTo(open);
        }
    }
}
