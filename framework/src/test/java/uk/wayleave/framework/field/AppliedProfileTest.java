package uk.wayleave.framework.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.wayleave.framework.Purpose;

/** What happens to a field, tried in every combination of rule, class, record and grant. */
class AppliedProfileTest {
    private static final List<Boolean> EITHER = List.of(false, true);

    private final ReferenceTreatment reference = new ReferenceTreatment();

    /** A profile with one rule for everything that may have it. */
    private static FieldProfile everywhere(FieldRule rule) {
        Map<Whose, Map<DataClass, FieldRule>> rules = new EnumMap<>(Whose.class);
        for (Whose whose : Whose.values()) {
            Map<DataClass, FieldRule> column = new EnumMap<>(DataClass.class);
            for (DataClass one : DataClass.values()) {
                column.put(one, one.isNeverReleased() ? FieldRule.WITHHOLD : rule);
            }
            rules.put(whose, column);
        }
        return new FieldProfile(7, Purpose.MANAGE_OWN_PERMITS, rules);
    }

    private static List<FieldGrants> grants(DataClass of) {
        List<FieldGrants> grants = new ArrayList<>();
        for (boolean closedOfOthers : EITHER) {
            grants.add(new FieldGrants(Set.of(), closedOfOthers));
            grants.add(new FieldGrants(Set.of(DataClass.PERSON_NAME, DataClass.DOCUMENT), closedOfOthers));
            if (of.isGrantable()) {
                grants.add(new FieldGrants(Set.of(of), closedOfOthers));
            }
        }
        return grants;
    }

    @Test
    void agreesWithTheReferenceInEveryCombination() {
        int tried = 0;
        for (FieldRule rule : FieldRule.values()) {
            FieldProfile profile = everywhere(rule);
            for (DataClass of : DataClass.values()) {
                for (FieldGrants grants : grants(of)) {
                    for (boolean asks : EITHER) {
                        for (boolean special : EITHER) {
                            AppliedProfile applied = new AppliedProfile(profile, grants, asks, special);
                            for (Whose whose : Whose.values()) {
                                for (boolean open : EITHER) {
                                    for (boolean ofTierThree : EITHER) {
                                        assertThat(applied.treatment(of, open, ofTierThree, whose))
                                                .as(
                                                        "%s %s open %s T3 %s %s %s",
                                                        rule, of, open, ofTierThree, whose, applied)
                                                .isEqualTo(reference.of(
                                                        rule, of, open, ofTierThree, whose, grants, asks, special));
                                        tried++;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(10_000);
    }

    @ParameterizedTest
    @EnumSource(FieldRule.class)
    void neverReleasesACredentialOrWhatNobodyHasClassified(FieldRule rule) {
        AppliedProfile widest = new AppliedProfile(everywhere(rule), new FieldGrants(Set.of(), true), true, true);
        for (Whose whose : Whose.values()) {
            assertThat(widest.treatment(DataClass.CREDENTIAL, true, false, whose))
                    .isEqualTo(FieldTreatment.WITHHOLD);
        }
    }

    @Test
    void releasesPersonalDataOnlyWhereItsClassIsGranted() {
        FieldProfile profile = everywhere(FieldRule.WHEN_GRANTED);
        AppliedProfile none = new AppliedProfile(profile, FieldGrants.none(), false, false);
        AppliedProfile names =
                new AppliedProfile(profile, new FieldGrants(Set.of(DataClass.PERSON_NAME), false), false, false);

        assertThat(none.treatment(DataClass.PERSON_NAME, false, false, Whose.OWN))
                .isEqualTo(FieldTreatment.MASK);
        assertThat(names.treatment(DataClass.PERSON_NAME, false, false, Whose.OWN))
                .isEqualTo(FieldTreatment.RELEASE);
        assertThat(names.treatment(DataClass.EMAIL, false, false, Whose.OWN)).isEqualTo(FieldTreatment.MASK);
        assertThat(names.treatment(DataClass.DOCUMENT, false, false, Whose.OWN)).isEqualTo(FieldTreatment.WITHHOLD);
        assertThat(names.released(Whose.OWN)).containsExactly(DataClass.PERSON_NAME);
        assertThat(names.released(Whose.ANOTHERS)).isEmpty();
    }

    @Test
    void screensFreeTextOfOthersHoweverItIsOpenAndOwnWhereTheProfileMarksIt() {
        FieldGrants grants = new FieldGrants(Set.of(DataClass.FREE_TEXT), true);
        AppliedProfile usual = new AppliedProfile(everywhere(FieldRule.WHEN_GRANTED), grants, true, false);
        AppliedProfile marked = new AppliedProfile(everywhere(FieldRule.WHEN_GRANTED_SCREENED), grants, true, false);

        for (boolean open : EITHER) {
            assertThat(usual.treatment(DataClass.FREE_TEXT, open, false, Whose.ANOTHERS))
                    .isEqualTo(FieldTreatment.SCREEN);
            assertThat(usual.treatment(DataClass.FREE_TEXT, open, false, Whose.SHARED))
                    .isEqualTo(FieldTreatment.SCREEN);
            assertThat(usual.treatment(DataClass.FREE_TEXT, open, false, Whose.OWN))
                    .isEqualTo(FieldTreatment.RELEASE);
            assertThat(marked.treatment(DataClass.FREE_TEXT, open, false, Whose.OWN))
                    .isEqualTo(FieldTreatment.SCREEN);
        }
        assertThat(usual.treatment(DataClass.PERSON_NAME, false, false, Whose.OWN))
                .isEqualTo(FieldTreatment.MASK);
        assertThat(usual.released(Whose.ANOTHERS)).containsExactly(DataClass.FREE_TEXT);
    }

    @Test
    void opensOthersClosedFieldsOnlyWhereAgreementGrantsAndInstructionAsks() {
        FieldProfile profile = everywhere(FieldRule.WHEN_GRANTED);
        for (boolean granted : EITHER) {
            for (boolean asked : EITHER) {
                AppliedProfile applied = new AppliedProfile(profile, new FieldGrants(Set.of(), granted), asked, false);
                assertThat(applied.treatment(DataClass.CLOSED, false, false, Whose.ANOTHERS))
                        .isEqualTo(granted && asked ? FieldTreatment.RELEASE : FieldTreatment.WITHHOLD);
                assertThat(applied.treatment(DataClass.CLOSED, true, false, Whose.ANOTHERS))
                        .isEqualTo(FieldTreatment.RELEASE);
            }
        }
    }

    @Test
    void anAgreementGrantsPersonalClassesAndFilesOnly() {
        assertThatThrownBy(() -> new FieldGrants(Set.of(DataClass.CREDENTIAL), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CREDENTIAL");
        assertThatThrownBy(() -> new FieldGrants(Set.of(DataClass.CLOSED), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aProfileSaysSomethingOfEveryClassAndNeverReleasesACredential() {
        assertThatThrownBy(() -> new FieldProfile(1, Purpose.OWN_ANALYSIS, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        Map<Whose, Map<DataClass, FieldRule>> rules = new EnumMap<>(Whose.class);
        everywhere(FieldRule.RELEASE).rules().forEach((whose, column) -> {
            Map<DataClass, FieldRule> copy = new EnumMap<>(column);
            copy.put(DataClass.CREDENTIAL, FieldRule.RELEASE);
            rules.put(whose, copy);
        });
        assertThatThrownBy(() -> new FieldProfile(1, Purpose.OWN_ANALYSIS, rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CREDENTIAL");
    }

    @Test
    void profilesNeedOneForEveryPurposeThatServesTheController() {
        assertThatThrownBy(() -> new FieldProfiles(1, Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(FieldProfiles.strictest().of(Purpose.OWN_REPORTING).rule(DataClass.EMAIL, Whose.OWN))
                .isEqualTo(FieldRule.MASK);
    }
}
