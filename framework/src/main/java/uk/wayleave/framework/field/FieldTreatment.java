package uk.wayleave.framework.field;

/** What happens to a value of an answer. */
public enum FieldTreatment {
    /** Released as it is, to the byte. */
    RELEASE,
    /** Released, but for personal data found in the text: a visible marker stands in the place of each. */
    SCREEN,
    /** A text is replaced by a visible marker; whatever is not text is left out, or takes its stated fallback. */
    MASK,
    /** Left out; where it is required, treated as masked. */
    WITHHOLD
}
