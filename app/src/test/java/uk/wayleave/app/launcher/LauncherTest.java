package uk.wayleave.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a tree of its own, with a probe in place of the program and a stand-in for Maven. */
class LauncherTest {
    private static final String BASH = "/bin/bash";
    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    private Path directory;

    private Path root;
    private Path launcher;
    private Path jvms;
    private Path tools;

    record Ended(int status, String out, String err) {}

    @BeforeEach
    void plantTree() throws IOException {
        assumeTrue(Files.isExecutable(Path.of(BASH)), "the launcher needs bash");
        root = Files.createDirectories(directory.resolve("a tree"));
        jvms = Files.createDirectories(directory.resolve("jvm"));
        tools = Files.createDirectories(directory.resolve("tools"));
        launcher = root.resolve("wayleave");
        String script = Files.readString(
                Path.of(System.getProperty("wayleave.root", "..")).resolve("wayleave"));
        // The places of this machine's JDKs give way to ours: otherwise its own would be found.
        script = script.replace("/usr/lib/jvm", jvms.toString())
                .replaceAll(" /opt/\\*jdk\\* /opt/\\*java\\* /usr/java/\\*", "");
        assertThat(script).contains(jvms.toString()).doesNotContain("/usr/lib/jvm", "/opt/*jdk*");
        Files.writeString(launcher, script);
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(root.resolve("app/src/main/java"));
        Files.createDirectories(root.resolve("app/target"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("app/pom.xml"), "<project/>");
    }

    @Test
    void findsAJdk25WhereTheUsualJavaIsAnOlderOne() throws Exception {
        jdk("java-17", "17.0.15", false);
        jdk("some-name", "25.0.3", true);
        builtAt(Instant.now());

        Ended ended = run(List.of("one", "two words"), Map.of("PATH", "/usr/bin:/bin"), root);

        assertThat(ended.out()).contains("java " + Runtime.version().feature()).contains("arguments [one, two words]");
        assertThat(ended.status()).isZero();
    }

    @Test
    void prefersJavaHomeWhereThatIsAJdk25() throws Exception {
        jdk("broken-25", "25.0.1", false);
        builtAt(Instant.now());

        Ended ended = run(List.of(), Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", JAVA.toString()), root);

        assertThat(ended.status()).isZero();
    }

    @Test
    void saysWhatToInstallWhereThereIsNoJdk25() throws Exception {
        jdk("java-17", "17.0.15", false);
        jdk("java-250", "250.0.1", false);
        builtAt(Instant.now());

        Ended ended = run(List.of(), Map.of("PATH", "/nowhere"), root);

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err())
                .contains("needs a JDK 25")
                .contains("apt-get install")
                .contains("JAVA_HOME");
    }

    @Test
    void givesBackTheProgramsExitCode() throws Exception {
        jdk("jdk-25", "25", true);
        builtAt(Instant.now());

        assertThat(run(List.of("exit", "7"), Map.of("PATH", "/usr/bin:/bin"), root)
                        .status())
                .isEqualTo(7);
    }

    @Test
    void worksThroughASymbolicLinkFromAnotherDirectory() throws Exception {
        jdk("jdk-25", "25", true);
        builtAt(Instant.now());
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("w"), Path.of("../a tree/wayleave"));

        Ended ended = run(link, List.of("x"), Map.of("PATH", "/usr/bin:/bin"), elsewhere);

        assertThat(ended.out()).contains("directory " + elsewhere.toRealPath());
        assertThat(ended.status()).isZero();
    }

    @Test
    void becomesTheProgramSoThatSignalsReachIt() throws Exception {
        jdk("jdk-25", "25", true);
        builtAt(Instant.now());

        Process process = start(launcher, List.of(), Map.of("PATH", "/usr/bin:/bin"), root);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(out).contains("pid " + process.pid() + "\n");
    }

    @Test
    void buildsOnceWhereThereIsNoJarEvenIfTwoStartAtOnce() throws Exception {
        jdk("jdk-25", "25", true);
        maven();
        Map<String, String> environment = Map.of("PATH", tools + ":/usr/bin:/bin");

        Process first = start(launcher, List.of(), environment, root);
        Process second = start(launcher, List.of(), environment, root);

        assertThat(ended(first).status()).isZero();
        assertThat(ended(second).status()).isZero();
        assertThat(Files.readAllLines(root.resolve("builds"))).hasSize(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewerAndNotWhenNoneIs() throws Exception {
        jdk("jdk-25", "25", true);
        maven();
        builtAt(Instant.now().minusSeconds(60));
        Map<String, String> environment = Map.of("PATH", tools + ":/usr/bin:/bin");
        Path source = Files.writeString(root.resolve("app/src/main/java/New.java"), "class New {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(30)));

        Ended building = run(List.of(), environment, root);
        Ended built = run(List.of(), environment, root);

        assertThat(building.err()).contains("building, about a minute");
        assertThat(built.err()).doesNotContain("building");
        assertThat(Files.readAllLines(root.resolve("builds"))).hasSize(1);
    }

    @Test
    void saysThatMavenIsMissingWhereItHasToBuild() throws Exception {
        jdk("jdk-25", "25", true);
        for (String tool : List.of("find", "mkdir", "flock", "cat", "readlink"))
            if (Files.exists(Path.of("/usr/bin", tool)))
                Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));

        Ended ended = run(List.of(), Map.of("PATH", tools.toString()), root);

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("no Maven").contains("apt-get install maven");
    }

    @Test
    void showsWhyTheBuildFailed() throws Exception {
        jdk("jdk-25", "25", true);
        tool("mvn", "echo '[ERROR] something does not compile'\nexit 1\n");

        Ended ended = run(List.of(), Map.of("PATH", tools + ":/usr/bin:/bin"), root);

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("the build failed").contains("something does not compile");
    }

    /** @param works whether it is this JVM's own, or one that cannot even start */
    private void jdk(String name, String version, boolean works) throws IOException {
        Path home = Files.createDirectories(jvms.resolve(name));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String program : List.of("java", "javac")) {
            Path file = bin.resolve(program);
            String start = works ? "exec '" + JAVA.resolve("bin").resolve(program) + "' \"$@\"\n" : "exit 99\n";
            Files.writeString(file, "#!/bin/bash\n" + start);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void maven() throws IOException {
        Path prepared = directory.resolve("prepared.jar");
        probeJar(prepared);
        tool(
                "mvn",
                "echo built >> '" + root.resolve("builds") + "'\n"
                        + "echo '[INFO] Building wayleave-app 1  [8/8]'\n"
                        + "sleep 1\n"
                        + "cp '" + prepared + "' '" + root.resolve("app/target/wayleave-app-1-exec.jar") + "'\n"
                        + "cp '" + prepared + "' '" + root.resolve("app/target/wayleave-app-1.jar") + "'\n");
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/bash\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void builtAt(Instant time) throws IOException {
        probeJar(root.resolve("app/target/wayleave-app-1-exec.jar"));
        Path plain = Files.writeString(root.resolve("app/target/wayleave-app-1.jar"), "");
        FileTime past = FileTime.from(time.minusSeconds(3600));
        for (Path input : List.of(
                root.resolve("pom.xml"),
                root.resolve("app/pom.xml"),
                root.resolve("app/src/main"),
                root.resolve("app/src/main/java"))) Files.setLastModifiedTime(input, past);
        Files.setLastModifiedTime(plain, FileTime.from(time));
    }

    private static void probeJar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, LauncherProbe.class.getName());
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        LauncherProbe.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private Ended run(List<String> arguments, Map<String, String> environment, Path from) throws Exception {
        return run(launcher, arguments, environment, from);
    }

    private Ended run(Path program, List<String> arguments, Map<String, String> environment, Path from)
            throws Exception {
        return ended(start(program, arguments, environment, from));
    }

    private Process start(Path program, List<String> arguments, Map<String, String> environment, Path from)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(BASH, program.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", directory.resolve("home").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended ended(Process process) throws Exception {
        byte[] out = process.getInputStream().readAllBytes();
        byte[] err = process.getErrorStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(), new String(out, StandardCharsets.UTF_8), new String(err, StandardCharsets.UTF_8));
    }
}
