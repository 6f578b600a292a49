package uk.wayleave.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.register.scan.Team;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;

/** What a scan makes of one answer: whose texts there are, what else there is to be asked, and nothing of what they say. */
class TextsInAnswerTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final SwaCode WATER = new SwaCode("9981");
    private static final ScanPlan PLAN = new ScanPlan(
            List.of(operation("reporting.GetComments")),
            List.of(operation("work.GetWork"), operation("work.GetComment")));

    private static Operation operation(String id) {
        return CATALOGUE.operation(ApiVersion.V6_0, new OperationId(id)).orElseThrow();
    }

    private static TextsRead read(TextsRead.Item item, String answer) {
        OwnOrganisations own = new OwnOrganisations(
                List.of(new Organisation(WATER, "Northmere Water", "9981", Set.of("ZW"))), List.of(), false);
        return new TextsInAnswer(
                        Screening.standard(),
                        FingerprintKey.of(new byte[32], new java.util.UUID(0, 1)),
                        own,
                        PLAN,
                        item)
                .read(JsonMapper.shared().readTree(answer));
    }

    private static TextsRead page(String rows, boolean more) {
        return read(
                ScanPlan.page(operation("reporting.GetComments"), WATER, 50),
                "{\"pagination\":{\"has_next_page\":" + more + "},\"rows\":[" + rows + "]}");
    }

    private static String row(String works, String detail) {
        return "{\"work_reference_number\":\"" + works + "\",\"comment_reference_number\":\"" + works
                + "-COM-1\",\"detail\":\"" + detail + "\"}";
    }

    @Test
    void namesTeamFieldAndClassesAndNotTheText() {
        TextsRead read = page(row("ZW042AAA1", "Spoke to Mr Haddow, rang 07700 900123"), false);

        assertThat(read.texts()).hasSize(1);
        TextsRead.One one = read.texts().getFirst();
        assertThat(one.team()).isEqualTo(new Team(WATER, Optional.of("042")));
        assertThat(one.field()).isEqualTo("detail");
        assertThat(one.hits()).isEqualTo(Map.of("name", 1, "telephone", 1));
        assertThat(read.toString()).doesNotContain("Haddow", "900123");
    }

    @Test
    void asksForTheRecordsOfARowAndForThePageAfterIt() {
        assertThat(page(row("ZW042AAA1", "Nothing"), true).further())
                .extracting(TextsRead.Item::target)
                .containsExactlyInAnyOrder(
                        "/works/ZW042AAA1",
                        "/works/ZW042AAA1/comments/ZW042AAA1-COM-1",
                        "/comments?swa_code=9981&offset=75");
        assertThat(page("", true).further())
                .as("a page without rows is the last")
                .isEmpty();
    }

    @Test
    void readsNothingOfAnotherAndNothingThatIsWithheld() {
        assertThat(page(row("ZF001AAA1", "Spoke to Mr Haddow"), false)).isEqualTo(new TextsRead(List.of(), List.of()));
        assertThat(page(row("ZW042AAA1", Marker.TEXT), false).texts()).isEmpty();
    }

    @Test
    void knowsTheSameTextOfTheSameWorksAgain() {
        String digest =
                page(row("ZW042AAA1", "Same words"), false).texts().getFirst().digest();
        TextsRead ofRecord = read(
                new TextsRead.Item("work.GetComment", "/works/ZW042AAA1/comments/ZW042AAA1-COM-1", WATER),
                "{\"comment_reference_number\":\"ZW042AAA1-COM-1\",\"detail\":\"Same words\"}");

        assertThat(ofRecord.texts()).extracting(TextsRead.One::digest).containsExactly(digest);
        assertThat(page(row("ZW042AAA2", "Same words"), false)
                        .texts()
                        .getFirst()
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void putsNothingIntoAPathThatIsNoReference() {
        assertThat(page(row("ZW042AAA1", "x").replace("ZW042AAA1-COM-1", "../../party/users"), false)
                        .further())
                .extracting(TextsRead.Item::target)
                .containsExactly("/works/ZW042AAA1");
    }
}
