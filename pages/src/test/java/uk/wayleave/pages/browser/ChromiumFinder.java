package uk.wayleave.pages.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Chromium: the one {@code CHROMIUM} names, one on the path, or else one that npm brings as a package into a
 * directory of ours. Without any, it says what to install; tests in a browser are never skipped.
 */
final class ChromiumFinder {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private static final String PACKAGE = "@sparticuz/chromium@153.0.0";

    /** The package unpacks its binary into the directory for temporary files, and with this name the libraries, too. */
    private static final Map<String, String> UNPACKS_LIBRARIES = Map.of("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs22.x");

    private static final String UNPACK =
            "import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath());";

    private final Map<String, String> environment;
    private final Path brought;

    /** @param brought where a Chromium from npm is kept between runs */
    ChromiumFinder(Map<String, String> environment, Path brought) {
        this.environment = environment;
        this.brought = brought;
    }

    /**
     * @param libraries a directory with libraries the system may lack, for a Chromium brought by npm
     */
    record Chromium(Path executable, Optional<Path> libraries) {}

    Chromium find() {
        String named = environment.get("CHROMIUM");
        if (named != null) {
            Path executable = Path.of(named);
            if (!Files.isExecutable(executable)) {
                throw missing("CHROMIUM names " + named + ", which is no program.", null);
            }
            return new Chromium(executable, Optional.empty());
        }
        return onThePath(NAMES)
                .map(executable -> new Chromium(executable, Optional.empty()))
                .orElseGet(this::fromNpm);
    }

    private Optional<Path> onThePath(List<String> names) {
        List<Path> directories = Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList();
        return names.stream()
                .flatMap(name -> directories.stream().map(directory -> directory.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Chromium fromNpm() {
        Path npm = onThePath(List.of("npm"))
                .orElseThrow(() -> missing("There is no Chromium on the path, and no npm to bring one.", null));
        Path node = onThePath(List.of("node"))
                .orElseThrow(() -> missing("There is no Chromium on the path, and no Node to unpack one.", null));
        Path executable = brought.resolve("chromium");
        try {
            if (!Files.isExecutable(executable)) {
                Files.createDirectories(brought);
                run(npm.toString(), "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE);
                run(node.toString(), "--input-type=module", "--eval", UNPACK);
            }
        } catch (IOException unable) {
            throw missing("There is no Chromium on the path, and npm did not bring " + PACKAGE + ".", unable);
        }
        if (!Files.isExecutable(executable)) {
            throw missing("There is no Chromium on the path, and " + PACKAGE + " unpacked none.", null);
        }
        return new Chromium(executable, Optional.of(brought.resolve("al2023/lib")));
    }

    private void run(String... command) throws IOException {
        Path output = brought.resolve("output.txt");
        var builder = new ProcessBuilder(command)
                .directory(brought.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(UNPACKS_LIBRARIES);
        builder.environment().put("TMPDIR", brought.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " took more than 5 minutes.");
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + command[0] + " ran.", interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    command[0] + " ended with " + process.exitValue() + "; it said so in " + output + ".");
        }
    }

    private static IllegalStateException missing(String what, @Nullable Throwable cause) {
        return new IllegalStateException(
                what + " The tests of the pages need a browser: install Chromium (Debian: apt-get install chromium),"
                        + " or set CHROMIUM to one, or install npm and let it reach its registry.",
                cause);
    }
}
