package uk.wayleave.streetmanager.description;

/** Something in a swagger file that the catalogue has no way to hold. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String why;

    NotUnderstood(String why) {
        super(why);
        this.why = why;
    }

    String why() {
        return why;
    }
}
