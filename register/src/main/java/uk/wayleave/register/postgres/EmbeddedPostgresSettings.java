package uk.wayleave.register.postgres;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How an embedded PostgreSQL is to run.
 *
 * @param directory its own; made where missing, kept between runs
 * @param programs where its programs are unpacked once for each version; several servers may share it
 * @param port on loopback; a free one is found where none is given
 * @param stopsAtExit whether a shutdown hook stops it. Where not, the caller closes it after what uses it; if it never
 *     does, the server stops when the JVM is gone all the same
 */
public record EmbeddedPostgresSettings(Path directory, Path programs, OptionalInt port, boolean stopsAtExit) {
    /** Everything in one directory, a free port, stopped at exit. */
    public static EmbeddedPostgresSettings in(Path directory) {
        return new EmbeddedPostgresSettings(directory, directory, OptionalInt.empty(), true);
    }

    public EmbeddedPostgresSettings withPrograms(Path other) {
        return new EmbeddedPostgresSettings(directory, other, port, stopsAtExit);
    }

    public EmbeddedPostgresSettings withPort(int other) {
        return new EmbeddedPostgresSettings(directory, programs, OptionalInt.of(other), stopsAtExit);
    }

    /** For a program that closes the server itself, once its own work has drained. */
    public EmbeddedPostgresSettings closedByCaller() {
        return new EmbeddedPostgresSettings(directory, programs, port, false);
    }
}
