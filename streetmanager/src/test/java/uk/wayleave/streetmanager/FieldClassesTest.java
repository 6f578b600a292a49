package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.framework.OperationId;

class FieldClassesTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final FieldClasses CLASSES = CatalogueFiles.fieldClasses();

    static Stream<Shape.ObjectShape> everySchema() {
        return ApiVersion.shipped().stream()
                .flatMap(version -> CatalogueShapes.of(CATALOGUE, version).values().stream());
    }

    @ParameterizedTest
    @MethodSource("everySchema")
    void everyFieldHasAClass(Shape.ObjectShape schema) {
        assertThat(schema.fields()).noneMatch(field -> field.fieldClass() == FieldClass.UNCLASSIFIED);
    }

    @ParameterizedTest
    @MethodSource("everySchema")
    void aFieldIsOfTheClassOpenOnlyWhereItIsOpen(Shape.ObjectShape schema) {
        for (Field field : schema.fields()) {
            if (field.fieldClass() == FieldClass.OPEN) {
                assertThat(field.openness().isOpen()).as(field.name()).isTrue();
            }
            if (field.fieldClass() == FieldClass.CLOSED) {
                assertThat(field.openness()).as(field.name()).isEqualTo(Openness.CLOSED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everySchema")
    void nothingThatIsSentIsOpenBeforeItIsPublished(Shape.ObjectShape schema) {
        if (schema.name().endsWith("Request")) {
            assertThat(schema.fields()).allMatch(field -> field.openness() == Openness.CLOSED);
        }
    }

    @Test
    void theOpenSplitOfV36IsThePublishedOneFieldByField() {
        Map<String, Shape.ObjectShape> shapes = CatalogueShapes.of(CATALOGUE, ApiVersion.V3_6);
        List<OpenSplit> split = OpenSplit.copy();

        assertThat(split).hasSize(207);
        for (OpenSplit line : split) {
            Field field = Objects.requireNonNull(shapes.get(line.schema()), line.schema())
                    .field(line.field())
                    .orElseThrow();
            assertThat(field.openness()).as(line.toString()).isEqualTo(line.openness());
        }
        split.stream()
                .collect(Collectors.groupingBy(OpenSplit::schema))
                .forEach((schema, lines) -> assertThat(Objects.requireNonNull(shapes.get(schema), schema)
                                .fields())
                        .as(schema)
                        .hasSameSizeAs(lines));
    }

    @Test
    void ofV36OnlyTheComparedSchemasAndWhatHoldsThemHaveOpenFields() {
        assertThat(CatalogueShapes.of(CATALOGUE, ApiVersion.V3_6).values().stream()
                        .filter(schema -> schema.fields().stream()
                                .anyMatch(field -> field.openness().isOpen()))
                        .map(Shape.ObjectShape::name))
                .containsExactlyInAnyOrder(
                        "work.PermitResponse",
                        "work.PermitConditionResponse",
                        "work.PermitSummaryResponse",
                        "work.ActivityResponse",
                        "reporting.PermitSummaryResponse",
                        "reporting.PermitCondition",
                        "reporting.PermitReportingResponse",
                        "geojson.WorkResponse",
                        "geojson.WorkFeature",
                        "geojson.WorkProperties",
                        "geojson.ActivityResponse",
                        "geojson.ActivityFeature",
                        "geojson.ActivityProperties",
                        "geojson.GeoJSONGeometry");
    }

    @ParameterizedTest
    @CsvSource({
        // Personal or free, and published all the same.
        "work.ActivityResponse, activity_name, FREE_TEXT, OPEN",
        "work.ActivityResponse, activity_location_description, FREE_TEXT, OPEN",
        "work.ActivityResponse, activity_type_details, FREE_TEXT, OPEN",
        "work.ActivityResponse, contact_name, PERSON_NAME, CLOSED",
        "work.PermitResponse, permit_reference_number, IDENTIFIER, OPEN",
        "work.PermitResponse, workstream_prefix, IDENTIFIER, CLOSED",
        "work.PermitResponse, street_name, OPEN, OPEN",
        "work.PermitResponse, close_footway, OPEN, OPEN_IN_NEWER_FEED",
        "work.PermitResponse, current_traffic_management_type, OPEN, OPEN_IN_NEWER_FEED",
        "work.PermitResponse, deadline_date, CLOSED, CLOSED",
        "work.PermitResponse, permit_conditions, OPEN, OPEN",
        "work.PermitConditionResponse, condition, OPEN, OPEN",
        "work.PermitConditionResponse, comment, FREE_TEXT, CLOSED",
        // The same name, closed where its record is.
        "work.WorkResponse, street_name, CLOSED, CLOSED",
        "work.InspectionResponse, work_reference_number, IDENTIFIER, CLOSED",
        "event.PermitSummaryResponse, status, OPEN, OPEN",
        "geojson.WorkProperties, street, OPEN, OPEN",
        "geojson.WorkProperties, work_centre_point, CLOSED, CLOSED",
        "geojson.WorkFeature, geometry, OPEN, OPEN",
        "geojson.ForwardPlanFeature, geometry, CLOSED, CLOSED",
        "geojson.Section58Properties, organisation_name, OPEN, OPEN",
        "reporting.ActivitySummaryResponse, contact_details, CONTACT, CLOSED",
        // The name of a file, but not that of an organisation.
        "work.FileSummaryResponse, name, DOCUMENT, CLOSED",
        "party.OrganisationResponse, name, CLOSED, CLOSED",
        "work.FeeMatrixResponse, charge_band_one_cost, MONEY, CLOSED",
        "work.PermitResponse, favourite_colour, UNCLASSIFIED, CLOSED",
    })
    void knowTheClassAndOpennessOfAField(String schema, String name, FieldClass expected, Openness openness) {
        Field field = CLASSES.field(schema, name, Shape.ScalarShape.STRING, false);

        assertThat(field.fieldClass()).isEqualTo(expected);
        assertThat(field.openness()).isEqualTo(openness);
    }

    static Stream<Operation> everyOperation() {
        return ApiVersion.shipped().stream().flatMap(version -> CATALOGUE.operations(version).stream());
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void everyParameterHasAClass(Operation operation) {
        assertThat(operation.parameters()).noneMatch(parameter -> parameter.fieldClass() == FieldClass.UNCLASSIFIED);
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void everyParameterInAPathNamesSomethingButASiteOrAPerson(Operation operation) {
        assertThat(operation.parameters().stream()
                        .filter(parameter -> parameter.place() == Parameter.Place.PATH)
                        .filter(parameter -> parameter.names().isEmpty())
                        .map(Parameter::name))
                .allMatch(name -> name.equals("siteNumber") || name.equals("email"));
    }

    @Test
    void whatIsOfAPersonInAnAddressIsKnown() {
        assertThat(everyOperation()
                        .flatMap(operation -> operation.parameters().stream())
                        .filter(parameter -> parameter.fieldClass().isWithheld())
                        .map(parameter -> parameter.name() + " " + parameter.fieldClass())
                        .distinct())
                .containsExactlyInAnyOrder(
                        "email EMAIL", "author_email_address EMAIL", "exclude_events_from USER_ID", "query FREE_TEXT");
    }

    @Test
    void theFieldsOfARequestAreFoundAtWhateverDepth() {
        Operation create = CATALOGUE
                .operation(ApiVersion.V3_6, new OperationId("work.CreateWork"))
                .orElseThrow();

        assertThat(create.requestFields().stream()
                        .filter(placed -> placed.field().fieldClass() == FieldClass.FREE_TEXT)
                        .map(PlacedField::place))
                .contains("/description_of_work", "/permit_conditions/*/comment");
        assertThat(create.requestFields().stream()
                        .filter(placed -> placed.field().names().isPresent())
                        .map(placed ->
                                placed.place() + " " + placed.field().names().orElseThrow()))
                .contains(
                        "/work_reference_number WORKS",
                        "/promoter_swa_code PROMOTER",
                        "/highway_authority_swa_code AUTHORITY",
                        "/workstream_prefix WORKSTREAM",
                        "/file_ids FILE",
                        "/usrn STREET");
    }
}
