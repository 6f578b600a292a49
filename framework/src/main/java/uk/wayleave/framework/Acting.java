package uk.wayleave.framework;

/** For which organisation a call says it is made. */
public enum Acting {
    /** For one of the Controller's own, or it names none. */
    FOR_ITSELF,
    /** For a promoter whose contractor the Controller is, by a contract in the register that is in force. */
    FOR_A_PROMOTER,
    /** For another organisation, by no contract in the register. */
    WITHOUT_A_CONTRACT
}
