package uk.wayleave.sandbox.exports;

import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;

/**
 * A CSV file that was asked for.
 *
 * @param type Street Manager's code of what it holds
 * @param account who asked; nobody else sees it
 * @param description as sent, or empty
 * @param filters what was asked for
 * @param ready from when on it can be fetched
 * @param content made when it is fetched for the first time
 */
record Export(
        long id,
        String type,
        Account account,
        String description,
        ObjectNode filters,
        Instant created,
        Instant ready,
        Supplier<byte[]> content) {

    String fileName() {
        return type.toLowerCase(Locale.ROOT) + "-" + id + ".csv";
    }

    /** Queued for the first half of its time, then in progress, then ready. */
    String status(Instant now) {
        Instant halfway = created.plusMillis((ready.toEpochMilli() - created.toEpochMilli()) / 2);
        if (now.isBefore(halfway)) {
            return "queued";
        }
        return now.isBefore(ready) ? "in_progress" : "ready";
    }
}
