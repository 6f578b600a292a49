package uk.wayleave.register.postgres;

import java.util.List;
import java.util.regex.Pattern;

/** Reads what PostgreSQL's programs say (in English: they are run with LC_ALL=C). */
final class ServerMessages {
    private static final Pattern GRAVE = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +.*");

    private ServerMessages() {}

    /** The grave lines, joined; where there are none, the last line. */
    static String worstOf(String output) {
        List<String> grave = GRAVE.matcher(output)
                .results()
                .map(match -> match.group().strip())
                .toList();
        if (!grave.isEmpty()) return String.join("; ", grave);
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }

    /** Another server, perhaps one that is just stopping, has the data. */
    static boolean dataInUse(String output) {
        return output.contains("lock file \"postmaster.pid\"") || output.contains("pre-existing shared memory block");
    }

    static boolean portInUse(String output) {
        return output.contains("could not create any TCP/IP sockets") || output.contains("Address already in use");
    }
}
