package uk.wayleave.gateway.form;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import uk.wayleave.streetmanager.FileType;

/**
 * What type of file passes by, told by its bytes as they come. Roughly: by how it begins, and for a list of streets by
 * each byte. Whether the whole is what its beginning promises is for screening to say.
 */
public final class FileSignature {
    private static final int BEGINNING = 64;

    private static final List<Beginning> BEGINNINGS = List.of(
            Beginning.of("255044462d", FileType.PDF),
            Beginning.of("89504e470d0a1a0a", FileType.PNG),
            Beginning.of("ffd8ff", FileType.JPEG),
            Beginning.of("49492a00", FileType.TIFF),
            Beginning.of("4d4d002a", FileType.TIFF),
            Beginning.of("d0cf11e0a1b11ae1", FileType.WORD));

    private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");
    /** Where the name of a ZIP archive's first entry stands (APPNOTE 4.3.7). */
    private static final int ZIP_NAME = 30;
    /** With one of these begins every document that Word writes (ECMA-376 part 2). */
    private static final List<byte[]> WORD_ENTRIES = List.of(
            "[Content_Types].xml".getBytes(StandardCharsets.US_ASCII),
            "_rels/.rels".getBytes(StandardCharsets.US_ASCII),
            "docProps/".getBytes(StandardCharsets.US_ASCII),
            "word/".getBytes(StandardCharsets.US_ASCII));
    /** Length of a bitmap's header, and of the smallest header of the picture after it. */
    private static final int BITMAP_HEADER = 18;

    private final byte[] beginning = new byte[BEGINNING];
    private final StreetList streets = new StreetList();
    private int length;
    private long total;

    private record Beginning(byte[] bytes, FileType type) {
        static Beginning of(String hex, FileType type) {
            return new Beginning(HexFormat.of().parseHex(hex), type);
        }
    }

    /** More of the file. */
    public void update(byte[] bytes, int offset, int count) {
        int take = Math.min(count, BEGINNING - length);
        System.arraycopy(bytes, offset, beginning, length, take);
        length += take;
        total += count;
        streets.update(bytes, offset, count);
    }

    /** Of all that passed. Empty for a type that Street Manager does not take. */
    public Optional<FileType> type() {
        for (Beginning candidate : BEGINNINGS) {
            if (begins(candidate.bytes())) {
                return Optional.of(candidate.type());
            }
        }
        if (isBitmap()) {
            return Optional.of(FileType.BMP);
        }
        if (begins(ZIP) && WORD_ENTRIES.stream().anyMatch(entry -> stands(entry, ZIP_NAME))) {
            return Optional.of(FileType.WORD_XML);
        }
        return streets.isOne() ? Optional.of(FileType.STREET_LIST) : Optional.empty();
    }

    /** Two letters alone begin many a text: the length it states and its reserved bytes must be right too. */
    private boolean isBitmap() {
        return length >= BITMAP_HEADER
                && beginning[0] == 'B'
                && beginning[1] == 'M'
                && (littleEndian(2) == total || littleEndian(2) == 0)
                && littleEndian(6) == 0;
    }

    private long littleEndian(int at) {
        return ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & 0xffff_ffffL;
    }

    private boolean begins(byte[] with) {
        return stands(with, 0);
    }

    private boolean stands(byte[] what, int at) {
        return length >= at + what.length && Arrays.equals(beginning, at, at + what.length, what, 0, what.length);
    }
}
