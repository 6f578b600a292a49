package uk.wayleave.gateway.answer;

import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;

/** What a profile says of Street Manager's fields. */
public final class FieldKinds {
    private FieldKinds() {}

    public static FieldTreatment treatment(AppliedProfile profile, Field field, Whose whose) {
        return profile.treatment(of(field.fieldClass()), field.openness().isOpen(), field.special(), whose);
    }

    static DataClass of(FieldClass fieldClass) {
        return switch (fieldClass) {
            case IDENTIFIER -> DataClass.IDENTIFIER;
            case OPEN -> DataClass.OPEN;
            case CLOSED -> DataClass.CLOSED;
            case PERSON_NAME -> DataClass.PERSON_NAME;
            case EMAIL -> DataClass.EMAIL;
            case TELEPHONE -> DataClass.TELEPHONE;
            case CONTACT -> DataClass.CONTACT;
            case USER_ID -> DataClass.USER_ID;
            case FREE_TEXT -> DataClass.FREE_TEXT;
            case DOCUMENT -> DataClass.DOCUMENT;
            case MONEY -> DataClass.MONEY;
            case CREDENTIAL -> DataClass.CREDENTIAL;
            case ADDRESS -> DataClass.ADDRESS;
            case UNCLASSIFIED -> DataClass.UNCLASSIFIED;
        };
    }
}
