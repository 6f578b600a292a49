package uk.wayleave.register.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs that end by themselves and say little (less than a pipe holds, 64 KiB). */
final class ShortCommand {
    private ShortCommand() {}

    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** @throws PostgresDidNotStart if the program cannot be run, or has not ended in time */
    static Result run(List<String> command, Path workingDirectory, String input, Duration limit) {
        try {
            Process process =
                    builder(command, workingDirectory).redirectErrorStream(true).start();
            try (var toProcess = process.getOutputStream()) {
                toProcess.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its exit code says why.
            }
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new PostgresDidNotStart("The program " + programIn(command)
                        + " of the embedded PostgreSQL has not" + " ended within " + limit.toSeconds() + " s.");
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new PostgresDidNotStart(
                    "Cannot run " + command.getFirst()
                            + ". The embedded PostgreSQL needs setsid, setpriv and unshare of"
                            + " util-linux: install that, or name another database in " + DatabaseChoice.VARIABLE + ".",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresDidNotStart("Interrupted while the embedded PostgreSQL was being started.", e);
        }
    }

    /** With an environment that tells the program nothing about ours: no secrets, no settings of other PostgreSQLs. */
    static ProcessBuilder builder(List<String> command, Path workingDirectory) {
        var builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin:/usr/sbin:/sbin");
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", path, "LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }

    private static String programIn(List<String> command) {
        return command.stream()
                .filter(word -> word.startsWith("/"))
                .findFirst()
                .map(word -> Path.of(word).getFileName().toString())
                .orElse(command.getFirst());
    }
}
