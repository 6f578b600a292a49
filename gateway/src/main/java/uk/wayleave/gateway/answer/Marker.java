package uk.wayleave.gateway.answer;

/** What stands in an answer in place of a text that is withheld. */
public final class Marker {
    public static final String TEXT = "[withheld by Wayleave]";

    private Marker() {}

    public static boolean isIn(String text) {
        return text.contains(TEXT);
    }
}
