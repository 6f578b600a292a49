package uk.wayleave.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import uk.wayleave.opendata.Published;

/** GDAL/OGR's driver for OGC API Features, which nobody here wrote, reads the open data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GdalTest {
    private final OpenServer server = OpenServer.start();

    @BeforeAll
    void fill() throws IOException {
        assumeTrue(
                isInstalled(),
                "GDAL's ogrinfo is not on this machine (Debian: apt-get install gdal-bin); .ci/run installs it");
        List<Published> events = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            events.add(Published.permit("AA001%03d-01".formatted(i))
                    .with("works_location_coordinates", "POINT(%d %d)".formatted(380_000 + 10 * i, 398_000)));
        }
        server.keep(events);
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static boolean isInstalled() throws IOException {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            if (java.nio.file.Files.isExecutable(java.nio.file.Path.of(directory, "ogrinfo"))) {
                return true;
            }
        }
        return false;
    }

    private String ogrinfo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ogrinfo", "-ro"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void findsTheCollections() throws Exception {
        assertThat(ogrinfo("OAPIF:" + server.base()))
                .contains("permits")
                .contains("activities")
                .contains("section-58s");
    }

    @Test
    void readsEveryRecordPageByPage() throws Exception {
        String all = ogrinfo("-al", "-q", "-geom=SUMMARY", "OAPIF:" + server.base() + "/collections/permits");
        assertThat(all.lines().filter(line -> line.contains("permit_reference_number")))
                .hasSize(250);
        assertThat(all).contains("event_sha256 (String)");
    }

    @Test
    void asksForABoxAndGetsIt() throws Exception {
        // Five of the points, in degrees.
        String inBox = ogrinfo(
                "-al",
                "-q",
                "-spat",
                "-2.3020",
                "53.47",
                "-2.3012",
                "53.49",
                "OAPIF:" + server.base() + "/collections/permits");
        long found = inBox.lines()
                .filter(line -> line.contains("permit_reference_number"))
                .count();
        assertThat(found).isBetween(3L, 8L);
    }
}
