package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.streetmanager.Catalogue;

/** An instruction for certain works covers what belongs to them, and nothing of others, also where a part is named. */
class PartsOfWorksTest {
    private static final Set<OperationId> LISTS = Set.of(
            new OperationId("reporting.GetInspectionFiles"),
            new OperationId("reporting.GetFPNFiles"),
            new OperationId("reporting.GetPermitFiles"));

    private static ShapedStreetManager upstream;
    private static World world;
    private static String token;

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(Catalogue.load(), SampleCalls.WATER);
        world = World.before(
                upstream.baseUri(), World.Options.usual().withSettings(settings -> settings.withEnabled(LISTS)));
        token = world.token(
                world.water,
                Optional.of(world.instructed(
                        world.water,
                        Purpose.MANAGE_OWN_PERMITS,
                        LISTS,
                        Scope.only(Set.of(SampleCalls.WORKS)),
                        OptionalLong.empty())));
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({
        "inspections/files?inspection_reference_number=, -INSP-1, 200",
        "fixed-penalty-notices/files?fpn_reference_number=, -FPN-01, 200",
        "permits/files?permit_reference_number=, -01, 200",
        "inspections/files?inspection_reference_number=, 2-INSP-1, 403",
        "fixed-penalty-notices/files?fpn_reference_number=, 2-FPN-01, 403",
        "permits/files?permit_reference_number=, 2-01, 403",
        // The permit of works that end in -INSP would be another's.
        "permits/files?permit_reference_number=, -INSP-01, 403",
        "inspections/files?inspection_reference_number=, -01, 400",
        "fixed-penalty-notices/files?fpn_reference_number=, -INSP-1, 400",
    })
    void areFoundByTheirReference(String path, String ending, int status) {
        Http.Answer answer = world.http.get("/v6/reporting/" + path + SampleCalls.WORKS + ending, token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    }
}
