package uk.wayleave.register.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root, so a program started by root runs them as nobody; where
 * nobody cannot reach the directory (it lies below one such as {@code /root}), as root in a user namespace in which root
 * has another number and no power of its own.
 *
 * @param enter what comes before {@code setpriv} in a command
 * @param identity options of {@code setpriv}
 * @param uid the owner of the data on disk
 */
record ProcessOwner(List<String> enter, List<String> identity, int uid) {
    private static final int NOBODY = 65534;

    /** Long enough for a loaded machine; these programs do nothing. */
    private static final Duration PROBE_LIMIT = Duration.ofSeconds(20);

    /** @param directories what the programs must reach */
    static ProcessOwner forPrograms(Path... directories) {
        int uid = FileOwnership.ourUid();
        if (uid != FileOwnership.ROOT) return new ProcessOwner(List.of(), List.of(), uid);
        var nobody = new ProcessOwner(
                List.of(), List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), NOBODY);
        if (nobody.reaches(directories)) return nobody;
        var inNamespace = new ProcessOwner(
                List.of("unshare", "--map-user=" + NOBODY, "--map-group=" + NOBODY), List.of(), FileOwnership.ROOT);
        if (inNamespace.reaches(directories)) return inNamespace;
        throw new PostgresDidNotStart("PostgreSQL does not run as root, and the user with the number " + NOBODY
                + " (nobody), who runs it instead, cannot reach " + directories[0]
                + "; nor are user namespaces allowed here."
                + " Run Wayleave as an ordinary user, or from a directory whose parents everybody may pass (chmod o+x),"
                + " or name another database in " + DatabaseChoice.VARIABLE + ".");
    }

    /** A command run as this owner. */
    List<String> command(List<String> program) {
        return command(List.of(), program);
    }

    /**
     * A command run as this owner that gets a signal when the thread that started it ends, by kill -9 too. In a session
     * of its own, so that Ctrl-C in a terminal reaches us alone and we decide when the database goes.
     */
    List<String> boundCommand(String signal, List<String> program) {
        return command(List.of("--pdeathsig", signal), program);
    }

    private List<String> command(List<String> binding, List<String> program) {
        List<String> command = new ArrayList<>();
        command.add("setsid");
        command.addAll(enter);
        command.add("setpriv");
        command.addAll(identity);
        command.add("--no-new-privs");
        command.addAll(binding);
        command.add("--");
        command.addAll(program);
        return command;
    }

    private boolean reaches(Path... directories) {
        for (Path directory : directories) {
            List<String> test = command(List.of("test", "-x", directory.toString()));
            if (!ShortCommand.run(test, Path.of("/"), "", PROBE_LIMIT).succeeded()) return false;
        }
        return true;
    }
}
