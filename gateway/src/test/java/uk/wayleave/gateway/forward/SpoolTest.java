package uk.wayleave.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final int SEGMENT = 64 << 10;

    @TempDir
    Path directory;

    private static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private Spool.Writer writer(int memory) {
        return Spool.writer(new SpoolSettings(memory, directory));
    }

    private static byte[] read(Spool spool) throws IOException {
        try (InputStream in = spool.openStream()) {
            return in.readAllBytes();
        }
    }

    /** Any bytes, written and read in any pieces, over and under the threshold: what comes out is what went in. */
    @Property(tries = 300)
    void givesBackWhatItWasGiven(
            @ForAll long seed,
            @ForAll @IntRange(max = 3 * SEGMENT + 2) int length,
            @ForAll @IntRange(max = 2 * SEGMENT) int memory,
            @ForAll @IntRange(min = 1, max = 2 * SEGMENT) int largestPiece,
            @ForAll @IntRange(max = 4 * SEGMENT) int expected)
            throws IOException {
        byte[] given = bytes(seed, length);
        SpoolSettings settings =
                new SpoolSettings(memory, SpoolSettings.defaults().directory());
        Random pieces = new Random(seed + 1);
        try (Spool.Writer writer = Spool.writer(settings, expected)) {
            for (int at = 0; at < length; ) {
                int piece = Math.min(length - at, 1 + pieces.nextInt(largestPiece));
                if (pieces.nextBoolean()) {
                    writer.write(given, at, piece);
                } else {
                    writer.write(ByteBuffer.wrap(given, at, piece).slice().asReadOnlyBuffer());
                }
                at += piece;
            }
            try (Spool spool = writer.finish()) {
                assertThat(spool.size()).isEqualTo(length);
                assertThat(read(spool)).isEqualTo(given);
                assertThat(inPieces(spool, pieces, largestPiece)).isEqualTo(given);
            }
        }
    }

    private static byte[] inPieces(Spool spool, Random pieces, int largest) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = spool.openStream()) {
            byte[] piece = new byte[largest];
            for (int count = 0; count >= 0; count = in.read(piece, 0, 1 + pieces.nextInt(largest))) {
                all.write(piece, 0, count);
            }
        }
        return all.toByteArray();
    }

    @Test
    void keepsAFullSegmentAndNothingMore() throws IOException {
        for (int length : new int[] {SEGMENT - 1, SEGMENT, SEGMENT + 1, 2 * SEGMENT}) {
            byte[] given = bytes(length, length);
            try (Spool.Writer writer = writer(0)) {
                writer.write(given, 0, length);
                try (Spool spool = writer.finish()) {
                    assertThat(read(spool)).isEqualTo(given);
                }
            }
        }
    }

    @Test
    void readsByteForByteToTheEnd() throws IOException {
        byte[] given = {0, -1, 127, -128};
        try (Spool.Writer writer = writer(0)) {
            writer.stream().write(given);
            try (Spool spool = writer.finish();
                    InputStream in = spool.openStream()) {
                assertThat(new int[] {in.read(), in.read(), in.read(), in.read(), in.read()})
                        .containsExactly(0, 255, 127, 128, -1);
            }
        }
    }

    @Test
    void outlivesTheClosingOfTheStreamThatWroteIt() throws IOException {
        try (Spool.Writer writer = writer(16)) {
            try (var out = writer.stream()) {
                out.write("more than sixteen bytes".getBytes(StandardCharsets.UTF_8));
            }
            try (Spool spool = writer.finish()) {
                assertThat(read(spool)).asString(StandardCharsets.UTF_8).isEqualTo("more than sixteen bytes");
            }
        }
    }

    @Test
    void keepsNoNameOnTheDiskAndNothingReadable() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "Only Linux shows the files of a process.");
        String secret = "description of works ".repeat(20_000);
        try (Spool.Writer writer = writer(1024)) {
            writer.stream().write(secret.getBytes(StandardCharsets.UTF_8));
            try (Spool spool = writer.finish()) {
                assertThat(directory).isEmptyDirectory();
                Path unnamed = unnamedFile(descriptors);
                assertThat(Files.size(unnamed)).isGreaterThan(secret.length());
                assertThat(Files.getPosixFilePermissions(unnamed))
                        .extracting(Enum::name)
                        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
                assertThat(Files.readString(unnamed, StandardCharsets.ISO_8859_1))
                        .doesNotContain("works", "description");
                assertThat(read(spool)).hasSize(secret.length());
            }
        }
    }

    @Test
    void noticesThatItsFileWasChanged() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "Only Linux shows the files of a process.");
        for (long newSize : new long[] {-1, 3L * SEGMENT, SEGMENT + 16L, 10}) {
            try (Spool.Writer writer = writer(0)) {
                writer.write(bytes(1, 4 * SEGMENT), 0, 4 * SEGMENT);
                try (Spool spool = writer.finish()) {
                    damage(unnamedFile(descriptors), newSize);

                    assertThatExceptionOfType(IOException.class).isThrownBy(() -> read(spool));
                }
            }
        }
    }

    private static void damage(Path file, long newSize) throws IOException {
        try (var channel = Files.newByteChannel(file, java.nio.file.StandardOpenOption.WRITE)) {
            if (newSize >= 0) {
                channel.truncate(newSize);
            } else {
                channel.position(SEGMENT + 100L);
                channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            }
        }
    }

    private Path unnamedFile(Path descriptors) throws IOException {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.filter(this::isUnnamed).findFirst().orElseThrow();
        }
    }

    private boolean isUnnamed(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith(directory.toRealPath().toString()) && target.endsWith("(deleted)");
        } catch (IOException goneAgain) {
            return false;
        }
    }

    @Test
    void leavesNothingBehindWhenTheAnswerNeverCameToAnEnd() throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        Assumptions.assumeTrue(Files.isDirectory(descriptors), "Only Linux shows the files of a process.");
        try (Spool.Writer writer = writer(0)) {
            writer.write(bytes(1, 100), 0, 100);
            assertThat(unnamedFile(descriptors)).isNotNull();
        }

        try (Stream<Path> all = Files.list(descriptors)) {
            assertThat(all.filter(this::isUnnamed)).isEmpty();
        }
    }

    @Test
    void failsClearlyWhereTheDirectoryTakesNoFile() throws IOException {
        try (Spool.Writer writer = Spool.writer(new SpoolSettings(10, directory.resolve("missing")))) {
            writer.write(new byte[10], 0, 10);

            assertThatExceptionOfType(SpoolFailed.class)
                    .isThrownBy(() -> writer.write(new byte[1], 0, 1))
                    .withMessageContaining("spool directory");
            assertThatIllegalStateException().isThrownBy(writer::finish);
        }
    }

    @Test
    void givesNoHalfAnswerWhenWritingFailsInTheMidst() throws InterruptedException {
        Thread interrupted = Thread.ofPlatform().start(() -> {
            try (Spool.Writer writer = writer(0)) {
                writer.write(bytes(1, 100), 0, 100);
                // Java closes a file under a thread that is interrupted: the next segment cannot be written.
                Thread.currentThread().interrupt();
                assertThatExceptionOfType(SpoolFailed.class)
                        .isThrownBy(() -> writer.write(bytes(2, 2 * SEGMENT), 0, 2 * SEGMENT));
                assertThatIllegalStateException().isThrownBy(writer::finish);
            } catch (SpoolFailed failed) {
                throw new AssertionError(failed);
            }
        });
        interrupted.join();
        assertThat(interrupted.isAlive()).isFalse();
    }

    @Test
    void readsNothingMoreFromAFileThatWasClosed() throws IOException {
        try (Spool.Writer writer = writer(0)) {
            writer.write(bytes(1, 100), 0, 100);
            Spool spool = writer.finish();
            InputStream in = spool.openStream();
            spool.close();
            spool.close();

            assertThatExceptionOfType(IOException.class).isThrownBy(in::read);
        }
    }
}
