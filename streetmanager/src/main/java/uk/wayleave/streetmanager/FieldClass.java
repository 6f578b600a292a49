package uk.wayleave.streetmanager;

/** What a field of a request or an answer may hold. Source: DfT's schemas, read field by field. */
public enum FieldClass {
    OTHER,
    FREE_TEXT,
    PERSON_NAME,
    EMAIL,
    TELEPHONE,
    /** Contact details as one piece of text. */
    CONTACT,
    USER_ID,
    /** A file, or the number or name of one. */
    DOCUMENT,
    MONEY,
    /** Passwords and tokens. */
    CREDENTIAL,
    /** The postal address of an organisation. */
    ADDRESS;

    /** Whether an answer is released without it. All but {@link #OTHER}, until field profiles and screening exist. */
    public boolean isWithheld() {
        return this != OTHER;
    }
}
