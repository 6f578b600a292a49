package uk.wayleave.gateway.governor;

/** Which limit keeps a call from being sent now. */
public enum Limit {
    /** What all parties together may send. */
    BUDGET("budget"),
    INTEGRATOR_SHARE("integrator-share"),
    CONTROLLER_SHARE("controller-share"),
    /** The same list, or the updates, were asked for too short a time ago. */
    POLLING("polling"),
    /** The same job was asked after too short a time ago. */
    JOB_POLLING("job-polling"),
    /** It cannot be known what other nodes behind the same address have sent. */
    BUDGET_UNKNOWN("budget-unknown");

    private final String wireName;

    Limit(String wireName) {
        this.wireName = wireName;
    }

    /** Stable, for scripts and the ledger. */
    public String wireName() {
        return wireName;
    }
}
