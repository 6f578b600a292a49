package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server of the comparison as a process of its own, which ends when we do. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit;

    private ServerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ServerProcess start(String name, List<String> command, Path folder) {
        Path log = folder.resolve(name.replace(' ', '-') + ".log");
        var bound = new ArrayList<>(List.of("setpriv", "--pdeathsig", "TERM"));
        bound.addAll(command);
        try {
            Process process = new ProcessBuilder(bound)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ServerProcess(name, process, log);
        } catch (IOException e) {
            throw new MeasurementFailed(name + " could not be started: " + e.getMessage());
        }
    }

    long pid() {
        return process.pid();
    }

    void awaitListening(int port) {
        await(() -> listens(port), "did not listen on port " + port);
    }

    void awaitFile(Path file) {
        await(() -> Files.exists(file), "was not ready");
    }

    private void await(BooleanSupplier condition, String otherwise) {
        long deadline = System.nanoTime() + START.toNanos();
        while (!condition.getAsBoolean()) {
            checkAlive();
            if (System.nanoTime() > deadline) {
                throw new MeasurementFailed(
                        name + " " + otherwise + " within " + START.toSeconds() + " s. Its output:\n" + output());
            }
            pause();
        }
    }

    void checkAlive() {
        if (!process.isAlive()) {
            throw new MeasurementFailed(
                    name + " ended with code " + process.exitValue() + ". Its output:\n" + output());
        }
    }

    private void pause() {
        try {
            // Also returns as soon as the process ends, which the caller then notices.
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeasurementFailed("Interrupted.");
        }
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new MeasurementFailed("No free port on loopback: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
