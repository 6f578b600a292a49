package uk.wayleave.framework;

/** How long an explicit request lasts. */
public enum InstructionKind {
    /** For one use. */
    ONE_OFF,
    /** While a person works with the product. */
    SESSION,
    /** For unattended work: at most 90 days, renewed by a person. */
    STANDING
}
