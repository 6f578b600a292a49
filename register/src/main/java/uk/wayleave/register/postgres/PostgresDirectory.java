package uk.wayleave.register.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one embedded PostgreSQL, and the lock that makes it ours.
 *
 * <ul>
 *   <li>{@code data}: PostgreSQL's own
 *   <li>{@code superuser-password}: made by us once, readable by our user only
 *   <li>{@code postgres.log}: what the server says
 *   <li>{@code lock}: held by the program that uses the directory, with its process number in it
 * </ul>
 */
final class PostgresDirectory implements AutoCloseable {
    static final String DATA = "data";
    static final String SUPERUSER_PASSWORD = "superuser-password";

    private static final Duration INITIALISING_LIMIT = Duration.ofMinutes(2);
    private static final String UNFINISHED = "data.new-";
    private static final long LARGEST_LOG = 8L * 1024 * 1024;

    private final Path root;
    private final FileChannel lock;

    private PostgresDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the directory where it is missing and locks it.
     *
     * @throws PostgresDidNotStart if another program has it
     */
    static PostgresDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path root = directory.toRealPath();
        boolean asRoot = FileOwnership.ourUid() == FileOwnership.ROOT;
        // Root's server runs as somebody else, who must be able to pass.
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(asRoot ? "rwx--x--x" : "rwx------"));
        FileChannel lock = lock(root.resolve("lock"));
        var opened = new PostgresDirectory(root, lock);
        try {
            opened.clearUnfinished();
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    Path root() {
        return root;
    }

    Path data() {
        return root.resolve(DATA);
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    /** The 32 bytes whose text is the superuser's password; made at first use. */
    byte[] superuserSecret() throws IOException {
        Path file = root.resolve(SUPERUSER_PASSWORD);
        if (!Files.exists(file)) {
            if (Files.exists(data()))
                throw new PostgresDidNotStart("The embedded PostgreSQL in " + root + " has data but its file"
                        + " superuser-password is missing. Put it back from a backup; or, if the data are not needed,"
                        + " remove the directory to begin anew.");
            byte[] secret = new byte[32];
            new SecureRandom().nextBytes(secret);
            writePrivately(file, text(secret));
        }
        return secretIn(file);
    }

    /** @throws PostgresDidNotStart if the file holds something else */
    static byte[] secretIn(Path file) throws IOException {
        try {
            byte[] secret = Base64.getUrlDecoder().decode(Files.readString(file).strip());
            if (secret.length == 32) return secret;
        } catch (IllegalArgumentException e) {
            // Said below, without the content.
        }
        throw new PostgresDidNotStart(
                "The file " + file + " does not hold what we once wrote there. Put it back from" + " a backup.");
    }

    static String text(byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /**
     * Makes the data directory with a superuser, and the database with its owner, unless it is there; hands what is
     * there to the user who will run the server. It appears complete or not at all.
     */
    void initialise(PostgresBinaries binaries, ProcessOwner owner, List<String> firstStatements) throws IOException {
        if (Files.isDirectory(data())) {
            if (FileOwnership.uidOf(data()) != owner.uid()) FileOwnership.giveTree(data(), owner.uid());
            return;
        }
        Path unfinished = root.resolve(UNFINISHED + UUID.randomUUID());
        Path password = root.resolve(unfinished.getFileName() + ".password");
        try {
            Files.createDirectory(unfinished, FileOwnership.permissions("rwx------"));
            FileOwnership.give(unfinished, owner.uid());
            writePrivately(password, text(superuserSecret()));
            FileOwnership.give(password, owner.uid());
            initialiseCluster(binaries, owner, unfinished, password);
            runStatements(binaries, owner, unfinished, firstStatements);
            Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
            force(root);
        } finally {
            Files.deleteIfExists(password);
            if (Files.exists(unfinished)) FileOwnership.deleteTree(unfinished);
        }
    }

    /** A log that has grown large begins anew; one older is kept. */
    void turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG)
            Files.move(log(), root.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
        if (!Files.exists(log())) Files.createFile(log(), FileOwnership.permissions("rw-------"));
    }

    /** Gives the directory up to other programs. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Has every file of a tree, and the tree itself, on disk; many at once, since one flush serves those that wait. */
    static void forceTree(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory);
                var flushing = Executors.newFixedThreadPool(16)) {
            List<Callable<Void>> flushes = new ArrayList<>();
            files.filter(file -> !Files.isSymbolicLink(file))
                    .forEach(file -> flushes.add(() -> {
                        force(file);
                        return null;
                    }));
            for (Future<Void> flush : flushing.invokeAll(flushes)) flush.get();
        } catch (ExecutionException e) {
            throw new IOException("a file could not be written to disk", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        force(directory.toAbsolutePath().resolveSibling(""));
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        if (!Files.exists(file)) createPrivately(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock != null) {
                channel.truncate(0);
                channel.write(StandardCharsets.UTF_8.encode(
                        Long.toString(ProcessHandle.current().pid())));
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The other program is this one.
        }
        String holder = Files.readString(file).strip();
        channel.close();
        throw new PostgresDidNotStart("The embedded PostgreSQL in " + file.resolveSibling("")
                + " is in use by another program" + (holder.isEmpty() ? "" : " (process " + holder + ")")
                + ". Stop that one first, or give this one another directory.");
    }

    private static void createPrivately(Path file) throws IOException {
        try {
            Files.createFile(file, FileOwnership.permissions("rw-------"));
        } catch (java.nio.file.FileAlreadyExistsException e) {
            // Made by another program just now; whose it is, the lock decides.
        }
    }

    /** What a killed program was in the middle of making. */
    private void clearUnfinished() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(
                root, path -> path.getFileName().toString().contains(".new-"))) {
            for (Path leftover : leftovers) FileOwnership.deleteTree(leftover);
        } catch (java.nio.file.DirectoryNotEmptyException | java.nio.file.NoSuchFileException e) {
            // Its makers are dying but not dead; the next start clears it.
        }
    }

    private void initialiseCluster(PostgresBinaries binaries, ProcessOwner owner, Path unfinished, Path password) {
        List<String> initdb = List.of(
                binaries.program("initdb"),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        var result = ShortCommand.run(owner.boundCommand("TERM", initdb), root, "", INITIALISING_LIMIT);
        if (!result.succeeded()) throw initialisingFailed(result);
    }

    /** In single-user mode: one statement a line, no server, no network. */
    private void runStatements(
            PostgresBinaries binaries, ProcessOwner owner, Path unfinished, List<String> statements) {
        List<String> postgres = List.of(
                binaries.program("postgres"),
                "--single",
                "-D",
                unfinished.toString(),
                "-c",
                "exit_on_error=on",
                "-c",
                "log_min_error_statement=panic",
                "postgres");
        var result = ShortCommand.run(
                owner.boundCommand("TERM", postgres), root, String.join("\n", statements) + "\n", INITIALISING_LIMIT);
        if (!result.succeeded()) throw initialisingFailed(result);
    }

    private PostgresDidNotStart initialisingFailed(ShortCommand.Result result) {
        return new PostgresDidNotStart("The data directory of the embedded PostgreSQL in " + root + " cannot be made: "
                + ServerMessages.worstOf(result.output()));
    }

    private void writePrivately(Path file, String text) throws IOException {
        Path unfinished = root.resolve(file.getFileName() + ".new-" + UUID.randomUUID());
        Files.createFile(unfinished, FileOwnership.permissions("rw-------"));
        Files.writeString(unfinished, text);
        force(unfinished);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        force(root);
    }
}
