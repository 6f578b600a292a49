package uk.wayleave.screening.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PDFs in a process of its own, one after the other from standard input to standard output: a PDF may unpack to
 * anything, and what it takes of time and memory ends with this process, not with the gateway. Writes no file.
 */
public final class PdfProgram {
    /** The argument by which the executable jar is this program and nothing else. */
    public static final String ARGUMENT = "--read-pdfs";

    /** Street Manager takes no file above 10 MB. Source: DfT, resource guide V3. */
    static final int LONGEST = 10 * 1024 * 1024;

    static final char TEXT = 'T';
    static final char FILE = 'F';
    static final char UNUSABLE = 'U';

    private PdfProgram() {}

    /** Goes on until its input ends. */
    public static void main(String[] arguments) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
        // Whatever a library has to say must not come between.
        System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
        System.setProperty("java.awt.headless", "true");
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        try {
            while (true) {
                byte[] pdf = new byte[in.readInt()];
                in.readFully(pdf);
                answer(pdf, out);
                out.flush();
            }
        } catch (EOFException done) {
            out.flush();
        }
    }

    private static void answer(byte[] pdf, DataOutputStream out) throws IOException {
        List<String> texts = new ArrayList<>();
        ByteArrayOutputStream clean = new ByteArrayOutputStream(pdf.length + 1024);
        try {
            PdfCleaning.Cleaned cleaned = PdfCleaning.clean(pdf, clean, texts::add);
            if (clean.size() > LONGEST) {
                throw new UnusableFile("The PDF is too long when it is written anew. Send a smaller one.");
            }
            for (String text : texts) {
                out.writeByte(TEXT);
                bytes(text.getBytes(StandardCharsets.UTF_8), out);
            }
            out.writeByte(FILE);
            out.writeInt(cleaned.pagesWithoutText());
            bytes(clean.toByteArray(), out);
        } catch (UnusableFile unusable) {
            unusable(unusable.why(), out);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            unusable("The file is no PDF that can be read. Save it anew as a PDF.", out);
        }
    }

    private static void unusable(String why, DataOutputStream out) throws IOException {
        out.writeByte(UNUSABLE);
        bytes(why.getBytes(StandardCharsets.UTF_8), out);
    }

    private static void bytes(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
