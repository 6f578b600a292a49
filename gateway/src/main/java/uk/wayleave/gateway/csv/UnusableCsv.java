package uk.wayleave.gateway.csv;

/** A CSV that cannot be judged, so that nothing of it is released. */
public final class UnusableCsv extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why never repeats anything of it */
    UnusableCsv(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
