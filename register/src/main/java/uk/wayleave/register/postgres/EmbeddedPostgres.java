package uk.wayleave.register.postgres;

import static uk.wayleave.register.postgres.SqlIdentifier.quoted;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL of our own, on loopback, that lives as long as this program and no longer: a child process bound to
 * one thread of ours, which the kernel tells of our end even by kill -9. Its data stay. What was acknowledged before a
 * kill is there after the next start, which first stops whatever the killed run may have left.
 *
 * <p>If the server itself dies, it is started again on the same port; until then every use of it fails.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "wayleave";
    private static final Duration LONGEST_REST = Duration.ofSeconds(10);

    private final PostgresDirectory directory;
    private final PostgresBinaries binaries;
    private final ProcessOwner owner;
    private final byte[] superuserSecret;
    private final ReentrantLock running = new ReentrantLock();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Postmaster postmaster;
    private @Nullable Thread exitHook;

    private EmbeddedPostgres(
            PostgresDirectory directory,
            PostgresBinaries binaries,
            ProcessOwner owner,
            byte[] superuserSecret,
            Postmaster postmaster) {
        this.directory = directory;
        this.binaries = binaries;
        this.owner = owner;
        this.superuserSecret = superuserSecret;
        this.postmaster = postmaster;
    }

    /**
     * Starts the server: about a second and a half the first time, a tenth of that later. Returns when it takes
     * connections.
     *
     * @throws PostgresDidNotStart saying why and what to do
     */
    public static EmbeddedPostgres start(EmbeddedPostgresSettings settings) {
        var started = new CompletableFuture<EmbeddedPostgres>();
        // The kernel binds the server to the thread that starts it, so that one stays with it until the end.
        Thread.ofPlatform().daemon().name("embedded-postgres").start(() -> keep(settings, started));
        try {
            return started.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PostgresDidNotStart failure) throw failure;
            throw e;
        }
    }

    /**
     * The same database of a server that another program of ours keeps running in that directory now; empty where none
     * does, or where its files are not ours to read.
     */
    public static Optional<DatabaseAddress> runningIn(Path directory) {
        try {
            Path secret = directory.resolve(PostgresDirectory.SUPERUSER_PASSWORD);
            Optional<PostmasterFile> file = PostmasterFile.read(directory.resolve(PostgresDirectory.DATA));
            if (file.isEmpty() || !file.get().isReady() || !isAlive(file.get().pid())) return Optional.empty();
            return Optional.of(
                    address(PostgresDirectory.secretIn(secret), file.get().port()));
        } catch (IOException | PostgresDidNotStart | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** The database {@code wayleave}, signed in to as its owner, who may create roles but is no superuser. */
    public DatabaseAddress address() {
        return address(superuserSecret, port());
    }

    private static DatabaseAddress address(byte[] superuserSecret, int port) {
        String password = RoleKey.of(superuserSecret).passwordOf(NAME);
        return new DatabaseAddress(
                List.of(new DatabaseAddress.Server("127.0.0.1", port)),
                NAME,
                NAME,
                Optional.of(password),
                Map.of("sslmode", "disable"));
    }

    /** Its port on 127.0.0.1; the same until it is closed. */
    public int port() {
        return postmaster.port();
    }

    /** The number of the server's process; another after it had to be started again. */
    public long pid() {
        return postmaster.pid();
    }

    /** The maintenance database, signed in to as the superuser. */
    DatabaseAddress superuserAddress() {
        return address().withDatabase("postgres").as("postgres", PostgresDirectory.text(superuserSecret));
    }

    /** Stops the server and gives its directory up. Everything committed is on disk. Done again it does nothing. */
    @Override
    public void close() {
        close(Postmaster::stop);
    }

    /** As {@link #close()}, for data that go with it: a crowded disk can take long to write what nobody will read. */
    void abandon() {
        close(Postmaster::abandon);
    }

    private void close(Consumer<Postmaster> how) {
        closing.countDown();
        running.lock();
        try {
            how.accept(postmaster);
            directory.close();
        } catch (IOException e) {
            LOG.warn("The lock of the embedded PostgreSQL's directory was not released cleanly.", e);
        } finally {
            running.unlock();
        }
        forgetExitHook();
    }

    private static void keep(EmbeddedPostgresSettings settings, CompletableFuture<EmbeddedPostgres> started) {
        EmbeddedPostgres server;
        try {
            server = open(settings);
        } catch (Throwable e) {
            started.completeExceptionally(explained(settings, e));
            return;
        }
        started.complete(server);
        server.watch();
    }

    private static EmbeddedPostgres open(EmbeddedPostgresSettings settings) throws IOException {
        PostgresDirectory directory = PostgresDirectory.open(settings.directory());
        try {
            Files.createDirectories(settings.programs());
            PostgresBinaries binaries =
                    PostgresBinaries.below(settings.programs().toRealPath());
            ProcessOwner owner = ProcessOwner.forPrograms(directory.root(), binaries.directory());
            byte[] secret = directory.superuserSecret();
            directory.initialise(binaries, owner, firstStatements(secret));
            Postmaster postmaster = Postmaster.start(directory, binaries, owner, settings.port(), () -> false);
            var server = new EmbeddedPostgres(directory, binaries, owner, secret, postmaster);
            if (settings.stopsAtExit()) server.stopAtExit();
            return server;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** The schema's owner has no more power than we ask of a database that somebody else runs. */
    private static List<String> firstStatements(byte[] superuserSecret) {
        return List.of(
                "CREATE ROLE " + quoted(NAME) + " LOGIN CREATEROLE PASSWORD '"
                        + RoleKey.of(superuserSecret).passwordOf(NAME) + "'",
                "CREATE DATABASE " + quoted(NAME) + " OWNER " + quoted(NAME));
    }

    private void watch() {
        try {
            while (isWanted()) {
                postmaster.awaitEnd();
                if (isWanted()) startAgain();
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, the server goes with it.
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain() throws InterruptedException {
        LOG.error("The embedded PostgreSQL has ended by itself and is started again; {} may say why.", directory.log());
        Duration rest = Duration.ofMillis(100);
        while (isWanted() && !startedAgain()) {
            if (closing.await(rest.toMillis(), TimeUnit.MILLISECONDS)) return;
            rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
        }
    }

    private boolean startedAgain() {
        running.lock();
        try {
            if (!isWanted()) return true;
            postmaster = Postmaster.start(directory, binaries, owner, OptionalInt.of(port()), () -> !isWanted());
            LOG.info("The embedded PostgreSQL runs again.");
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.error("The embedded PostgreSQL could not be started again: {}", e.getMessage());
            return false;
        } finally {
            running.unlock();
        }
    }

    private boolean isWanted() {
        return closing.getCount() > 0;
    }

    private void stopAtExit() {
        Thread hook = Thread.ofPlatform().name("embedded-postgres-exit").unstarted(this::close);
        Runtime.getRuntime().addShutdownHook(hook);
        exitHook = hook;
    }

    private void forgetExitHook() {
        Thread hook = exitHook;
        if (hook == null || hook == Thread.currentThread()) return;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already, and the hook does nothing more.
        }
    }

    private static Throwable explained(EmbeddedPostgresSettings settings, Throwable failure) {
        if (!(failure instanceof IOException)) return failure;
        if (failure instanceof AccessDeniedException denied)
            return new PostgresDidNotStart(
                    "The user with the number " + FileOwnership.ourUid() + " may not use " + denied.getFile()
                            + ", which the embedded PostgreSQL needs. It may belong to an earlier run as another user:"
                            + " run Wayleave as that one, give it the files (chown), or choose another directory.",
                    denied);
        String what = failure instanceof FileSystemException file && file.getReason() != null
                ? file.getFile() + ": " + file.getReason()
                : String.valueOf(failure.getMessage());
        return new PostgresDidNotStart(
                "The embedded PostgreSQL in " + settings.directory() + " cannot be prepared: " + what + ".", failure);
    }
}
