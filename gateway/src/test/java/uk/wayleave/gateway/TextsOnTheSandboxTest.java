package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;

/** A text about a person, written to the sandbox where an agreement allows it, and what comes back of it for a report. */
class TextsOnTheSandboxTest {
    private static final OperationId LISTED = new OperationId("reporting.GetComments");

    @ParameterizedTest
    @ValueSource(strings = {"v3", "v6"})
    void comesBackMaskedInItsPlaceWhereThePurposeNeedsNoPersons(String version) {
        try (Sandbox sandbox = Sandbox.start(
                        SandboxSettings.defaults().withPasswordSeed("test").withCallsPerMinute(100_000),
                        Clock.systemUTC());
                World world = World.before(
                        sandbox.baseUri(), World.Options.usual().withAccounts(WayOfOneCallTest.accountsOf(sandbox)))) {
            world.amend(
                    world.water,
                    content -> content.with(new FieldGrants(EnumSet.of(DataClass.FREE_TEXT), false))
                            .with(new FreeTextPolicy(TextTreatment.ALLOW, Map.of(), false)));
            String works = sandbox.works().stream()
                    .filter(one -> one.promoterSwaCode().equals(World.WATER_CODE))
                    .filter(one -> !one.permits().isEmpty())
                    .map(WorksSummary::reference)
                    .findFirst()
                    .orElseThrow();
            String everything = world.tokenForEverything(world.water);
            Http.Answer written = world.http.post(
                    "/" + version + "/work/works/" + works + "/comments",
                    everything,
                    "{\"topic\":\"GENERAL\",\"is_internal\":false,\"detail\":\"Spoke to Mr Haddow, will return\","
                            + "\"internal_user_identifier\":\"" + World.PLANNER + "\",\"internal_user_name\":\"x\"}");
            assertThat(written.status()).as(written.body()).isEqualTo(201);
            String path = "/" + version + "/reporting/comments?swa_code=" + World.WATER_CODE;
            assertThat(world.http.get(path, everything).body()).contains("Spoke to Mr Haddow, will return");

            Http.Answer masked = world.http.get(
                    path,
                    world.token(
                            world.water,
                            Optional.of(world.instructed(
                                    world.water,
                                    Purpose.OWN_REPORTING,
                                    Set.of(LISTED),
                                    Scope.all(),
                                    OptionalLong.empty()))));

            assertThat(masked.status()).as(masked.body()).isEqualTo(200);
            assertThat(masked.body())
                    .contains("Spoke to " + Marker.TEXT + ", will return")
                    .doesNotContain("Haddow");
        }
    }
}
