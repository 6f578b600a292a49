package uk.wayleave.register.postgres;

import java.nio.file.Path;
import java.util.Map;

/** Which PostgreSQL the program uses. */
public sealed interface DatabaseChoice {
    /** The environment variable that names a database to use in place of the embedded one. */
    String VARIABLE = "WAYLEAVE_DATABASE_URL";

    /** Our own PostgreSQL, with everything it needs in one directory. */
    record Embedded(Path directory) implements DatabaseChoice {}

    /** A PostgreSQL somebody else runs. */
    record External(DatabaseAddress address) implements DatabaseChoice {}

    /**
     * The database named by {@value #VARIABLE}, or the embedded one where that is unset or blank.
     *
     * @throws IllegalArgumentException if the variable holds no usable address; the message never repeats it
     */
    static DatabaseChoice from(Map<String, String> environment, Path embeddedDirectory) {
        String url = environment.getOrDefault(VARIABLE, "");
        return url.isBlank() ? new Embedded(embeddedDirectory) : new External(DatabaseAddress.parse(url.strip()));
    }
}
