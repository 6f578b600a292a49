package uk.wayleave.framework.text;

/** What becomes of a call that would send personal data in a free text. */
public enum TextTreatment {
    /** It goes on; what was found is counted in the ledger. */
    ALLOW,
    /** It goes on; the caller is told what was found where, and the ledger counts it. */
    WARN,
    /** It is refused, with each place and what to write instead. */
    REFUSE
}
