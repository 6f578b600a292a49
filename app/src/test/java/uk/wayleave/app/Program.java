package uk.wayleave.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The whole program as a process of its own, as a user would start it. Ended by force when it is closed. */
public final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String END = "\u0004";

    private final Process process;
    private final Thread reader;
    private final BlockingQueue<String> coming = new LinkedBlockingQueue<>();
    private final StringBuilder output = new StringBuilder();

    private Program(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().name("output").start(this::read);
    }

    /** @param environment beside this one's own, whose WAYLEAVE_* do not count */
    public static Program start(Map<String, String> environment, Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "uk.wayleave.app.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(directory.toString()))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYLEAVE_"));
        builder.environment().putAll(environment);
        try {
            return new Program(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.append(line).append('\n');
                }
                coming.add(line);
            }
        } catch (IOException closed) {
            // Nothing more will come.
        }
        coming.add(END);
    }

    /** Waits for a line with this in it. */
    public String await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String line = coming.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null || line.equals(END))
                throw new AssertionError("'" + text + "' did not come. What came:\n" + output());
            if (line.contains(text)) return line;
        }
    }

    /** Waits for its end. */
    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
            throw new AssertionError("It did not end. What came:\n" + output());
        reader.join(Duration.ofSeconds(10));
        return process.exitValue();
    }

    /** All that it has printed. */
    public String output() {
        synchronized (output) {
            return output.toString();
        }
    }

    /** SIGTERM. */
    public void stop() {
        process.destroy();
    }

    /** SIGKILL; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
