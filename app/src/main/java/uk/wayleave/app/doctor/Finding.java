package uk.wayleave.app.doctor;

/** What one check found. */
public sealed interface Finding {
    /** What was looked at, in a word or two. */
    String subject();

    /** As it should be. */
    record Sound(String subject, String detail) implements Finding {}

    /** Nothing is wrong, but somebody should know. */
    record Notice(String subject, String detail, String advice) implements Finding {}

    /** Calls would be refused, or the program would not start. */
    record Broken(String subject, String why, String cure) implements Finding {}

    /** Could not be looked at because something else is broken. */
    record Skipped(String subject, String because) implements Finding {}
}
