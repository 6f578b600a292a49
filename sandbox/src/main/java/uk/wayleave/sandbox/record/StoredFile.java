package uk.wayleave.sandbox.record;

import java.time.Instant;

/**
 * What the sandbox knows of a file, without its content.
 *
 * @param size in bytes
 * @param scanned when the search for viruses is over
 * @param infected whether it finds one; the file is then never to be had
 */
public record StoredFile(
        long id,
        String name,
        Instant created,
        String createdBy,
        String swaCode,
        String organisationName,
        long size,
        Instant scanned,
        boolean infected) {}
