package uk.wayleave.framework;

/** Whether the vault holds an account of the Controller, for this agreement, that may carry out the operation. */
public enum AccountFit {
    FITS,
    NO_ACCOUNT,
    NO_FITTING_ROLE
}
