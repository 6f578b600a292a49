package uk.wayleave.opendata.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.geometry.Place;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.OpenEquivalent;
import uk.wayleave.streetmanager.Operation;

/** Each known oddity of the open data stream, and what becomes of it. */
class EventReaderTest {
    private static final String PERMIT = "ZF0011000002-01";
    private final EventReader reader = new EventReader();

    private OpenEvent read(Published published) {
        return switch (reader.read(published.bytes())) {
            case Reading.Read(OpenEvent event) -> event;
            case Reading.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    private String property(Published published, String name) {
        return read(published).record().properties().path(name).asString("");
    }

    @ParameterizedTest
    @CsvSource({
        "work-start, WORK_START",
        "WORK_START, WORK_START",
        "Work Start, WORK_START",
        "section-58-in-force, SECTION_58_IN_FORCE",
        "SOMETHING_NEW, SOMETHING_NEW"
    })
    void spellsEventTypesAsTheSchemaDoes(String published, String type) {
        assertThat(read(Published.permit(PERMIT).stating("event_type", published))
                        .type())
                .isEqualTo(type);
    }

    @Test
    void keepsWhatIsNotJsonAsUnreadableRatherThanLosingIt() {
        byte[] dftsActivitySample =
                "{\"event_reference\": 529771, \"object_data\": {\"usrn\": \"8401426\" \"town\": \"London\",}}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(dftsActivitySample)).isEqualTo(new Reading.Unreadable("It is not JSON."));
    }

    @Test
    void readsATrailingComma() {
        String json = new String(Published.permit(PERMIT).bytes(), StandardCharsets.UTF_8);
        byte[] trailing = (json.substring(0, json.length() - 1) + ",}").getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(trailing)).isInstanceOf(Reading.Read.class);
    }

    @Test
    void takesUnknownFieldsAndValuesAndServesNoneOfTheFields() {
        OpenEvent event = read(Published.permit(PERMIT)
                .with("description_of_work", "leaking stopcock at number 4")
                .with("a_field_of_next_year", "x")
                .with("work_status_ref", "a_status_of_next_year"));
        assertThat(event.record().properties().has("description_of_work")).isFalse();
        assertThat(event.record().properties().has("a_field_of_next_year")).isFalse();
        assertThat(event.record().status()).contains("a_status_of_next_year");
    }

    @Test
    void keepsAnUnknownTypeOfObjectWithNothingToServe() {
        OpenEvent event = read(Published.permit(PERMIT).stating("object_type", "FORWARD_PLAN"));
        assertThat(event.kind()).isEqualTo(ObjectKind.OTHER);
        assertThat(event.reference()).isEqualTo(PERMIT);
        assertThat(event.record().properties()).isEmpty();
    }

    @Test
    void findsTheKindByItsReferenceWhereNoneIsStated() {
        Published activity = Published.activity("ARN-5990-1").stating("object_type", "");
        assertThat(read(activity).kind()).isEqualTo(ObjectKind.ACTIVITY);
    }

    @Test
    void takesAuthorityAndPromoterFromTheDataWhereTheyAreCodes() {
        OpenEvent event = read(Published.permit(PERMIT));
        assertThat(event.record().authority()).contains("5990");
        assertThat(event.record().promoter()).contains("STPR");
    }

    @Test
    void padsSwaCodesToFourDigits() {
        Published permit = Published.permit(PERMIT).with("highway_authority_swa_code", "10");
        permit.data().put("promoter_swa_code", 7009);
        OpenEvent event = read(permit);
        assertThat(event.record().authority()).contains("0010");
        assertThat(event.record().promoter()).contains("7009");
    }

    @Test
    void readsTheFieldsWhereTheyAreNestedAndNowhereElse() {
        OpenEvent event = read(Published.permit(PERMIT).without("usrn").stating("usrn", "1"));
        assertThat(event.record().usrn()).isEmpty();
        assertThat(event.record().street()).contains("HIGH STREET NORTH");
    }

    @Test
    void doesNotTakeTheSchemasVersionForTheRecords() {
        OpenEvent one = read(Published.permit(PERMIT).at("2020-06-24T14:00:00Z").stating("version", "9"));
        OpenEvent other =
                read(Published.permit(PERMIT).at("2020-06-24T15:00:00Z").stating("version", "1"));
        assertThat(one).isLessThan(other);
    }

    @Test
    void ordersByTimeThenNumberThenContent() {
        Published base = Published.permit(PERMIT).at("2020-06-24T14:00:00Z").numbered(5);
        OpenEvent early = read(base);
        OpenEvent greaterNumber =
                read(Published.permit(PERMIT).at("2020-06-24T14:00:00Z").numbered(6));
        OpenEvent otherContent = read(
                Published.permit(PERMIT).at("2020-06-24T14:00:00Z").numbered(5).with("town", "LEEDS"));
        assertThat(early).isLessThan(greaterNumber);
        assertThat(otherContent.compareTo(early)).isNotZero();
        assertThat(Integer.signum(early.compareTo(otherContent)))
                .isNotEqualTo(Integer.signum(otherContent.compareTo(early)));
    }

    @Test
    void believesTheDataRatherThanTheTypeWhereTheyDiffer() {
        // The publisher reads the permit when it works off its queue, so the data may be newer than the type.
        OpenEvent event = read(Published.permit(PERMIT)
                .stating("event_type", "PERMIT_SUBMITTED")
                .with("work_status_ref", "completed"));
        assertThat(event.type()).isEqualTo("PERMIT_SUBMITTED");
        assertThat(event.record().status()).contains("completed");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-06-23T23:00:00.000Z, 2020-06-24",
        "2020-12-23T00:00:00.000Z, 2020-12-23",
        "2020-06-10T00:00:00.000Z, 2020-06-10",
        "2020-06-10, 2020-06-10",
        "2020-10-24T23:00:00.000Z, 2020-10-25",
        "2020-10-26T00:00:00.000Z, 2020-10-26"
    })
    void showsAUtcInstantOfLondonMidnightAsTheDateInLondon(String published, String date) {
        assertThat(property(Published.permit(PERMIT).with("proposed_start_date", published), "proposed_start_date"))
                .isEqualTo(date);
    }

    @Test
    void worksBeginWhenTheyReallyDidElseWhenTheyWereProposedTo() {
        assertThat(read(Published.permit(PERMIT)).record().starts()).contains(Instant.parse("2020-06-24T10:11:00Z"));
        OpenEvent planned = read(Published.permit(PERMIT).withNull("actual_start_date_time"));
        assertThat(planned.record().starts()).contains(Instant.parse("2020-06-23T23:00:00Z"));
        // To the end of the last day in London.
        assertThat(planned.record().ends()).contains(Instant.parse("2020-06-28T23:00:00Z"));
    }

    @Test
    void anEndBeforeTheStartCountsAsTheStart() {
        OpenEvent event = read(Published.permit(PERMIT).with("actual_end_date_time", "2020-06-01T00:00:00Z"));
        assertThat(event.record().ends()).isEqualTo(event.record().starts());
    }

    @Test
    void takesNumbersWhereTextShouldBe() {
        Published permit = Published.permit(PERMIT);
        permit.data().put("usrn", 8401426).put("road_category", 3);
        assertThat(read(permit).record().usrn()).contains("8401426");
        assertThat(property(permit, "road_category")).isEqualTo("3");
    }

    @ParameterizedTest
    @CsvSource({
        "work_status_ref, work_status, Works in progress, in_progress",
        "work_status_ref, work_status, Section 81 works, section_81",
        "work_status_ref, work_status, Unattributable works, unattributable",
        "work_category_ref, work_category, Minor, minor",
        "work_category_ref, work_category, Immediate - urgent, immediate_urgent",
        "work_category_ref, work_category, Major (PAA), paa",
        "work_category_ref, work_category, HS2 (Highway), hs2_highway",
        "traffic_management_type_ref, traffic_management_type, Stop/go boards, stop_go_boards",
        "traffic_management_type_ref, traffic_management_type, Contra-flow, contra_flow"
    })
    void makesTheCodeOfTheLabelWhereOnlyTheLabelCame(String code, String label, String published, String expected) {
        Published permit = Published.permit(PERMIT).without(code).with(label, published);
        assertThat(property(permit, code)).isEqualTo(expected);
        assertThat(property(permit, label)).isEqualTo(published);
    }

    @Test
    void takesALabelWhereACodeShouldBe() {
        assertThat(property(Published.permit(PERMIT).with("work_status_ref", "Works in progress"), "work_status_ref"))
                .isEqualTo("in_progress");
        assertThat(property(
                        Published.permit(PERMIT).with("permit_status", "Permit modification request"), "permit_status"))
                .isEqualTo("permit_modification_request");
    }

    @Test
    void makesListsOfWhatIsJoinedWithCommas() {
        assertThat(read(Published.permit(PERMIT)).record().properties().path("permit_conditions"))
                .map(node -> node.asString())
                .containsExactly("NCT01a", "NCT01b", "NCT11a");
    }

    @Test
    void leavesOutListsAndOtherMembersThatAreNull() {
        OpenEvent event = read(Published.permit(PERMIT)
                .withNull("permit_conditions")
                .withNull("works_location_type")
                .withNull("is_covid_19_response")
                .withNull("town"));
        assertThat(event.record().properties().has("permit_conditions")).isFalse();
        assertThat(event.record().properties().has("works_location_type")).isFalse();
        assertThat(event.record().properties().has("is_covid_19_response")).isFalse();
        assertThat(event.record().properties().has("town")).isFalse();
    }

    @Test
    void keepsAPermitWhoseCoordinatesAreMalformedWithoutAPlace() {
        assertThat(read(Published.permit(PERMIT).with("works_location_coordinates", "POINT(over there)"))
                        .record()
                        .place())
                .isInstanceOf(Place.Malformed.class);
        assertThat(read(Published.permit(PERMIT).withNull("works_location_coordinates"))
                        .record()
                        .place())
                .isEqualTo(new Place.None());
    }

    @Test
    void theSameContentIsTheSameInWhateverSpacing() {
        Published permit = Published.permit(PERMIT);
        assertThat(reader.read(permit.spacedBytes())).isEqualTo(reader.read(permit.bytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2020-13-01T00:00:00Z", "+99999-01-01T00:00:00Z"})
    void keepsAnEventWithoutATimeAsUnreadable(String time) {
        assertThat(reader.read(Published.permit(PERMIT).at(time).bytes())).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void neverFailsWhateverItIsGiven() {
        for (String text :
                List.of("", "null", "[]", "1", "\"x\"", "{}", "{\"object_data\":[]}", "{\"object_data\":{}}")) {
            assertThat(reader.read(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Reading.Unreadable.class);
        }
        byte[] deep = ("{\"object_data\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(reader.read(deep)).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsAnActivityAndASection58() {
        OpenEvent activity = read(Published.activity("ARN-5990-85775436"));
        assertThat(activity.kind()).isEqualTo(ObjectKind.ACTIVITY);
        assertThat(activity.record().status()).contains("active");
        assertThat(activity.record().starts()).contains(Instant.parse("2020-06-10T14:30:00Z"));
        assertThat(read(Published.activity("ARN-5990-1").with("cancelled", "Yes"))
                        .record()
                        .status())
                .contains("cancelled");
        OpenEvent section58 = read(Published.section58("S58-5990-46589070"));
        assertThat(section58.kind()).isEqualTo(ObjectKind.SECTION_58);
        assertThat(section58.record().status()).contains("proposed");
    }

    /** Field by field: the open set is what the catalogue knows to be published, and nothing that it knows never is. */
    @Test
    void theOpenSetAgreesWithTheCatalogue() {
        Set<String> served = new HashSet<>();
        for (ObjectKind kind : ObjectKind.values()) {
            OpenFields.of(kind).forEach(field -> served.add(field.name()));
        }
        Set<String> published = new HashSet<>();
        Set<String> never = new HashSet<>();
        Catalogue catalogue = Catalogue.load();
        for (ApiVersion version : ApiVersion.shipped()) {
            for (Operation operation : catalogue.operations(version)) {
                OpenEquivalent open = operation.openEquivalent();
                published.addAll(open.fields().values());
                never.addAll(open.neverOpen());
            }
        }
        never.removeAll(published);
        assertThat(published).isNotEmpty();
        assertThat(served).containsAll(published);
        assertThat(never).hasSizeGreaterThan(50);
        // The map's start_date and end_date are made of other dates than an activity's, which are open.
        never.removeAll(Set.of("start_date", "end_date"));
        assertThat(served).doesNotContainAnyElementsOf(never);
    }

    /** DfT's own sample messages, where they are beside the project. */
    @Test
    void readsDftsSamples() throws IOException {
        Path samples = Path.of(System.getProperty("wayleave.root", ".."))
                .resolve("../shared/street-manager/samples")
                .normalize();
        assumeTrue(Files.isDirectory(samples), "DfT's samples are not beside the project");
        try (Stream<Path> files = Files.list(samples)) {
            for (Path file :
                    (Iterable<Path>) files.filter(file -> file.toString().endsWith("message.json"))::iterator) {
                assertThat(reader.read(Files.readAllBytes(file)))
                        .as(file.toString())
                        .isInstanceOf(Reading.Read.class);
            }
        }
    }
}
