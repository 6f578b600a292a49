package uk.wayleave.screening.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes a JPEG (ITU-T T.81, annex B) on without what it carries beside the picture: EXIF with its place and device, XMP,
 * IPTC, comments, previews and whatever follows the end. Colour profile and the picture itself stay to the byte; so does
 * which way up it is, as an EXIF block that says nothing else.
 */
public final class JpegCleaning {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int COMMENT = 0xfe;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    private static final int APP15 = 0xef;
    private static final int RST0 = 0xd0;
    private static final int RST7 = 0xd7;
    private static final int STUFFED = 0;
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0};
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COLOUR = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private int removed;
    private boolean turned;

    private JpegCleaning(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /**
     * Passes one on; neither stream is closed, and both should be buffered.
     *
     * @return how many blocks were taken out; nothing else differs
     */
    public static int clean(InputStream in, OutputStream out) throws IOException, UnusableFile {
        try {
            return new JpegCleaning(in, out).clean();
        } catch (EOFException short_) {
            throw new UnusableFile("The picture ends before its end. Save it anew as JPEG.");
        }
    }

    private int clean() throws IOException, UnusableFile {
        if (next() != 0xff || next() != SOI) {
            throw broken();
        }
        out.write(0xff);
        out.write(SOI);
        int marker = marker();
        while (marker != EOI) {
            segment(marker);
            marker = marker == SOS ? scan() : marker();
        }
        out.write(0xff);
        out.write(EOI);
        if (in.read() >= 0) {
            removed++;
        }
        return removed;
    }

    /** Fill bytes may stand before a marker (B.1.1.2). */
    private int marker() throws IOException, UnusableFile {
        if (next() != 0xff) {
            throw broken();
        }
        int marker = next();
        while (marker == 0xff) {
            marker = next();
        }
        if (marker == STUFFED || marker == SOI || (marker >= RST0 && marker <= RST7)) {
            throw broken();
        }
        return marker;
    }

    private void segment(int marker) throws IOException, UnusableFile {
        int length = next() << 8 | next();
        if (length < 2) {
            throw broken();
        }
        byte[] content = in.readNBytes(length - 2);
        if (content.length < length - 2) {
            throw new EOFException();
        }
        if (stays(marker, content)) {
            write(marker, content);
            return;
        }
        removed++;
        int orientation = marker == APP1 ? Orientation.in(content, EXIF.length) : Orientation.UPRIGHT;
        if (begins(content, EXIF) && orientation != Orientation.UPRIGHT && !turned) {
            turned = true;
            byte[] alone = Orientation.alone(EXIF, orientation);
            write(APP1, alone);
            if (Arrays.equals(alone, content)) {
                removed--;
            }
        }
    }

    private static boolean stays(int marker, byte[] content) {
        return switch (marker) {
            case COMMENT -> false;
            case APP0 -> begins(content, JFIF) && content.length == 14;
            case APP2 -> begins(content, COLOUR);
            case APP14 -> begins(content, ADOBE);
            default -> marker < APP0 || marker > APP15;
        };
    }

    private void write(int marker, byte[] content) throws IOException {
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 0xff);
        out.write(content);
    }

    /** The coded picture, up to the next marker that does not belong to it, which is returned (B.1.1.5). */
    private int scan() throws IOException, UnusableFile {
        while (true) {
            int b = next();
            if (b != 0xff) {
                out.write(b);
                continue;
            }
            int after = next();
            while (after == 0xff) {
                after = next();
            }
            if (after != STUFFED && (after < RST0 || after > RST7)) {
                if (after == SOI) {
                    throw broken();
                }
                return after;
            }
            out.write(0xff);
            out.write(after);
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }

    private static boolean begins(byte[] content, byte[] with) {
        return content.length >= with.length && Arrays.equals(content, 0, with.length, with, 0, with.length);
    }

    private static UnusableFile broken() {
        return new UnusableFile("The picture is no JPEG that can be read. Save it anew as JPEG.");
    }
}
