package uk.wayleave.screening.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Which way up a picture is (EXIF 2.32, tag 0x0112). */
final class Orientation {
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;
    private static final int ENTRIES_AT_MOST = 500;
    private static final int TIFF_HEADER = 8;

    private Orientation() {}

    /** @param tiff where the TIFF header begins; whatever cannot be read is upright */
    static int in(byte[] exif, int tiff) {
        if (exif.length < tiff + TIFF_HEADER) {
            return UPRIGHT;
        }
        ByteBuffer bytes = ByteBuffer.wrap(exif, tiff, exif.length - tiff).slice();
        bytes.order(exif[tiff] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long first = bytes.getInt(4) & 0xffff_ffffL;
        if (first + 2 > bytes.limit()) {
            return UPRIGHT;
        }
        int entries = Math.min(bytes.getShort((int) first) & 0xffff, ENTRIES_AT_MOST);
        for (int i = 0; i < entries; i++) {
            int at = (int) first + 2 + i * ENTRY;
            if (at + ENTRY > bytes.limit()) {
                return UPRIGHT;
            }
            if ((bytes.getShort(at) & 0xffff) == TAG && bytes.getShort(at + 2) == SHORT) {
                int value = bytes.getShort(at + 8);
                return value > UPRIGHT && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    /** EXIF that says this and nothing else. */
    static byte[] alone(byte[] exif, int orientation) {
        ByteBuffer bytes = ByteBuffer.allocate(exif.length + TIFF_HEADER + 2 + ENTRY + 4);
        bytes.put(exif).put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(TIFF_HEADER);
        bytes.putShort((short) 1).putShort((short) TAG).putShort((short) SHORT).putInt(1);
        bytes.putShort((short) orientation).putShort((short) 0).putInt(0);
        return bytes.array();
    }
}
