package uk.wayleave.framework;

/** Whom a clause binds. */
public enum Party {
    /** The authorised user: framework "authorised Street Manager user". */
    CONTROLLER,
    /** The third party. */
    INTEGRATOR
}
