package uk.wayleave.register.agreement;

import java.time.Instant;
import uk.wayleave.framework.ContentHash;

/**
 * A contract on paper that is kept here, without its bytes.
 *
 * @param name as its file was called
 * @param size in bytes
 */
public record Paper(ContentHash hash, String name, int size, Instant kept) {}
