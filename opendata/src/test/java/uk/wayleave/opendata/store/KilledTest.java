package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.archive.ArchiveLoader;
import uk.wayleave.opendata.archive.ArchiveSource;
import uk.wayleave.opendata.archive.LoadingProgram;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;
import uk.wayleave.register.postgres.TemporaryPostgres;

/** kill -9 in the midst of live events and of a load: nothing that was acknowledged is lost. */
class KilledTest {
    @TempDir
    private Path directory;

    private static String url(DatabaseAddress address) {
        return "postgresql://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(
                        address.user(),
                        address.password().orElseThrow(),
                        address.servers().getFirst().port(),
                        address.database());
    }

    private static Process start(Class<?> main, String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(java.util.List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Set<String> linesUntilKilled(Process program, String start, int enough) throws Exception {
        Set<String> said = new HashSet<>();
        BufferedReader output = program.inputReader(StandardCharsets.UTF_8);
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(start)) {
                said.add(line.substring(start.length()));
                if (said.size() == enough) {
                    // By its handle, which leaves open what it has said.
                    program.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(program.waitFor()).isEqualTo(128 + 9);
        return said;
    }

    @Test
    void losesNoLiveEventThatWasAcknowledged() throws Exception {
        DatabaseAddress address = TemporaryPostgres.newDatabase();
        try (Annex annex = Annex.open(address, RoleKey.of(new byte[32]), Stores.plan())) {
            Set<String> kept = new HashSet<>();
            for (int run = 0; run < 2; run++) {
                kept.addAll(linesUntilKilled(
                        start(LiveProgram.class, url(address), Integer.toString(100_000 * (run + 1))), "kept ", 400));
            }
            assertThat(kept).hasSizeGreaterThanOrEqualTo(800);
            assertThat(new HashSet<>(Stores.rows(annex.dataSource(), "select reference from opendata.state")))
                    .containsAll(kept);
            assertThat(Stores.rows(
                            annex.dataSource(),
                            "select count(*) from opendata.event e where not exists (select from opendata.state s where"
                                    + " s.object = e.object)"))
                    .containsExactly("0");
        }
    }

    @Test
    void goesOnWithALoadThatWasKilledAndLosesNothing() throws Exception {
        DatabaseAddress address = TemporaryPostgres.newDatabase();
        int events = 24_000;
        Path zip = directory.resolve("09.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (int i = 0; i < events; i++) {
                entries.putNextEntry(new ZipEntry(i + ".json"));
                entries.write(Published.permit("AA001%05d-01".formatted(i))
                        .numbered(i)
                        .bytes());
            }
        }
        try (Annex annex = Annex.open(address, RoleKey.of(new byte[32]), Stores.plan())) {
            Set<String> told =
                    linesUntilKilled(start(LoadingProgram.class, url(address), zip.toString()), "loaded ", 2);
            long acknowledged = told.stream().mapToLong(Long::parseLong).max().orElseThrow();
            assertThat(acknowledged).isLessThan(events);
            assertThat(Long.parseLong(Stores.rows(annex.dataSource(), "select count(*) from opendata.event")
                            .getFirst()))
                    .isGreaterThanOrEqualTo(acknowledged);
            ArchiveLoader.Progress rest = new ArchiveLoader(new EventStore(annex.dataSource()), Clock.systemUTC())
                    .load(ArchiveSource.of(zip.toString()), _ -> {});
            assertThat(rest.skipped()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(rest.skipped() + rest.fresh()).isEqualTo(events);
            assertThat(Stores.rows(annex.dataSource(), "select count(*) from opendata.state"))
                    .containsExactly(Integer.toString(events));
        }
    }
}
