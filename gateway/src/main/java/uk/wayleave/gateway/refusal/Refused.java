package uk.wayleave.gateway.refusal;

/**
 * Ends the way of one call at whichever step throws it. It carries a value and no stack trace: it is an outcome, not a
 * fault, and lets {@code WayOfOneCall} read as a list of steps.
 */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super("refused", null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
