package uk.wayleave.framework.field;

/**
 * Says what happens to a field, naively and on purpose: one plain statement for each reason, with nothing shared with
 * {@link AppliedProfile}. It exists to be obviously right; tests hold the two to the same answer. Not for use in the
 * product.
 */
final class ReferenceTreatment {
    FieldTreatment of(
            FieldRule rule,
            DataClass dataClass,
            boolean open,
            boolean ofTierThree,
            Whose whose,
            FieldGrants grants,
            boolean asksForClosedOfOthers,
            boolean special) {
        boolean aPersonsOrAFile = switch (dataClass) {
            case PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, FREE_TEXT, ADDRESS, DOCUMENT -> true;
            case IDENTIFIER, OPEN, CLOSED, MONEY, CREDENTIAL, UNCLASSIFIED -> false;
        };
        boolean masked = aPersonsOrAFile && dataClass != DataClass.DOCUMENT;

        boolean secret = dataClass == DataClass.CREDENTIAL || dataClass == DataClass.UNCLASSIFIED;
        boolean tierThreeNotGranted = ofTierThree && !special;
        boolean tierThreeOfSomebodyElse = ofTierThree && (whose == Whose.ANOTHERS || whose == Whose.SHARED);
        if (secret || tierThreeNotGranted || tierThreeOfSomebodyElse) {
            return FieldTreatment.WITHHOLD;
        }

        boolean published = open && (!aPersonsOrAFile || dataClass == DataClass.FREE_TEXT);
        boolean needed = rule == FieldRule.RELEASE;
        boolean granted = !aPersonsOrAFile || grants.classes().contains(dataClass);
        boolean openedForOthers = grants.closedOfOthers() && asksForClosedOfOthers;
        boolean mayNeed = rule == FieldRule.WHEN_GRANTED || rule == FieldRule.WHEN_GRANTED_SCREENED;
        boolean grantedForIt = mayNeed && granted && (whose != Whose.ANOTHERS || openedForOthers);
        if (published || needed || grantedForIt) {
            boolean textOfAnother =
                    dataClass == DataClass.FREE_TEXT && (whose == Whose.ANOTHERS || whose == Whose.SHARED);
            boolean textThatIsMarked = dataClass == DataClass.FREE_TEXT && rule == FieldRule.WHEN_GRANTED_SCREENED;
            return textOfAnother || textThatIsMarked ? FieldTreatment.SCREEN : FieldTreatment.RELEASE;
        }

        boolean toBeMasked = rule == FieldRule.MASK || (mayNeed && masked);
        return toBeMasked ? FieldTreatment.MASK : FieldTreatment.WITHHOLD;
    }
}
