package uk.wayleave.gateway.governor;

import java.util.Locale;

/** Which limit keeps a call from being sent now. */
public enum Limit {
    /** What all parties together may send. */
    BUDGET("over-budget"),
    INTEGRATOR_SHARE("over-share"),
    CONTROLLER_SHARE("over-share"),
    /** The same list, or the updates, were asked for too short a time ago. */
    POLLING("polled-too-soon"),
    /** The same job was asked after too short a time ago. */
    JOB_POLLING("polled-too-soon"),
    /** So many records of other organisations, one after another, are a harvest. */
    HARVEST_RECORDS("harvest"),
    /** Records of others whose references follow each other: somebody counts through them. */
    HARVEST_SEQUENCE("harvest"),
    /** So many rows of other organisations, page by page. */
    HARVEST_ROWS("harvest"),
    /** So much of the map. */
    HARVEST_AREA("harvest"),
    /** It cannot be known what other nodes behind the same address have sent. */
    BUDGET_UNKNOWN("budget-unknown");

    private final String code;

    Limit(String code) {
        this.code = code;
    }

    /** Of the problem; stable, for scripts and the ledger. */
    public String code() {
        return code;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
