package uk.wayleave.opendata.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.opendata.MovableClock;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.Gap;
import uk.wayleave.opendata.store.Gaps;
import uk.wayleave.opendata.store.StoreUnavailable;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.register.postgres.Annex;

class ArchiveLoaderTest {
    private final Clock clock = new MovableClock("2026-11-24T12:00:00Z");
    private final Annex annex = Stores.open();
    private final EventStore store = new EventStore(annex.dataSource());
    private final ArchiveLoader loader = new ArchiveLoader(store, clock);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        annex.close();
    }

    private static byte[] event(int i) {
        return Published.permit("AA001%05d-01".formatted(i / 3))
                .numbered(i)
                .at("2026-09-01T10:%02d:%02dZ".formatted(i / 60 % 60, i % 60))
                .with("work_status_ref", "status_" + i % 3)
                .bytes();
    }

    private Path zip(String name, int from, int to) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("README.txt"));
            zip.write("not an event".getBytes(StandardCharsets.UTF_8));
            for (int i = from; i < to; i++) {
                zip.putNextEntry(new ZipEntry("permit_" + i + ".json"));
                zip.write(event(i));
            }
        }
        return file;
    }

    private List<String> end() {
        List<String> end = new ArrayList<>(Stores.rows(
                annex.dataSource(), "select reference, status, time from opendata.state order by reference"));
        end.addAll(Stores.rows(annex.dataSource(), "select count(*) from opendata.event"));
        return end;
    }

    @Test
    void loadsAZipFileAndTellsHowItGoes() throws IOException {
        List<ArchiveLoader.Progress> told = new ArrayList<>();
        ArchiveLoader.Progress all =
                loader.load(ArchiveSource.of(zip("09.zip", 0, 9000).toString()), told::add);
        assertThat(all.fresh()).isEqualTo(9000);
        assertThat(told).hasSize(3).last().isEqualTo(all);
        assertThat(end()).hasSize(3001).contains("9000");
    }

    @Test
    void loadsADirectoryOfZipAndJsonFilesOutOfOrderAndAgainWithoutHarm() throws IOException {
        zip("b.zip", 300, 600);
        zip("z.zip", 0, 300);
        Path deep = Files.createDirectories(directory.resolve("m/n"));
        for (int i = 600; i < 630; i++) {
            Files.write(deep.resolve("event_" + i + ".json"), event(i));
        }
        Files.writeString(deep.resolve("broken.json"), "{\"a\" 1}");
        ArchiveSource source = ArchiveSource.of(directory.toString());
        ArchiveLoader.Progress first = loader.load(source, _ -> {});
        assertThat(first.fresh()).isEqualTo(630);
        assertThat(first.unreadable()).isEqualTo(1);
        List<String> once = end();
        ArchiveLoader.Progress second = loader.load(source, _ -> {});
        assertThat(second.read()).isZero();
        assertThat(second.skipped()).isEqualTo(631);
        assertThat(end()).isEqualTo(once);
    }

    @Test
    void theSameMonthInOtherFilesIsRepeatedWithoutHarm() throws IOException {
        loader.load(ArchiveSource.of(zip("a.zip", 0, 500).toString()), _ -> {});
        List<String> once = end();
        ArchiveLoader.Progress again =
                loader.load(ArchiveSource.of(zip("b.zip", 100, 500).toString()), _ -> {});
        assertThat(again.fresh()).isZero();
        assertThat(again.repeated()).isEqualTo(400);
        assertThat(end()).isEqualTo(once);
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        ArchiveSource source = ArchiveSource.of(zip("09.zip", 0, 10_000).toString());
        assertThatThrownBy(() -> loader.load(source, progress -> {
                    throw new IllegalStateException("stopped after a batch");
                }))
                .hasMessageContaining("stopped");
        ArchiveLoader.Progress rest = loader.load(source, _ -> {});
        assertThat(rest.skipped()).isEqualTo(4000);
        assertThat(rest.fresh()).isEqualTo(6000);
        assertThat(end()).contains("10000");
    }

    @Test
    void saysThatAFileIsNoArchive() throws IOException {
        Path file = Files.writeString(directory.resolve("x.zip"), "no zip file at all");
        assertThat(loader.load(ArchiveSource.of(file.toString()), _ -> {}).read())
                .isZero();
        Path cut = zip("cut.zip", 0, 2000);
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThatThrownBy(() -> loader.load(ArchiveSource.of(cut.toString()), _ -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takesNothingOverPlainHttp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArchiveSource.of("http://opendata.example/permit/2026/09.zip"));
        assertThatIllegalArgumentException().isThrownBy(() -> ArchiveSource.of("/there/is/nothing"));
    }

    @Test
    void readsAnAddressWhileItComes() throws IOException {
        byte[] zip = Files.readAllBytes(zip("09.zip", 0, 300));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/09.zip", exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            assertThat(loader.load(ArchiveSource.of(base + "/09.zip"), _ -> {}).fresh())
                    .isEqualTo(300);
            assertThatThrownBy(() -> loader.load(ArchiveSource.of(base + "/08.zip"), _ -> {}))
                    .hasMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void failsRatherThanSkipsWhenTheStoreIsGone() throws IOException {
        ArchiveSource source = ArchiveSource.of(zip("09.zip", 0, 100).toString());
        annex.close();
        assertThatThrownBy(() -> loader.load(source, _ -> {})).isInstanceOf(StoreUnavailable.class);
    }

    @Test
    void showsWhichMinutesLookThin() throws IOException {
        List<uk.wayleave.opendata.store.Arrival> arrivals = new ArrayList<>();
        var reader = new uk.wayleave.opendata.event.EventReader();
        java.time.Instant monday = java.time.Instant.parse("2026-09-07T09:00:00Z");
        int number = 0;
        for (int week = 0; week < 4; week++) {
            for (int minute = 0; minute < 60; minute++) {
                // In the last week nothing came from 09:20 to 09:40.
                if (week == 3 && minute >= 20 && minute < 40) {
                    continue;
                }
                java.time.Instant time =
                        monday.plus(java.time.Duration.ofDays(7L * week)).plusSeconds(60L * minute);
                number++;
                arrivals.add(uk.wayleave.opendata.store.Arrival.archived(
                        Published.permit("AA001" + number + "-01")
                                .at(time.toString())
                                .bytes(),
                        reader,
                        clock.instant()));
            }
        }
        store.write(arrivals);
        List<Gap> gaps = new Gaps(annex.dataSource())
                .between(
                        java.time.Instant.parse("2026-09-28T09:00:00Z"),
                        java.time.Instant.parse("2026-09-28T10:00:00Z"));
        assertThat(gaps).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo("2026-09-28T09:20:00Z");
            assertThat(gap.to()).isEqualTo("2026-09-28T09:40:00Z");
        });
        List<Gap> ofTheMonth = new Gaps(annex.dataSource())
                .between(
                        java.time.Instant.parse("2026-09-01T00:00:00Z"),
                        java.time.Instant.parse("2026-10-01T00:00:00Z"));
        assertThat(ofTheMonth)
                .singleElement()
                .satisfies(gap -> assertThat(gap.usual()).isEqualTo(20));
    }
}
