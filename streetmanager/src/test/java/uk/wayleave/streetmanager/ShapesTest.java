package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.framework.OperationId;

class ShapesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    static Stream<Operation> all() {
        return ApiVersion.shipped().stream().flatMap(version -> CATALOGUE.operations(version).stream());
    }

    @ParameterizedTest
    @CsvSource({
        "v3, work.GetPermit, secondary_contact, PERSON_NAME",
        "v3, work.GetPermit, secondary_contact_email, EMAIL",
        "v3, work.GetPermit, secondary_contact_number, TELEPHONE",
        "v3, work.GetPermit, promoter_contact_details, CONTACT",
        "v3, work.GetPermit, description_of_work, FREE_TEXT",
        "v3, work.GetPermit, hs2_highway_emails, EMAIL",
        "v3, work.GetPermit, files, DOCUMENT",
        "v3, work.GetPermit, assessment_discount, MONEY",
        "v3, work.GetPermit, permit_status, OPEN",
        "v3, work.GetPermit, works_coordinates, OPEN",
        "v3, work.Authenticate, idToken, CREDENTIAL",
        "v3, party.GetUser, first_name, PERSON_NAME",
        "v3, party.GetOrganisation, postcode, ADDRESS",
        "v6, work.GetPermit, emergency_contact_name, PERSON_NAME",
        "v6, work.GetPermit, emergency_contact_number, TELEPHONE",
        "v6, work.GetPermit, collaboration_contact_email, EMAIL",
        "v6, work.GetPermit, permit_cancellation_reason_other, FREE_TEXT",
        "v6, work.GetNonCompliance, jsm_requested_by, PERSON_NAME",
        "v6, party.GetOrganisation, primary_admin_email, EMAIL",
        "v6, party.GetOrganisation, primary_contact_name, PERSON_NAME",
        "v6, work.GetSection58, additional_information, FREE_TEXT",
        "v6, work.GetMaterialClassification, file, DOCUMENT",
        "v6, work.GetFeeMatrix, discount_guidance, FREE_TEXT",
    })
    void knowWhatAFieldOfAnAnswerHolds(String version, String id, String field, FieldClass expected) {
        Shape shape = answer(operation(version, id));

        assertThat(((Shape.ObjectShape) shape).field(field).orElseThrow().fieldClass())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "v3, work.CreatePermit, description_of_work, FREE_TEXT",
        "v3, work.CreateActivity, activity_name, FREE_TEXT",
        "v3, work.PostComment, detail, FREE_TEXT",
        "v3, work.PostComment, internal_user_identifier, USER_ID",
        "v3, work.PostComment, internal_user_name, PERSON_NAME",
        "v6, work.CreatePermitAlteration, permit_alteration_reason, FREE_TEXT",
        "v6, work.CreatePermitAlteration, emergency_contact_name, PERSON_NAME",
        "v6, work.SubsumeSite, subsume_reason, FREE_TEXT",
        "v6, event.SubscribeToEvent, subscription_description, FREE_TEXT",
    })
    void knowWhatAFieldOfARequestHolds(String version, String id, String field, FieldClass expected) {
        RequestShape.Json request = (RequestShape.Json) operation(version, id).request();

        assertThat(request.shape().field(field).orElseThrow().fieldClass()).isEqualTo(expected);
    }

    @Test
    void withholdEveryClassButThoseThatSayNothingOfPersonsFilesMoneyOrSecrets() {
        assertThat(Stream.of(FieldClass.values()).filter(fieldClass -> !fieldClass.isWithheld()))
                .containsExactly(FieldClass.IDENTIFIER, FieldClass.OPEN, FieldClass.CLOSED);
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverReleaseACredential(Operation operation) {
        List<Field> fields = released(operation);

        if (operation.treatment() == Treatment.FORWARD) {
            assertThat(fields).noneMatch(field -> field.fieldClass() == FieldClass.CREDENTIAL);
            assertThat(fields)
                    .extracting(Field::name)
                    .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).matches(".*(token|password|secret).*"));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void releaseNothingThatIsNamedLikeAPersonsDetails(Operation operation) {
        assertThat(released(operation).stream().filter(field -> field.shape() instanceof Shape.ScalarShape))
                .extracting(Field::name)
                .noneMatch(name ->
                        name.matches(".*(email|phone|contact|comment|username|internal_user|officer|inspector_name).*")
                                && !name.equals("comment_reference_number")
                                && !name.matches("comment_topic(_string)?"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void stateAFallbackOnlyWhereOneIsNeeded(Operation operation) {
        for (Field field : everyField(operation)) {
            boolean needed = field.required() && field.isWithheld() && field.shape() != Shape.ScalarShape.STRING;
            assertThat(field.fallback().isPresent()).as(field.name()).isEqualTo(needed);
        }
    }

    @Test
    void standInForAFileNumberWithNoNumberAndForAListWithAnEmptyOne() {
        Shape.ObjectShape area = (Shape.ObjectShape)
                ((Shape.ArrayShape) answer(operation("v3", "reporting.GetGeographicalAreas"))).items();
        Shape.ObjectShape files =
                ((RequestShape.Json) operation("v3", "work.AddFileToWork").request()).shape();

        assertThat(area.field("file_id").orElseThrow().fallback()).contains("null");
        assertThat(files.field("file_ids").orElseThrow().fallback()).contains("[]");
    }

    @Test
    void markTheMoneyOfASection74AsSpecial() {
        Shape.ObjectShape section74 = (Shape.ObjectShape) answer(operation("v3", "work.GetSection74"));

        assertThat(section74.fields().stream().filter(Field::special).map(Field::name))
                .containsExactlyInAnyOrder(
                        "draft_invoice_reference", "invoice_reference", "draft_invoice_amount", "final_agreed_amount");
    }

    @Test
    void leaveAnUnknownMemberUnknown() {
        Shape.ObjectShape permit = (Shape.ObjectShape) answer(operation("v3", "work.GetPermit"));

        assertThat(permit.field("home_address")).isEmpty();
        assertThat(permit.fields()).hasSize(111);
    }

    @Test
    void compareAPermitWithTheOpenEvents() {
        OpenEquivalent open = operation("v3", "work.GetPermit").openEquivalent();

        assertThat(open.topic()).isEqualTo(OpenEquivalent.Topic.PERMIT);
        assertThat(open.fields())
                .containsEntry("usrn", "usrn")
                .containsEntry("actual_start_date", "actual_start_date_time")
                .containsEntry("works_coordinates", "works_location_coordinates")
                .hasSize(39);
        assertThat(open.neverOpen())
                .contains("description_of_work", "works_location_description", "secondary_contact")
                .hasSize(72);
        assertThat(open.isOpen("description_of_work")).isFalse();
        assertThat(open.isOpen("a_field_of_tomorrow")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "v3, reporting.GetPermits, PERMIT, 28",
        "v3, reporting.GetPermitSummaries, PERMIT, 28",
        "v6, event.GetPermitSummaries, PERMIT, 30",
        "v3, geojson.GetWorksIntersectBoundingBox, PERMIT, 10",
        "v3, work.GetActivity, ACTIVITY, 23",
        "v3, geojson.GetActivitiesIntersectingBounds, ACTIVITY, 10",
        "v6, work.GetSection58, SECTION_58, 18",
        "v3, work.GetInspection, NONE, 0",
        "v3, work.CreateWork, NONE, 0",
        "v3, export.GeneratePermitsCSV, PERMIT, 0",
    })
    void knowWhatIsOpenInsteadOfAnOperation(String version, String id, OpenEquivalent.Topic topic, int fields) {
        OpenEquivalent open = operation(version, id).openEquivalent();

        assertThat(open.topic()).isEqualTo(topic);
        assertThat(open.fields()).hasSize(fields);
    }

    @ParameterizedTest
    @MethodSource("all")
    void neverCallAFieldBothOpenAndClosed(Operation operation) {
        OpenEquivalent open = operation.openEquivalent();

        assertThat(open.fields().keySet())
                .doesNotContainAnyElementsOf(open.neverOpen().isEmpty() ? List.of("-") : open.neverOpen());
    }

    private static Operation operation(String version, String id) {
        return CATALOGUE
                .operation(ApiVersion.parse(version).orElseThrow(), new OperationId(id))
                .orElseThrow();
    }

    private static Shape answer(Operation operation) {
        return ((AnswerShape.Json) operation.answer()).shape();
    }

    /** The fields that an answer is released with, at whatever depth. */
    private static List<Field> released(Operation operation) {
        List<Field> fields = new ArrayList<>();
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            collect(shape, false, fields, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        return fields;
    }

    private static List<Field> everyField(Operation operation) {
        List<Field> fields = new ArrayList<>();
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            collect(shape, true, fields, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        return fields;
    }

    private static void collect(Shape shape, boolean withheldToo, List<Field> into, Set<Shape> seen) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) -> collect(items, withheldToo, into, seen);
            case Shape.ObjectShape object -> {
                if (!seen.add(object)) {
                    return;
                }
                for (Field field : object.fields()) {
                    if (withheldToo || !field.isWithheld()) {
                        into.add(field);
                        collect(field.shape(), withheldToo, into, seen);
                    }
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }
}
