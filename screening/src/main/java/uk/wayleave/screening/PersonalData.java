package uk.wayleave.screening;

import java.util.Locale;
import java.util.Optional;

/** The classes of personal data that are looked for. */
public enum PersonalData {
    EMAIL("an e-mail address"),
    TELEPHONE("a telephone number"),
    NAME("a person's name"),
    /** An address that identifies one household, where the text ties it to a person; a door number alone is not one. */
    HOUSEHOLD("a person's address"),
    /** A full postcode together with a house number or name. */
    POSTCODE_WITH_HOUSE("a full postcode with the house"),
    NATIONAL_INSURANCE_NUMBER("a National Insurance number"),
    NHS_NUMBER("an NHS number"),
    VEHICLE_REGISTRATION("a vehicle registration"),
    DRIVING_LICENCE("a driving licence number"),
    PASSPORT("a passport number"),
    BANK_ACCOUNT("bank account details"),
    PAYMENT_CARD("a payment card number"),
    DATE_OF_BIRTH("a date of birth"),
    SOCIAL_HANDLE("a social media account"),
    /** A code that opens a key safe, an alarm or a gate of somebody's home. */
    ACCESS_CODE("a key safe, alarm or gate code"),
    /** Health, disability, age or vulnerability of a person; UK GDPR Article 9 and what is treated with like care. */
    SPECIAL_CATEGORY("a person's health, disability or vulnerability");

    private final String description;

    PersonalData(String description) {
        this.description = description;
    }

    /** What it is, in words that fit after "there is" or "looks like". */
    public String description() {
        return description;
    }

    /** As data, reports and the command line write it: {@code date-of-birth}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<PersonalData> withId(String id) {
        for (PersonalData one : values()) {
            if (one.id().equals(id)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
