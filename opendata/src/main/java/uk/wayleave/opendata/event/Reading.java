package uk.wayleave.opendata.event;

/** What became of reading an event. */
public sealed interface Reading {
    record Read(OpenEvent event) implements Reading {}

    /**
     * It cannot be placed, and is kept as it came.
     *
     * @param why in a sentence, without what it said
     */
    record Unreadable(String why) implements Reading {}
}
