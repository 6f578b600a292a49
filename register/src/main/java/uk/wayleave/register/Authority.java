package uk.wayleave.register;

/** What a person may do for its body. */
public enum Authority {
    /** Sign agreements. */
    SIGN,
    /** Change what is registered. */
    ADMINISTER,
    /** Give instructions. */
    INSTRUCT
}
