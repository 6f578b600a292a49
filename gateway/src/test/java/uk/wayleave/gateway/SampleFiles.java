package uk.wayleave.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import uk.wayleave.screening.file.PdfProcess;
import uk.wayleave.screening.file.UnusableFile;

/** Small files that begin as files of their type do. */
public final class SampleFiles {
    /** As the gateway writes it anew, so that it passes to the byte. */
    public static final byte[] PDF = asWritten(pdf(0));

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

    /** A PDF of that many bytes, nearly all of which are a picture; longer by some when it is written anew. */
    public static byte[] pdfOf(int length) {
        byte[] bytes = pdf(length - pdf(0).length - 1000);
        byte[] padded = Arrays.copyOf(bytes, length);
        Arrays.fill(padded, bytes.length, length, (byte) '\n');
        return padded;
    }

    private static byte[] pdf(int picture) {
        String beginning = "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
                + "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</P 4 0 R>>>>>>\nendobj\n"
                + "4 0 obj\n<</Type/XObject/Subtype/Image/Width 1/Height " + picture
                + "/BitsPerComponent 8/ColorSpace/DeviceGray/Length " + picture + ">>\nstream\n";
        String end = "\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 5>>\n%%EOF\n";
        return (beginning + "x".repeat(picture) + end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] asWritten(byte[] pdf) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PdfProcess process = PdfProcess.usual()) {
            int _ = process.clean(new ByteArrayInputStream(pdf), pdf.length, out, text -> {});
            return out.toByteArray();
        } catch (IOException | UnusableFile failed) {
            throw new IllegalStateException(failed);
        }
    }
}
