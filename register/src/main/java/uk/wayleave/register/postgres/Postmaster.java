package uk.wayleave.register.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One run of the server: started by the thread it is bound to, and ready for connections. */
final class Postmaster {
    /** Replaying what a kill -9 left takes seconds; this is for the worst disk. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration OTHER_STOPPING = Duration.ofSeconds(15);
    private static final Duration ENDING = Duration.ofSeconds(10);
    private static final int PORTS_TO_TRY = 10;

    private static final List<String> SETTINGS = List.of(
            // Reached from this machine only, by a password.
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=60",
            "shared_buffers=" + SharedBuffers.megabytes() + "MB",
            // What is acknowledged is on disk.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // Room for the batches of the ledger's one writer: one flush each, few checkpoints, no artificial delay.
            "wal_buffers=16MB",
            "commit_delay=0",
            "min_wal_size=256MB",
            "max_wal_size=2GB",
            "checkpoint_timeout=10min",
            // Short statements on data in memory: compiling them, or reading by helpers, costs more than it gives.
            "jit=off",
            "io_method=sync",
            "timezone=UTC",
            "log_timezone=UTC",
            // Messages of rank ERROR quote values, so only LOG and worse are kept, without detail or statement.
            "logging_collector=off",
            "log_destination=stderr",
            "log_min_messages=log",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_statement=none",
            "log_checkpoints=off",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0");

    private final Process process;
    private final int port;
    private final LeftoverServer server;

    private Postmaster(Process process, int port, LeftoverServer server) {
        this.process = process;
        this.port = port;
        this.server = server;
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param port on loopback; a free one is found where none is given
     * @param unwanted asked while waiting; the start is given up when it answers true
     */
    static Postmaster start(
            PostgresDirectory directory,
            PostgresBinaries binaries,
            ProcessOwner owner,
            OptionalInt port,
            BooleanSupplier unwanted)
            throws IOException {
        var leftover = new LeftoverServer(directory, binaries, owner);
        leftover.stop();
        long otherMustHaveStoppedBy = System.nanoTime() + OTHER_STOPPING.toNanos();
        int portsTried = 0;
        while (true) {
            directory.turnLog();
            long said = Files.size(directory.log());
            int candidate = port.isPresent() ? port.getAsInt() : freePort();
            var started = new Postmaster(process(directory, binaries, owner, candidate), candidate, leftover);
            if (started.becomesReady(directory, unwanted)) return started;

            String messages = readFrom(directory, said);
            boolean otherMayStop = ServerMessages.dataInUse(messages) && System.nanoTime() < otherMustHaveStoppedBy;
            boolean anotherPort = ServerMessages.portInUse(messages) && port.isEmpty() && ++portsTried < PORTS_TO_TRY;
            if (!otherMayStop && !anotherPort) throw failed(directory, port, messages);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** Returns when the server has ended, whyever. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends every session, writes everything out and stops; harder where that does not work. */
    void stop() {
        stop(List.of("fast", "immediate"));
    }

    /** Without writing what is only in memory yet. */
    void abandon() {
        stop(List.of("immediate"));
    }

    private void stop(List<String> ways) {
        if (!process.isAlive()) return;
        try {
            for (String way : ways) if (server.stop(way) && hasEnded()) return;
        } catch (PostgresDidNotStart e) {
            // pg_ctl itself cannot be run any more, so it must end without it; nothing acknowledged is lost by that.
        }
        process.destroyForcibly();
    }

    /** The server gives its directory up a moment before its process is gone. */
    private boolean hasEnded() {
        try {
            return process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Process process(PostgresDirectory directory, PostgresBinaries binaries, ProcessOwner owner, int port)
            throws IOException {
        List<String> postgres = new ArrayList<>(
                List.of(binaries.program("postgres"), "-D", directory.data().toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) postgres.addAll(List.of("-c", setting));
        Process process = ShortCommand.builder(owner.boundCommand("INT", postgres), directory.root())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log().toFile()))
                .start();
        process.getOutputStream().close();
        return process;
    }

    private boolean becomesReady(PostgresDirectory directory, BooleanSupplier unwanted) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive()) {
            Optional<PostmasterFile> file = PostmasterFile.read(directory.data());
            if (file.filter(one -> one.pid() == process.pid() && one.isReady()).isPresent()) return true;
            if (unwanted.getAsBoolean() || System.nanoTime() > deadline) {
                stop();
                throw new PostgresDidNotStart(
                        unwanted.getAsBoolean()
                                ? "The embedded PostgreSQL was stopped while it was starting."
                                : "The embedded PostgreSQL in " + directory.root() + " has not become ready within "
                                        + PATIENCE.toSeconds() + " s. What it says is in " + directory.log() + ".");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        return false;
    }

    private static PostgresDidNotStart failed(PostgresDirectory directory, OptionalInt port, String messages) {
        if (ServerMessages.portInUse(messages) && port.isPresent())
            return new PostgresDidNotStart("The embedded PostgreSQL cannot have port " + port.getAsInt()
                    + " on 127.0.0.1: another program has it. Stop that one, or choose another port.");
        if (ServerMessages.dataInUse(messages))
            return new PostgresDidNotStart(
                    "The data in " + directory.data() + " are in use by another PostgreSQL, which"
                            + " has not stopped: " + ServerMessages.worstOf(messages));
        return new PostgresDidNotStart("The embedded PostgreSQL in " + directory.root() + " did not start: "
                + ServerMessages.worstOf(messages) + ". More may be in " + directory.log() + ".");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static String readFrom(PostgresDirectory directory, long offset) throws IOException {
        try (var file = new RandomAccessFile(directory.log().toFile(), "r")) {
            file.seek(Math.min(offset, file.length()));
            byte[] rest = new byte[(int) Math.min(file.length() - file.getFilePointer(), 64 * 1024)];
            file.readFully(rest);
            return new String(rest, StandardCharsets.UTF_8);
        }
    }
}
