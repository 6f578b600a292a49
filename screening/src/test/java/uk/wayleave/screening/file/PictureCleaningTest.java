package uk.wayleave.screening.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures go out without where, when, with what and by whom they were taken, and show the same. */
class PictureCleaningTest {
    private static final String SECRET = "51.5033,-0.1276 Jo Example's phone";

    /** What comes out, and how much was taken out. */
    private record Cleaned(byte[] bytes, int removed) {}

    private static Cleaned jpeg(byte[] picture) throws IOException, UnusableFile {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int removed = JpegCleaning.clean(new ByteArrayInputStream(picture), out);
        return new Cleaned(out.toByteArray(), removed);
    }

    private static Cleaned png(byte[] picture) throws IOException, UnusableFile {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int removed = PngCleaning.clean(new ByteArrayInputStream(picture), out);
        return new Cleaned(out.toByteArray(), removed);
    }

    private static byte[] picture(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] content) {
        return ByteBuffer.allocate(jpeg.length + content.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (content.length + 2))
                .put(content)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] withChunk(byte[] png, String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(content);
        int afterHeader = 8 + 25;
        return ByteBuffer.allocate(png.length + content.length + 12)
                .put(png, 0, afterHeader)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .putInt((int) crc.getValue())
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }

    /** EXIF of one entry, the way up, and a text after it. */
    private static byte[] exif(int orientation) {
        return ByteBuffer.allocate(6 + 26 + SECRET.length())
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put("MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(SECRET.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** With what a camera writes. */
    static byte[] photograph() throws IOException {
        return withSegment(picture("jpg"), 0xe1, exif(1));
    }

    private static byte[] secret(String before) {
        return (before + SECRET).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int[] pixels(byte[] picture) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void passesAPictureThatCarriesNothingToTheByte() throws Exception {
        assertThat(jpeg(picture("jpg"))).satisfies(cleaned -> {
            assertThat(cleaned.removed()).isZero();
            assertThat(cleaned.bytes()).isEqualTo(picture("jpg"));
        });
        assertThat(png(picture("png"))).satisfies(cleaned -> {
            assertThat(cleaned.removed()).isZero();
            assertThat(cleaned.bytes()).isEqualTo(picture("png"));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe})
    void takesOutEverySegmentOfAJpegThatIsNotThePicture(int marker) throws Exception {
        Cleaned cleaned = jpeg(withSegment(picture("jpg"), marker, secret("http://ns.adobe.com/xap/1.0/\0")));

        assertThat(cleaned.removed()).isEqualTo(1);
        assertThat(cleaned.bytes()).isEqualTo(picture("jpg"));
    }

    @Test
    void keepsWhichWayUpAJpegIsAndNothingElseOfItsExif() throws Exception {
        Cleaned cleaned = jpeg(withSegment(picture("jpg"), 0xe1, exif(6)));

        assertThat(cleaned.removed()).isEqualTo(1);
        assertThat(text(cleaned.bytes())).doesNotContain(SECRET).contains("Exif");
        assertThat(pixels(cleaned.bytes())).isEqualTo(pixels(picture("jpg")));
        assertThat(jpeg(cleaned.bytes()).removed()).isZero();
        assertThat(jpeg(cleaned.bytes()).bytes()).isEqualTo(cleaned.bytes());
        assertThat(jpeg(withSegment(picture("jpg"), 0xe1, exif(1))).bytes()).isEqualTo(picture("jpg"));
    }

    @Test
    void takesOutWhatFollowsTheEnd() throws Exception {
        byte[] jpeg = picture("jpg");
        byte[] longer = Arrays.copyOf(jpeg, jpeg.length + 5_000);
        assertThat(jpeg(longer).bytes()).isEqualTo(jpeg);
        assertThat(jpeg(longer).removed()).isEqualTo(1);

        byte[] png = picture("png");
        assertThat(png(Arrays.copyOf(png, png.length + 1)).bytes()).isEqualTo(png);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt"})
    void takesOutEveryChunkOfAPngThatIsNotThePicture(String type) throws Exception {
        Cleaned cleaned = png(withChunk(picture("png"), type, secret("Author\0")));

        assertThat(cleaned.removed()).isEqualTo(1);
        assertThat(cleaned.bytes()).isEqualTo(picture("png"));
    }

    @Test
    void takesNoPictureThatEndsTooEarlyOrIsNone() throws Exception {
        byte[] jpeg = picture("jpg");
        byte[] png = picture("png");
        for (int length : new int[] {0, 1, 2, 3, 5, 20, 40}) {
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> jpeg(Arrays.copyOf(jpeg, length)));
            assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> png(Arrays.copyOf(png, length)));
        }
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> jpeg(Arrays.copyOf(jpeg, jpeg.length - 2)));
        assertThatExceptionOfType(UnusableFile.class).isThrownBy(() -> png(Arrays.copyOf(png, png.length - 1)));
    }

    @Property(tries = 500)
    void whateverComesEitherPassesWithoutTheSecretOrIsNotTaken(@ForAll byte[] any, @ForAll int place)
            throws IOException {
        byte[] jpeg = withSegment(picture("jpg"), 0xe1, exif(6));
        int at = Math.floorMod(place, jpeg.length);
        System.arraycopy(any, 0, jpeg, at, Math.min(any.length, jpeg.length - at));
        try {
            byte[] once = jpeg(jpeg).bytes();
            assertThat(jpeg(once).bytes()).isEqualTo(once);
        } catch (UnusableFile notTaken) {
            assertThat(notTaken.why()).isNotBlank();
        }
    }
}
