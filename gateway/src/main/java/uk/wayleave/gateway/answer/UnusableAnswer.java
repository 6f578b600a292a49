package uk.wayleave.gateway.answer;

/** An answer that is not what the catalogue says it is: nothing of it is released. */
final class UnusableAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param why for the caller, without anything of the answer */
    UnusableAnswer(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
