package uk.wayleave.framework.field;

import java.util.EnumSet;
import java.util.Set;

/**
 * A profile with what opens it for one call: what happens to every field of its answer.
 *
 * @param grants of the agreement
 * @param asksForClosedOfOthers whether the instruction asks for the closed fields of other organisations' records
 * @param special whether agreement and instruction both go up to tier T3
 */
public record AppliedProfile(FieldProfile profile, FieldGrants grants, boolean asksForClosedOfOthers, boolean special) {

    /**
     * What happens to a field.
     *
     * @param open whether the field is published in the open events too
     * @param ofTierThree whether Street Manager shows the field only to accounts with an extra role
     */
    public FieldTreatment treatment(DataClass of, boolean open, boolean ofTierThree, Whose whose) {
        FieldTreatment treatment = unscreened(of, open, ofTierThree, whose);
        boolean released = treatment == FieldTreatment.RELEASE && of == DataClass.FREE_TEXT;
        return released && isScreened(whose) ? FieldTreatment.SCREEN : treatment;
    }

    /** Framework B4, B6: what others wrote of persons is not ours to spread, even where the text is granted or open. */
    private boolean isScreened(Whose whose) {
        return whose != Whose.OWN || profile.rule(DataClass.FREE_TEXT, whose) == FieldRule.WHEN_GRANTED_SCREENED;
    }

    private FieldTreatment unscreened(DataClass of, boolean open, boolean ofTierThree, Whose whose) {
        if (of.isNeverReleased()) {
            return FieldTreatment.WITHHOLD;
        }
        // Framework B4: what even Street Manager shows to few of an organisation's own users is never another's to see.
        if (ofTierThree && (!special || whose != Whose.OWN)) {
            return FieldTreatment.WITHHOLD;
        }
        if (open && isMadeOpenByPublishing(of)) {
            return FieldTreatment.RELEASE;
        }
        return switch (profile.rule(of, whose)) {
            case RELEASE -> FieldTreatment.RELEASE;
            case WHEN_GRANTED, WHEN_GRANTED_SCREENED -> isGranted(of, whose) ? FieldTreatment.RELEASE : unless(of);
            case MASK -> FieldTreatment.MASK;
            case WITHHOLD -> FieldTreatment.WITHHOLD;
        };
    }

    /** The grantable classes that are released of a kind of record: what is worth recording of a profile. */
    public Set<DataClass> released(Whose whose) {
        Set<DataClass> released = EnumSet.noneOf(DataClass.class);
        for (DataClass one : DataClass.values()) {
            FieldTreatment treatment = treatment(one, false, false, whose);
            if (one.isGrantable() && (treatment == FieldTreatment.RELEASE || treatment == FieldTreatment.SCREEN)) {
                released.add(one);
            }
        }
        return released;
    }

    /** The version of the profiles and the purpose, as in {@code 1/manage-own-permits}. */
    public String name() {
        return profile.version() + "/" + profile.purpose().wireName();
    }

    /** A free text that DfT publishes is no secret any more; a person's number would stay personal even then. */
    private static boolean isMadeOpenByPublishing(DataClass of) {
        return of == DataClass.FREE_TEXT || !of.isGrantable();
    }

    private boolean isGranted(DataClass of, Whose whose) {
        boolean granted = !of.isGrantable() || grants.include(of);
        return switch (whose) {
            case OWN, SHARED -> granted;
            case ANOTHERS -> granted && grants.closedOfOthers() && asksForClosedOfOthers;
        };
    }

    private static FieldTreatment unless(DataClass of) {
        return of.isPersonal() ? FieldTreatment.MASK : FieldTreatment.WITHHOLD;
    }
}
