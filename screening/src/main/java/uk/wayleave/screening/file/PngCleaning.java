package uk.wayleave.screening.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * Passes a PNG (third edition, W3C) on without what it carries beside the picture: texts, EXIF, times, private chunks and
 * whatever follows the end. What is needed to show it stays to the byte.
 */
public final class PngCleaning {
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final Set<String> STAY = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
            "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT");
    private static final int CHECKSUM = 4;
    private static final int BUFFER = 8192;

    private PngCleaning() {}

    /**
     * Passes one on; neither stream is closed.
     *
     * @return how many chunks were taken out; nothing else differs
     */
    public static int clean(InputStream in, OutputStream out) throws IOException, UnusableFile {
        byte[] signature = in.readNBytes(SIGNATURE.length);
        if (!Arrays.equals(signature, SIGNATURE)) {
            throw broken();
        }
        out.write(signature);
        int removed = 0;
        for (int chunks = 0; ; chunks++) {
            byte[] head = in.readNBytes(8);
            if (head.length < 8) {
                throw broken();
            }
            int length = ByteBuffer.wrap(head).getInt();
            String type = new String(head, 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0 || (chunks == 0) != type.equals("IHDR")) {
                throw broken();
            }
            boolean stays = STAY.contains(type);
            if (stays) {
                out.write(head);
            } else if (Character.isUpperCase(head[4])) {
                throw broken();
            } else {
                removed++;
            }
            pass(in, stays ? out : OutputStream.nullOutputStream(), (long) length + CHECKSUM);
            if (type.equals("IEND")) {
                return in.read() < 0 ? removed : removed + 1;
            }
        }
    }

    private static void pass(InputStream in, OutputStream out, long bytes) throws IOException, UnusableFile {
        byte[] buffer = new byte[BUFFER];
        for (long left = bytes; left > 0; ) {
            int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
            if (read == 0) {
                throw broken();
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    private static UnusableFile broken() {
        return new UnusableFile("The picture is no PNG that can be read. Save it anew as PNG.");
    }
}
