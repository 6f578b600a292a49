package uk.wayleave.gateway.forward;

import java.io.IOException;

/** An answer could not be kept; nothing of it may be used. */
public final class SpoolFailed extends IOException {
    SpoolFailed(IOException cause) {
        super("The answer could not be kept. Is the disk of the spool directory full or not writable?", cause);
    }
}
