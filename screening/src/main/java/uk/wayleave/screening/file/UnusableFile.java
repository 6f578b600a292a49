package uk.wayleave.screening.file;

/** A file that cannot be made fit to go out. */
public final class UnusableFile extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why for the caller, and what to do; without anything of the file */
    UnusableFile(String why) {
        super(why, null, false, false);
    }

    public String why() {
        return String.valueOf(getMessage());
    }
}
