package uk.wayleave.streetmanager.description;

/** What became of a file that should describe an API. */
public sealed interface Reading {

    record Read(Description description) implements Reading {}

    /** @param why what is wrong with it, where, and what to do; a sentence or two */
    record Unreadable(String why) implements Reading {}
}
