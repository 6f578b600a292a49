package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldProfiles;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.framework.field.Whose;

/** The profiles that come with the product: what they let through and what they never do. */
class FieldProfileFileTest {
    private static final FieldProfiles PROFILES = FieldProfileFile.load();

    static Stream<Purpose> purposes() {
        return Stream.of(Purpose.values()).filter(Purpose::servesTheController);
    }

    private static AppliedProfile withoutGrants(Purpose purpose) {
        return new AppliedProfile(PROFILES.of(purpose), FieldGrants.none(), true, true);
    }

    private static AppliedProfile withEveryGrant(Purpose purpose) {
        Set<DataClass> all = Stream.of(DataClass.values())
                .filter(DataClass::isGrantable)
                .collect(java.util.stream.Collectors.toSet());
        return new AppliedProfile(PROFILES.of(purpose), new FieldGrants(all, true), true, true);
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void releasesNothingPersonalAndNoFileUnlessItIsGranted(Purpose purpose) {
        for (DataClass one : DataClass.values()) {
            for (Whose whose : Whose.values()) {
                if (one.isGrantable()) {
                    assertThat(withoutGrants(purpose).treatment(one, false, false, whose))
                            .as("%s of %s", one, whose)
                            .isNotEqualTo(FieldTreatment.RELEASE);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void releasesTheOpenFieldsOfEveryRecordAndTheClosedOnesOfItsOwn(Purpose purpose) {
        for (Whose whose : Whose.values()) {
            assertThat(withoutGrants(purpose).treatment(DataClass.IDENTIFIER, true, false, whose))
                    .isEqualTo(FieldTreatment.RELEASE);
            assertThat(withoutGrants(purpose).treatment(DataClass.OPEN, true, false, whose))
                    .isEqualTo(FieldTreatment.RELEASE);
        }
        for (DataClass one : Set.of(DataClass.IDENTIFIER, DataClass.CLOSED)) {
            assertThat(withoutGrants(purpose).treatment(one, false, false, Whose.OWN))
                    .isEqualTo(FieldTreatment.RELEASE);
        }
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void showsOfAnothersRecordItsOpenFieldsOnlyUnlessMoreIsGrantedAndAskedFor(Purpose purpose) {
        AppliedProfile unasked =
                new AppliedProfile(PROFILES.of(purpose), withEveryGrant(purpose).grants(), false, true);
        for (DataClass one : DataClass.values()) {
            if (one != DataClass.OPEN) {
                assertThat(unasked.treatment(one, false, false, Whose.ANOTHERS))
                        .as(one.toString())
                        .isNotEqualTo(FieldTreatment.RELEASE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("purposes")
    void neverReleasesFilesOrMoneyOfAnothers(Purpose purpose) {
        AppliedProfile widest = withEveryGrant(purpose);
        for (DataClass one : Set.of(DataClass.DOCUMENT, DataClass.MONEY, DataClass.CREDENTIAL)) {
            assertThat(widest.treatment(one, false, false, Whose.ANOTHERS)).isEqualTo(FieldTreatment.WITHHOLD);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MANAGE_OWN_PERMITS, EMAIL, OWN, RELEASE",
        "COORDINATE_STREET_WORKS, TELEPHONE, ANOTHERS, RELEASE",
        "INSPECT_WORKS, PERSON_NAME, OWN, RELEASE",
        "INSPECT_WORKS, PERSON_NAME, ANOTHERS, MASK",
        "OWN_REPORTING, PERSON_NAME, OWN, MASK",
        "OWN_ANALYSIS, FREE_TEXT, OWN, MASK",
        "OWN_ANALYSIS, DOCUMENT, OWN, WITHHOLD",
        "ON_SITE_LOOKUP, TELEPHONE, OWN, RELEASE",
        "ON_SITE_LOOKUP, EMAIL, OWN, MASK",
        "ON_SITE_LOOKUP, CLOSED, ANOTHERS, WITHHOLD",
    })
    void aGrantOpensOnlyWhatThePurposeMayNeed(Purpose purpose, DataClass of, Whose whose, FieldTreatment expected) {
        assertThat(withEveryGrant(purpose).treatment(of, false, false, whose)).isEqualTo(expected);
    }

    @Test
    void isOfAStatedVersion() {
        assertThat(PROFILES.version()).isEqualTo(2);
        assertThat(withoutGrants(Purpose.OWN_REPORTING).name()).isEqualTo("2/own-reporting");
    }

    @Test
    void refusesAFileThatLeavesAPurposeOut() {
        ObjectNode file = JsonMapper.shared().createObjectNode().put("version", 2);
        file.putObject("profiles");
        assertThatThrownBy(() -> FieldProfileFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("manage-own-permits");
    }
}
