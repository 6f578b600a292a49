package uk.wayleave.streetmanager;

/**
 * What a field of a request or an answer may hold. A field has one class; whether it is published as well is its
 * {@link Openness}. Source: DfT's schemas, read field by field.
 */
public enum FieldClass {
    /** A reference, a code or a number that stands for a record, a place or an organisation. */
    IDENTIFIER,
    /** None of the others, and published in the open data events. */
    OPEN,
    /** None of the others, and not published: dates, states, measures and so on of an organisation's own records. */
    CLOSED,
    PERSON_NAME,
    EMAIL,
    TELEPHONE,
    /** Contact details as one piece of text. */
    CONTACT,
    USER_ID,
    FREE_TEXT,
    /** A file, or the number or name of one. */
    DOCUMENT,
    MONEY,
    /** Passwords and tokens. */
    CREDENTIAL,
    /** The postal address of an organisation. */
    ADDRESS,
    /** Nobody has said yet what it holds: a field of an imported version. Never released. */
    UNCLASSIFIED;

    /** Whether it is a text in which somebody may have written anything, or nobody has said that it is not. */
    public boolean mayBeAnything() {
        return this == FREE_TEXT || this == UNCLASSIFIED;
    }

    /** Whether an answer is released without it, where no profile says otherwise. */
    public boolean isWithheld() {
        return switch (this) {
            case IDENTIFIER, OPEN, CLOSED -> false;
            case PERSON_NAME,
                    EMAIL,
                    TELEPHONE,
                    CONTACT,
                    USER_ID,
                    FREE_TEXT,
                    DOCUMENT,
                    MONEY,
                    CREDENTIAL,
                    ADDRESS,
                    UNCLASSIFIED -> true;
        };
    }
}
