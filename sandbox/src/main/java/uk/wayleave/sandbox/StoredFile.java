package uk.wayleave.sandbox;

import java.time.Instant;

/** What the sandbox knows of a file: everything but its content. */
record StoredFile(long id, String name, Instant created, String createdBy, String swaCode, String organisationName) {}
