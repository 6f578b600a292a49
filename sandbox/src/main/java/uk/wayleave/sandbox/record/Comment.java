package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.util.Optional;

/**
 * A comment on a works.
 *
 * @param reference {@code {works reference}-COM-1} and so on; the form is ours
 * @param topic Street Manager's code, for instance {@code GENERAL}
 * @param detail free text
 * @param author the account that posted it
 * @param authorSwaCode the account's organisation
 * @param posted when
 * @param internal seen by the author's organisation only
 * @param read by whom on the other side, and when
 */
public record Comment(
        String reference,
        String topic,
        String detail,
        String author,
        String authorSwaCode,
        Instant posted,
        boolean internal,
        Optional<Reading> read) {

    /** That a comment was marked as read. */
    public record Reading(String by, Instant on) {}

    public Comment readBy(String reader, Instant at) {
        return new Comment(
                reference,
                topic,
                detail,
                author,
                authorSwaCode,
                posted,
                internal,
                Optional.of(new Reading(reader, at)));
    }
}
