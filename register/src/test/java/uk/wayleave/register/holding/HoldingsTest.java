package uk.wayleave.register.holding;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.World;

/** What is known to be whose, on a real PostgreSQL. */
class HoldingsTest {
    private static final World WORLD = new World();
    private static final URI SANDBOX = URI.create("https://sandbox.streetmanager.example");
    private static AgreementId waters;

    private final KnownReferences known = WORLD.register.holdings().references();
    private final KnownExports exports = WORLD.register.holdings().exports();
    private final ControllerId water = WORLD.water.id();
    private final ControllerId council = WORLD.council.id();

    @BeforeAll
    static void agree() {
        waters = WORLD.active(WORLD.water).id();
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void aReferenceIsKnownToItsControllerOnItsHostAsItsKindOnly() {
        known.remember(water, World.HOST, "FILE", List.of("1", "2", "2"), Optional.empty());

        assertThat(known.knownOf(water, World.HOST, "FILE", List.of("1", "2", "3")))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(known.knownOf(water, SANDBOX, "FILE", List.of("1"))).isEmpty();
        assertThat(known.knownOf(water, World.HOST, "SECTION_74", List.of("1"))).isEmpty();
        assertThat(known.knownOf(council, World.HOST, "FILE", List.of("1"))).isEmpty();
    }

    @Test
    void twoControllersMayKnowTheSameReference() {
        known.remember(water, World.HOST, "SECTION_74", List.of("s74-5"), Optional.empty());
        known.remember(council, World.HOST, "SECTION_74", List.of("S74-5"), Optional.empty());

        assertThat(known.knownOf(council, World.HOST, "SECTION_74", List.of("s74-5")))
                .containsExactly("S74-5");
    }

    @Test
    void theWorksOfAReferenceAreKeptFromTheFirstTimeTheyAreKnown() {
        known.remember(water, World.HOST, "FILE", List.of("6"), Optional.empty());
        assertThat(known.worksOf(water, World.HOST, "FILE", "6")).isEmpty();
        known.remember(water, World.HOST, "FILE", List.of("6"), Optional.of("ZW001X1"));
        known.remember(water, World.HOST, "FILE", List.of("6"), Optional.of("ZW001X2"));
        known.remember(water, World.HOST, "FILE", List.of("6"), Optional.empty());

        assertThat(known.worksOf(water, World.HOST, "FILE", "6")).contains("ZW001X1");
    }

    private KnownExport export(URI host, long number, String operation) {
        return new KnownExport(
                host,
                number,
                waters,
                new InstructionId(UUID.randomUUID()),
                new AccountId(UUID.randomUUID()),
                "v6",
                new OperationId(operation));
    }

    @Test
    void anExportIsKnownToItsControllerOnly() {
        KnownExport permits = export(World.HOST, 11, "export.GeneratePermitsCSV");
        exports.remember(water, permits);

        assertThat(exports.find(water, 11)).containsExactly(permits);
        assertThat(exports.find(water, 12)).isEmpty();
        assertThat(exports.find(council, 11)).isEmpty();
    }

    @Test
    void aNumberGivenAgainMeansAnotherExport() {
        exports.remember(water, export(World.HOST, 13, "export.GeneratePermitsCSV"));
        KnownExport later = export(World.HOST, 13, "export.GenerateCommentsCSV");
        KnownExport elsewhere = export(SANDBOX, 13, "export.GenerateFeesCSV");
        exports.remember(water, later);
        exports.remember(water, elsewhere);

        assertThat(exports.find(water, 13)).containsExactlyInAnyOrder(later, elsewhere);
    }

    @Test
    void anExportIsForgottenAfter30Days() {
        exports.remember(water, export(World.HOST, 14, "export.GenerateFeesCSV"));
        WORLD.clock.move(Duration.ofDays(31));

        assertThat(exports.find(water, 14)).isEmpty();
        exports.remember(water, export(World.HOST, 15, "export.GenerateFeesCSV"));
        assertThat(WORLD.asOwner("select count(*) from wayleave.known_export where export = 14"))
                .isZero();
    }
}
