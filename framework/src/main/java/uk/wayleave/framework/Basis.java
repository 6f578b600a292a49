package uk.wayleave.framework;

/** What binds the integrator in law: framework B1 and its fall-back. */
public enum Basis {
    /** A data-processor agreement: the integrator is processor, the authorised user controller (B1, A4). */
    PROCESSOR_AGREEMENT,
    /** Failing that: a contract that bars every use but serving the authorised user (B1f). */
    RESTRICTED_USE
}
