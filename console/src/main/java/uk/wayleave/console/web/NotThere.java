package uk.wayleave.console.web;

/** There is no such page, or it is not the caller's: nobody learns which. */
public final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotThere() {
        super("not there", null, false, false);
    }
}
