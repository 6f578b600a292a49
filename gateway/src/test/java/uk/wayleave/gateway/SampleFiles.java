package uk.wayleave.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Small files that begin as files of their type do. */
public final class SampleFiles {
    public static final byte[] PDF =
            "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
    public static final byte[] PNG = HexFormat.of()
            .parseHex(
                    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636000000002000148afa4710000000049454e44ae426082");
    public static final byte[] JPEG = HexFormat.of().parseHex("ffd8ffe000104a46494600010101004800480000ffd9");
    public static final byte[] TIFF = HexFormat.of().parseHex("49492a000800000000000000");
    public static final byte[] WORD = HexFormat.of().parseHex("d0cf11e0a1b11ae100000000000000000000000000000000");
    public static final byte[] STREETS = "10001234\r\n10001235\r\n".getBytes(StandardCharsets.US_ASCII);

    private SampleFiles() {}

    public static byte[] bitmap() {
        byte[] bytes = new byte[30];
        bytes[0] = 'B';
        bytes[1] = 'M';
        bytes[2] = 30;
        return bytes;
    }

    public static byte[] wordXml() {
        return zip("[Content_Types].xml");
    }

    /** An archive whose first entry has this name. */
    public static byte[] zip(String firstEntry) {
        byte[] name = firstEntry.getBytes(StandardCharsets.US_ASCII);
        byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex("504b0304140000000800"), 30 + name.length);
        bytes[26] = (byte) name.length;
        System.arraycopy(name, 0, bytes, 30, name.length);
        return bytes;
    }

    /** A PDF of that many bytes. */
    public static byte[] pdfOf(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(PDF, 0, bytes, 0, PDF.length);
        return bytes;
    }
}
