package uk.wayleave.register.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a killed program has left running on a data directory that is ours now. Processes are known by their working
 * directory, which for every process of a server is its data directory: a process number alone may have been given to
 * another program since.
 */
final class LeftoverServer {
    private static final Duration POLITELY = Duration.ofSeconds(20);

    private final PostgresDirectory directory;
    private final PostgresBinaries binaries;
    private final ProcessOwner owner;

    LeftoverServer(PostgresDirectory directory, PostgresBinaries binaries, ProcessOwner owner) {
        this.directory = directory;
        this.binaries = binaries;
        this.owner = owner;
    }

    /** Returns when no process of a server is left. */
    void stop() throws IOException {
        Optional<PostmasterFile> file = PostmasterFile.read(directory.data());
        if (file.isEmpty()) {
            endRemaining();
            return;
        }
        long pid = file.get().pid();
        if (isOurs(pid)) {
            if (!stop("fast")) stop("immediate");
        } else if (isAlive(pid)) {
            // The number now belongs to a stranger, whom PostgreSQL would take for a live server.
            Files.deleteIfExists(PostmasterFile.in(directory.data()));
        }
        endRemaining();
    }

    /** @param mode pg_ctl's: {@code fast} or {@code immediate} */
    boolean stop(String mode) {
        List<String> stop = List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--pgdata=" + directory.data(),
                "--mode=" + mode,
                "--wait",
                "--timeout=" + POLITELY.toSeconds(),
                "--silent");
        return ShortCommand.run(owner.command(stop), directory.root(), "", POLITELY.plusSeconds(10))
                .succeeded();
    }

    /** Without their postmaster, the processes of a server end by themselves as soon as they notice. */
    private void endRemaining() throws IOException {
        for (ProcessHandle process : processes()) {
            try {
                process.onExit().get(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PostgresDidNotStart("Interrupted while the embedded PostgreSQL was being started.", e);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                process.destroyForcibly();
            }
        }
    }

    private List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> ours = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path one : all) {
                long pid = Long.parseLong(one.getFileName().toString());
                if (isOurs(pid)) ProcessHandle.of(pid).ifPresent(ours::add);
            }
        }
        return ours;
    }

    private boolean isOurs(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory.data())
                    && Files.readSymbolicLink(process.resolve("exe")).toString().contains("/bin/postgres");
        } catch (IOException e) {
            // Gone, or another user's.
            return false;
        }
    }

    private static boolean isAlive(long pid) {
        return Files.exists(Path.of("/proc", Long.toString(pid)));
    }
}
