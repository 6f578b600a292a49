package uk.wayleave.register.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM of its own that runs one of the test's main classes, so that it can be killed. */
public final class ChildProgram {
    private static final String NOBODY = "65534";

    private ChildProgram() {}

    /** Runs as the user who runs the tests. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), main, arguments);
    }

    /** Runs as an ordinary user, with a copy of the class path that this one can read. */
    static Process startAsNobody(Path classes, Class<?> main, String... arguments) throws IOException {
        List<String> asNobody =
                List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--no-new-privs", "--");
        return start(asNobody, classes.toString() + "/*:" + classes.resolve("classes"), main, arguments);
    }

    /** Copies what is on the class path to where everybody can read it. */
    static void copyClassPath(Path target) throws IOException {
        Path classes = Files.createDirectories(target.resolve("classes"));
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            Path source = Path.of(entry);
            if (Files.isRegularFile(source)) Files.copy(source, target.resolve(source.getFileName()));
            if (Files.isDirectory(source)) copyTree(source, classes);
        }
        try (Stream<Path> all = Files.walk(target)) {
            for (Path one : (Iterable<Path>) all::iterator)
                Files.setPosixFilePermissions(
                        one, PosixFilePermissions.fromString(Files.isDirectory(one) ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static Process start(List<String> before, String classPath, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Start fast: these programs live for seconds.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static BufferedReader output(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Path copy = target.resolve(source.relativize(one).toString());
                if (Files.isDirectory(one)) Files.createDirectories(copy);
                else if (!Files.exists(copy)) Files.copy(one, copy);
            }
        }
    }
}
