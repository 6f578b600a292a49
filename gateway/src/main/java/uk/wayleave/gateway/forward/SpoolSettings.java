package uk.wayleave.gateway.forward;

import java.nio.file.Path;

/**
 * Where answers wait until they are released.
 *
 * @param memory bytes of one answer kept in memory, 0 to 16 MB; what is longer goes into a file as a whole
 * @param directory for the files; encrypted, readable by us only, without a name as soon as they exist
 */
public record SpoolSettings(int memory, Path directory) {
    private static final int MOST_MEMORY = 16 << 20;

    public SpoolSettings {
        if (memory < 0 || memory > MOST_MEMORY) {
            throw new IllegalArgumentException(
                    "A spool keeps 0 to " + MOST_MEMORY + " bytes in memory; this was " + memory + ".");
        }
    }

    /** 256 KB in memory, files in the system's temporary directory. */
    public static SpoolSettings defaults() {
        return new SpoolSettings(256 << 10, Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }
}
