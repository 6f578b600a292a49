package uk.wayleave.opendata.api;

/** The caller asked for something that cannot be; the message says what and is for the caller. Has no stack trace. */
public final class BadAsk extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadAsk(String why) {
        this(400, why);
    }

    BadAsk(int status, String why) {
        super(why, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
