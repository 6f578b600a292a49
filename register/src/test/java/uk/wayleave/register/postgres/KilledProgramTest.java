package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of the whole program, at the worst moments. */
class KilledProgramTest {
    private static final int RUNS = 4;

    @TempDir
    static Path programs;

    @TempDir
    Path parent;

    @FunctionalInterface
    private interface Starter {
        Process start(String... arguments) throws IOException;
    }

    @BeforeEach
    void letEverybodyPass() throws IOException {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void losesNothingAcknowledgedAndLeavesNoServer() throws Exception {
        losesNothing(
                parent.resolve("data"), programs, arguments -> ChildProgram.start(InsertingProgram.class, arguments));
    }

    @Test
    void losesNothingAsAnOrdinaryUserEither() throws Exception {
        Assumptions.assumeTrue(
                FileOwnership.ourUid() == FileOwnership.ROOT, "only root can run a program as somebody else");
        Path home = Files.createDirectory(parent.resolve("home"));
        FileOwnership.give(home, 65534);
        Path classes = Files.createDirectory(parent.resolve("classes"));
        ChildProgram.copyClassPath(classes);
        losesNothing(
                home.resolve("data"),
                home.resolve("programs"),
                arguments -> ChildProgram.startAsNobody(classes, InsertingProgram.class, arguments));
        assertThat(FileOwnership.uidOf(home.resolve("data/superuser-password"))).isEqualTo(65534);
    }

    private static void losesNothing(Path directory, Path programs, Starter starter) throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        long server = 0;
        for (int run = 0; run < RUNS; run++) {
            // At once: what the last run left is still there or just going.
            Process program = starter.start(directory.toString(), programs.toString());
            BufferedReader output = ChildProgram.output(program);
            Set<Long> kept = new HashSet<>();
            int enough = ThreadLocalRandom.current().nextInt(200, 3000);
            int said = 0;
            for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
                String[] words = line.split(" ", -1);
                switch (words[0]) {
                    case "took" -> System.out.println("run " + run + ": started in " + words[1] + " ms");
                    case "server" -> server = Long.parseLong(words[1]);
                    case "kept" -> kept.add(Long.parseLong(words[1]));
                    case "inserting" -> assertThat(kept).containsAll(acknowledged);
                    case "acknowledged" -> {
                        acknowledged.add(Long.parseLong(words[1]));
                        // By its handle, which leaves open what it has said.
                        if (++said == enough) program.toHandle().destroyForcibly();
                    }
                    default -> throw new AssertionError(line);
                }
            }
            assertThat(program.waitFor()).isEqualTo(128 + 9);
            assertThat(said).as("inserted before it was killed").isGreaterThanOrEqualTo(enough);
        }
        long last = server;
        Await.until(Duration.ofSeconds(10), () -> !isRunning(last));
        System.out.println(acknowledged.size() + " acknowledged rows, none lost");
    }

    @Test
    void leavesNothingHalfMadeWhenKilledWhileTheDataAreBeingMade() throws Exception {
        PostgresBinaries.below(programs);
        List<Integer> phases = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            Path directory = parent.resolve("run" + run);
            Process program = ChildProgram.start(InsertingProgram.class, directory.toString(), programs.toString());
            Await.until(Duration.ofSeconds(60), () -> Files.exists(directory) && unfinished(directory) > 0);
            LockSupport.parkNanos(Duration.ofMillis(200L * run).toNanos());
            program.destroyForcibly().waitFor();
            phases.add(unfinished(directory));

            try (var server = EmbeddedPostgres.start(
                    EmbeddedPostgresSettings.in(directory).withPrograms(programs))) {
                try (var connection = server.address().dataSource().getConnection()) {
                    assertThat(connection.isValid(5)).isTrue();
                }
            }
            assertThat(Files.readString(directory.resolve("superuser-password")))
                    .hasSize(43);
        }
        assertThat(phases)
                .as("killed at least once before the data were complete")
                .anyMatch(left -> left > 0);
    }

    @Test
    void stopsALiveServerThatAnEarlierRunLeft() throws Exception {
        Path directory = parent.resolve("data");
        EmbeddedPostgresSettings settings =
                EmbeddedPostgresSettings.in(directory).withPrograms(programs);
        EmbeddedPostgres.start(settings).close();
        PostgresBinaries binaries = PostgresBinaries.below(programs);
        ProcessOwner owner = ProcessOwner.forPrograms(directory);
        Path data = directory.toRealPath().resolve("data");
        // As one would be whose program was killed before the kernel was told to signal it.
        Process orphan = new ProcessBuilder(owner.command(List.of(
                        binaries.program("postgres"),
                        "-D",
                        data.toString(),
                        "-c",
                        "port=" + FreePort.find(),
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "listen_addresses=127.0.0.1")))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Await.until(
                    Duration.ofSeconds(30),
                    () -> PostmasterFile.read(data)
                            .filter(PostmasterFile::isReady)
                            .isPresent());
            try (var server = EmbeddedPostgres.start(settings)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(server.pid()).isNotEqualTo(orphan.pid());
            }
        } finally {
            orphan.destroyForcibly();
        }
    }

    @Test
    void stopsCleanlyWhenTheProgramEnds() throws Exception {
        Path directory = parent.resolve("data");
        Process program = ChildProgram.start(InsertingProgram.class, directory.toString(), programs.toString());
        long server = 0;
        BufferedReader output = ChildProgram.output(program);
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("server ")) server = Long.parseLong(line.substring(7));
            if (line.startsWith("acknowledged ")) program.toHandle().destroy();
        }
        assertThat(program.waitFor()).isEqualTo(128 + 15);
        assertThat(isRunning(server)).isFalse();
        assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    }

    /** One that has ended but whose end nobody has taken note of does not run. */
    private static boolean isRunning(long pid) throws IOException {
        try {
            return !Files.readString(Path.of("/proc", Long.toString(pid), "stat"))
                    .contains(") Z ");
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static int unfinished(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return (int) entries.filter(entry -> entry.getFileName().toString().startsWith("data.new-"))
                    .count();
        }
    }
}
