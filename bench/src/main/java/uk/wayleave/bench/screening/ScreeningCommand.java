package uk.wayleave.bench.screening;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.screening.Screening;
import uk.wayleave.screening.quality.LabelledText;
import uk.wayleave.screening.quality.Quality;
import uk.wayleave.screening.quality.Score;
import uk.wayleave.screening.quality.Span;

/** Measures screening beside public engines as they come from their registry, on the held-out half of the gold set. */
@Command(
        name = "screening",
        mixinStandardHelpOptions = true,
        description = "Screening: precision, recall and speed beside npm's redact-pii and compromise, same texts.")
public final class ScreeningCommand implements Callable<Integer> {
    /** Texts that make a matcher look far, or that are all of something. */
    private static final List<String> HOSTILE = List.of(
            "0.", "a.", "1-", "12 ", "J. ", "Mr ", "zero ", "of ", "a@", "07700 900123 ", "no 14 Mill Lane resident ");

    private static final String REDACT_PII = "redact-pii@3.4.0";
    private static final String COMPROMISE = "compromise@14.17.0";
    private static final Set<PersonalData> NAMES = EnumSet.of(PersonalData.NAME);
    private static final Set<PersonalData> CONTACTS = EnumSet.of(PersonalData.EMAIL, PersonalData.TELEPHONE);
    private static final Set<PersonalData> ALL = EnumSet.allOf(PersonalData.class);
    private static final int LONG = 200;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "How often each text is looked at (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--without-peers", description = "Leaves npm's engines out.")
    private boolean withoutPeers;

    private final Path root = Path.of(System.getProperty("wayleave.root", "."));
    private final PrintStream out = System.out;

    /** What one engine made of the texts. */
    private record Result(String engine, List<List<Span>> found, double microsPerText) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<LabelledText> texts = heldOut();
        out.printf(
                "%d texts of the held-out half; spans meet where they share half of what both cover%n", texts.size());
        out.printf(
                "%-20s %-22s %-22s %-22s %12s %14s%n",
                "", "names P / R", "e-mail, telephone", "all 16 classes", "CPU us/text", "texts/s/core");
        print(texts, ours(texts));
        if (!withoutPeers) {
            Path peers = installed();
            print(texts, peer(peers, "redact-pii", texts));
            print(texts, peer(peers, "compromise", texts));
        }
        longTexts(texts);
        return 0;
    }

    private List<LabelledText> heldOut() throws IOException {
        Path gold = root.resolve("screening/src/test/resources/uk/wayleave/screening/gold");
        List<LabelledText> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(gold)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                Files.readAllLines(file).stream()
                        .map(LabelledText::parse)
                        .filter(LabelledText::isHeldOut)
                        .forEach(texts::add);
            }
        }
        return texts;
    }

    private Result ours(List<LabelledText> texts) {
        Screening screening = Screening.standard();
        List<List<Span>> found = new ArrayList<>();
        for (LabelledText text : texts) {
            found.add(screening.screen(text.text()).all().stream()
                    .map(one -> new Span(one.personalData(), one.start(), one.end()))
                    .toList());
        }
        spend(screening, texts.stream().map(LabelledText::text).toList());
        double micros = spend(screening, texts.stream().map(LabelledText::text).toList());
        return new Result("wayleave", found, micros);
    }

    /** CPU time of this thread for one text, in microseconds. */
    private double spend(Screening screening, List<String> texts) {
        long before = CPU.getCurrentThreadCpuTime();
        long findings = 0;
        for (int round = 0; round < rounds; round++) {
            for (String text : texts) {
                findings += screening.screen(text).all().size();
            }
        }
        long nanos = CPU.getCurrentThreadCpuTime() - before;
        if (findings < 0) {
            throw new IllegalStateException("There is a negative number of findings.");
        }
        return nanos / 1000.0 / rounds / texts.size();
    }

    /** The direction is stated for texts of 200 characters: the same words, one text after another. */
    private void longTexts(List<LabelledText> texts) {
        List<String> together = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        for (LabelledText text : texts) {
            one.append(text.text()).append(". ");
            if (one.length() >= LONG) {
                together.add(one.substring(0, LONG));
                one.setLength(0);
            }
        }
        spend(Screening.standard(), together);
        double micros = spend(Screening.standard(), together);
        out.printf(
                Locale.ROOT,
                "%nwayleave, texts of %d characters: %.2f us of CPU, %,.0f a second and core%n",
                LONG,
                micros,
                1e6 / micros);
        for (String unit : HOSTILE) {
            hostile(unit);
        }
    }

    /** A megabyte of it, as often as it takes to be compiled; the least counts, since others use the machine too. */
    private void hostile(String unit) {
        String text = unit.repeat((1 << 20) / unit.length());
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 25; i++) {
            long before = CPU.getCurrentThreadCpuTime();
            Screening.standard().screen(text);
            best = Math.min(best, (CPU.getCurrentThreadCpuTime() - before) / 1e6);
        }
        out.printf(Locale.ROOT, "wayleave, 1 MB of \"%s\": %.1f ms of CPU at best of 25%n", unit, best);
    }

    /** With the user's own npm and its registry, into the build directory. */
    private Path installed() throws IOException, InterruptedException {
        Path directory = root.resolve("bench/target/screening-peers");
        Files.createDirectories(directory);
        run(
                directory,
                "",
                "npm",
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--prefix",
                ".",
                REDACT_PII,
                COMPROMISE);
        try (InputStream script = Objects.requireNonNull(ScreeningCommand.class.getResourceAsStream("peers.js"))) {
            Files.copy(script, directory.resolve("peers.js"), StandardCopyOption.REPLACE_EXISTING);
        }
        return directory;
    }

    private Result peer(Path directory, String engine, List<LabelledText> texts)
            throws IOException, InterruptedException {
        String json = JsonMapper.shared()
                .writeValueAsString(texts.stream().map(LabelledText::text).toList());
        JsonNode answer = JsonMapper.shared()
                .readTree(run(directory, json, "node", "peers.js", engine, Integer.toString(rounds)));
        List<List<Span>> found = new ArrayList<>();
        for (JsonNode spans : answer.path("found")) {
            List<Span> ofText = new ArrayList<>();
            for (JsonNode span : spans) {
                ofText.add(new Span(
                        PersonalData.withId(span.get(0).stringValue()).orElseThrow(),
                        span.get(1).intValue(),
                        span.get(2).intValue()));
            }
            found.add(ofText);
        }
        return new Result(engine, found, answer.path("cpuMicros").doubleValue() / rounds / texts.size());
    }

    private static String run(Path directory, String input, String... command)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(
                    "The command " + command[0] + " failed; Node.js with npm is needed, or --without-peers.");
        }
        return output;
    }

    private void print(List<LabelledText> texts, Result result) {
        Quality quality = new Quality();
        for (int i = 0; i < texts.size(); i++) {
            quality.add(texts.get(i), result.found().get(i));
        }
        out.printf(
                Locale.ROOT,
                "%-20s %-22s %-22s %-22s %12.1f %,14.0f   disturbs %d of %d with nothing in them%n",
                result.engine(),
                figures(quality.of(NAMES)),
                figures(quality.of(CONTACTS)),
                figures(quality.of(ALL)),
                result.microsPerText(),
                1e6 / result.microsPerText(),
                quality.disturbedTexts(),
                quality.silentTexts());
    }

    private static String figures(Score score) {
        return String.format(Locale.ROOT, "%.3f / %.3f", score.precision(), score.recall());
    }
}
