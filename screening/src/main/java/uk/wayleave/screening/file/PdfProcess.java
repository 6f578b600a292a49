package uk.wayleave.screening.file;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Has PDFs read and written anew by a process of its own, within bounds of time and memory that it cannot leave: it is killed
 * there. One PDF at a time; the process stays for the next one, and a new one is started after so many. Bytes pass through,
 * so nothing of a PDF's length is kept here.
 */
public final class PdfProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HEAP_MEGABYTES = 192;
    private static final int PDFS_OF_ONE = 200;

    private final List<String> command;
    private final Duration longest;
    private final Semaphore turn = new Semaphore(1, true);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("pdf-watch").factory());
    private Optional<Running> running = Optional.empty();

    private static final class Running {
        private final Process process;
        private final DataOutputStream in;
        private final DataInputStream out;
        private int left = PDFS_OF_ONE;

        Running(Process process) {
            this.process = process;
            this.in = new DataOutputStream(process.getOutputStream());
            this.out = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        }
    }

    private PdfProcess(List<String> command, Duration longest) {
        this.command = command;
        this.longest = longest;
    }

    /** 20 seconds and 192 MB for a PDF. Nothing is started before the first one. */
    public static PdfProcess usual() {
        return within(LONGEST, HEAP_MEGABYTES);
    }

    static PdfProcess within(Duration time, int heapMegabytes) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        if (isInExecutableJar()) {
            // Spring Boot's loader opens the jars inside, and begins the program's own main class.
            command.add("org.springframework.boot.loader.launch.JarLauncher");
            command.add(PdfProgram.ARGUMENT);
        } else {
            command.add(PdfProgram.class.getName());
        }
        return new PdfProcess(List.copyOf(command), time);
    }

    private static boolean isInExecutableJar() {
        return Optional.ofNullable(PdfProgram.class.getProtectionDomain().getCodeSource())
                .map(source -> source.getLocation().toString())
                .filter(location -> location.contains("nested:") || location.contains("!/"))
                .isPresent();
    }

    /**
     * Reads a PDF.
     *
     * @param length of it in bytes
     * @param clean gets the PDF without what was taken out; what it has got counts only when this returns
     * @param texts takes what the PDF says
     * @return pages of which nothing could be read
     * @throws UnusableFile if it cannot be read within the bounds, or is not taken
     * @throws IOException if it cannot be looked at just now
     */
    public int clean(InputStream pdf, long length, OutputStream clean, Consumer<String> texts)
            throws IOException, UnusableFile {
        if (length > PdfProgram.LONGEST) {
            throw new UnusableFile("The PDF is longer than Street Manager takes. Send a smaller one.");
        }
        takeTurn();
        try {
            return inTurn(pdf, (int) length, clean, texts);
        } finally {
            turn.release();
        }
    }

    private void takeTurn() throws IOException {
        try {
            if (turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("Other PDFs are being looked at.");
    }

    private int inTurn(InputStream pdf, int length, OutputStream clean, Consumer<String> texts)
            throws IOException, UnusableFile {
        Running one = started();
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> end = watch.schedule(
                () -> {
                    late.set(true);
                    one.process.destroyForcibly();
                },
                longest.toMillis(),
                TimeUnit.MILLISECONDS);
        boolean answered = false;
        try {
            ask(one, pdf, length);
            int withoutText = answer(one.out, clean, texts);
            answered = true;
            return withoutText;
        } catch (UnusableFile unusable) {
            answered = true;
            throw unusable;
        } catch (Ended ended) {
            // It took longer, or more memory, than it may: that is the PDF's doing.
            throw new UnusableFile("The PDF takes " + (late.get() ? "longer" : "more memory")
                    + " than it may to be looked at. Save it anew, simpler, or print it to a PDF.");
        } finally {
            end.cancel(false);
            if (!answered) {
                stop();
            }
        }
    }

    /** The process went away. */
    private static final class Ended extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private static void ask(Running one, InputStream pdf, int length) throws IOException {
        byte[] buffer = new byte[8192];
        written(one, out -> out.writeInt(length));
        int left = length;
        while (left > 0) {
            int count = pdf.read(buffer, 0, Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException("The PDF is shorter than it was.");
            }
            written(one, out -> out.write(buffer, 0, count));
            left -= count;
        }
        written(one, DataOutputStream::flush);
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static void written(Running one, Writing what) throws Ended {
        try {
            what.to(one.in);
        } catch (IOException gone) {
            throw new Ended();
        }
    }

    private static int answer(DataInputStream out, OutputStream clean, Consumer<String> texts)
            throws IOException, UnusableFile {
        while (true) {
            switch (kind(out)) {
                case PdfProgram.TEXT -> texts.accept(text(out));
                case PdfProgram.UNUSABLE -> throw new UnusableFile(text(out));
                case PdfProgram.FILE -> {
                    int withoutText = number(out);
                    byte[] buffer = new byte[8192];
                    for (int left = number(out); left > 0; ) {
                        int count = read(out, buffer, Math.min(left, buffer.length));
                        clean.write(buffer, 0, count);
                        left -= count;
                    }
                    return withoutText;
                }
                default -> throw new Ended();
            }
        }
    }

    private static int kind(DataInputStream out) throws Ended {
        try {
            return out.read();
        } catch (IOException gone) {
            throw new Ended();
        }
    }

    private static int number(DataInputStream out) throws Ended {
        try {
            int number = out.readInt();
            if (number < 0 || number > PdfProgram.LONGEST) {
                throw new EOFException();
            }
            return number;
        } catch (IOException gone) {
            throw new Ended();
        }
    }

    private static int read(DataInputStream out, byte[] buffer, int most) throws Ended {
        try {
            int count = out.read(buffer, 0, most);
            if (count <= 0) {
                throw new EOFException();
            }
            return count;
        } catch (IOException gone) {
            throw new Ended();
        }
    }

    private static String text(DataInputStream out) throws Ended {
        byte[] bytes = new byte[number(out)];
        try {
            out.readFully(bytes);
        } catch (IOException gone) {
            throw new Ended();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Running started() throws IOException {
        Optional<Running> known = running.filter(one -> one.process.isAlive() && one.left-- > 0);
        if (known.isPresent()) {
            return known.get();
        }
        stop();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // Nothing of ours: no settings, no secrets.
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8", "TZ", "UTC"));
        Running made = new Running(builder.start());
        running = Optional.of(made);
        return made;
    }

    private void stop() {
        running.ifPresent(one -> one.process.destroyForcibly());
        running = Optional.empty();
    }

    @Override
    public void close() {
        watch.shutdownNow();
        stop();
    }
}
