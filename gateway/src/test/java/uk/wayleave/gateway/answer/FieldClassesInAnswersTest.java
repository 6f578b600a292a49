package uk.wayleave.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldProfiles;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.FieldProfileFile;
import uk.wayleave.streetmanager.Openness;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Shape.ObjectShape;
import uk.wayleave.streetmanager.Shape.ScalarShape;

/** Each class of field released, masked and withheld, by the profiles that come with the product. */
class FieldClassesInAnswersTest {
    private static final FieldProfiles PROFILES = FieldProfileFile.load();
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final AnswerPlan PLAN =
            new AnswerPlan(Watch.of(List.of()), Optional.empty(), Watch.of(List.of()), Optional.empty(), false);
    private static final Set<DataClass> EVERY_GRANT =
            Stream.of(DataClass.values()).filter(DataClass::isGrantable).collect(Collectors.toSet());

    private static AppliedProfile nothingGranted() {
        return new AppliedProfile(PROFILES.of(Purpose.MANAGE_OWN_PERMITS), FieldGrants.none(), false, false);
    }

    private static AppliedProfile everythingGranted() {
        return new AppliedProfile(
                PROFILES.of(Purpose.MANAGE_OWN_PERMITS), new FieldGrants(EVERY_GRANT, true), true, true);
    }

    private static Field field(FieldClass of, Shape shape, boolean required, boolean special) {
        return new Field(
                "value",
                shape,
                required,
                of,
                of == FieldClass.OPEN ? Openness.OPEN : Openness.CLOSED,
                Optional.empty(),
                special,
                Optional.empty());
    }

    private static String released(AppliedProfile profile, Whose whose, Field field, String value) throws Exception {
        byte[] answer = ("{\"value\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), answer)) {
            Edits edits = new Edits(new ByteArrayInputStream(answer), out, answer.length);
            new AnswerWalk(
                            parser,
                            PLAN,
                            profile,
                            whose,
                            Verdicts.none(),
                            edits,
                            new ReferencesSeen(),
                            new Spans(Screening.standard()))
                    .walk(new ObjectShape("Record", List.of(field)));
            edits.finish();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Field text(FieldClass of, boolean required) {
        return field(of, ScalarShape.STRING, required, false);
    }

    private static Field number(FieldClass of, boolean required) {
        return field(of, ScalarShape.NUMBER, required, false);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CREDENTIAL", "UNCLASSIFIED"},
            mode = EnumSource.Mode.EXCLUDE)
    void isReleasedToTheByteOfAnOwnRecordWhereItIsGranted(FieldClass of) throws Exception {
        assertThat(released(everythingGranted(), Whose.OWN, text(of, true), "\"\\u0041 é\\/\""))
                .isEqualTo("{\"value\":\"\\u0041 é\\/\"}");
        assertThat(released(everythingGranted(), Whose.OWN, number(of, false), "1.50e1"))
                .isEqualTo("{\"value\":1.50e1}");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIAL", "UNCLASSIFIED"})
    void isNeverReleasedWhateverIsGranted(FieldClass of) throws Exception {
        for (Whose whose : Whose.values()) {
            assertThat(released(everythingGranted(), whose, text(of, false), "\"secret\""))
                    .isEqualTo("{}");
            assertThat(released(everythingGranted(), whose, text(of, true), "\"secret\""))
                    .isEqualTo("{\"value\":\"[withheld by Wayleave]\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PERSON_NAME", "EMAIL", "TELEPHONE", "CONTACT", "USER_ID", "FREE_TEXT", "ADDRESS"})
    void isMaskedOfAnOwnRecordWhereItIsNotGranted(FieldClass of) throws Exception {
        assertThat(released(nothingGranted(), Whose.OWN, text(of, false), "\"a\""))
                .isEqualTo("{\"value\":\"[withheld by Wayleave]\"}");
        assertThat(released(nothingGranted(), Whose.OWN, number(of, false), "7"))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @EnumSource(names = "OPEN", mode = EnumSource.Mode.EXCLUDE)
    void isMaskedOrWithheldOfAnothersRecordWhereTheInstructionAsksForNoMore(FieldClass of) throws Exception {
        AppliedProfile unasked = new AppliedProfile(
                PROFILES.of(Purpose.MANAGE_OWN_PERMITS), new FieldGrants(EVERY_GRANT, true), false, true);

        assertThat(released(unasked, Whose.ANOTHERS, text(of, true), "\"a\""))
                .isEqualTo("{\"value\":\"[withheld by Wayleave]\"}");
        assertThat(released(unasked, Whose.ANOTHERS, number(of, false), "7")).isEqualTo("{}");
        assertThat(released(unasked, Whose.ANOTHERS, number(of, true), "7")).isEqualTo("{\"value\":null}");
        Field list = field(of, new Shape.ArrayShape(ScalarShape.STRING), true, false);
        assertThat(released(unasked, Whose.ANOTHERS, list, "[\"a\"]")).isEqualTo("{\"value\":[]}");
    }

    @Test
    void isReleasedOfAnothersRecordWhereItIsOpen() throws Exception {
        assertThat(released(nothingGranted(), Whose.ANOTHERS, text(FieldClass.OPEN, true), "\"a\""))
                .isEqualTo("{\"value\":\"a\"}");
        Field published = new Field(
                "value",
                ScalarShape.STRING,
                true,
                FieldClass.FREE_TEXT,
                Openness.OPEN,
                Optional.empty(),
                false,
                Optional.empty());
        assertThat(released(nothingGranted(), Whose.ANOTHERS, published, "\"a\""))
                .isEqualTo("{\"value\":\"a\"}");
    }

    @ParameterizedTest
    @EnumSource(FieldClass.class)
    void ofTierThreeIsWithheldUnlessTierThreeIsGrantedAndAlwaysOfAnothersRecord(FieldClass of) throws Exception {
        Field special = field(of, ScalarShape.NUMBER, false, true);
        AppliedProfile withoutTierThree = new AppliedProfile(
                PROFILES.of(Purpose.MANAGE_OWN_PERMITS), new FieldGrants(EVERY_GRANT, true), true, false);

        assertThat(released(withoutTierThree, Whose.OWN, special, "7")).isEqualTo("{}");
        assertThat(released(everythingGranted(), Whose.ANOTHERS, special, "7")).isEqualTo("{}");
        boolean never =
                EnumSet.of(FieldClass.CREDENTIAL, FieldClass.UNCLASSIFIED).contains(of);
        assertThat(released(everythingGranted(), Whose.OWN, special, "7")).isEqualTo(never ? "{}" : "{\"value\":7}");
    }

    @ParameterizedTest
    @EnumSource(FieldClass.class)
    void keepsANullWhichTellsOfNoValue(FieldClass of) throws Exception {
        for (Whose whose : Whose.values()) {
            assertThat(released(nothingGranted(), whose, text(of, true), "null"))
                    .isEqualTo("{\"value\":null}");
        }
    }

    @Test
    void takesAnOwnRecordWithItWhereItCannotBeLeftOut() {
        assertThatExceptionOfType(UnusableAnswer.class)
                .isThrownBy(() -> released(nothingGranted(), Whose.OWN, number(FieldClass.DOCUMENT, true), "7"));
    }

    @ParameterizedTest
    @CsvSource({
        "OWN_REPORTING, EMAIL, masked",
        "OWN_ANALYSIS, FREE_TEXT, masked",
        "ON_SITE_LOOKUP, EMAIL, masked",
        "ON_SITE_LOOKUP, TELEPHONE, released",
        "INSPECT_WORKS, MONEY, withheld",
        "OWN_REPORTING, DOCUMENT, withheld",
        "OWN_REPORTING, MONEY, released",
    })
    void followsThePurposeWhateverIsGranted(Purpose purpose, FieldClass of, String expected) throws Exception {
        AppliedProfile profile =
                new AppliedProfile(PROFILES.of(purpose), new FieldGrants(EVERY_GRANT, true), true, true);
        assertThat(released(profile, Whose.OWN, text(of, false), "\"a\""))
                .isEqualTo(
                        switch (expected) {
                            case "released" -> "{\"value\":\"a\"}";
                            case "masked" -> "{\"value\":\"[withheld by Wayleave]\"}";
                            default -> "{}";
                        });
    }

    @Test
    void everyClassOfFieldHasItsClassOfData() {
        assertThat(Stream.of(FieldClass.values()).map(FieldKinds::of)).containsExactlyInAnyOrder(DataClass.values());
    }
}
