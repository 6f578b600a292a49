package uk.wayleave.framework.field;

/** What a profile says of one class of field in one kind of record. */
public enum FieldRule {
    /** The purpose needs it. */
    RELEASE,
    /** The purpose may need it: released where agreement and, of another's record, instruction open it. */
    WHEN_GRANTED,
    /** The same, but of a free text the purpose needs no person in it: what is found of persons is masked in its place. */
    WHEN_GRANTED_SCREENED,
    /** The purpose does not need it, whatever is granted. */
    MASK,
    /** Nor does it need to know that there is one. */
    WITHHOLD
}
