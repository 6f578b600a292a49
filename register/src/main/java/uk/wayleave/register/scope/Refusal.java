package uk.wayleave.register.scope;

/** Leaves a change and rolls its transaction back; {@link Scopes} turns it into an outcome. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    private Refusal(String why, String cure) {
        super(why, null, false, false);
        this.cure = cure;
    }

    public static Refusal because(String why, String cure) {
        return new Refusal(why, cure);
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String cure() {
        return cure;
    }
}
