package uk.wayleave.bench.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The one workload that speed is measured on: a GET of a permit whose answer is 2 KB of JSON. And beside it a list of 20 KB,
 * for what masking costs.
 */
final class Workload {
    static final String ORGANISATION = "7391";
    static final String WORK = "BP00159119940491";
    static final String PATH = "/v6/work/works/" + WORK + "/permits/" + WORK + "-01";
    static final String PERMIT = "permit.json";
    static final String LIST_PATH = "/v6/reporting/permits";
    static final String LIST = "permits.json";
    static final String MEASURE = "measure.lua";
    static final String VERIFY = "verify.lua";

    private Workload() {}

    /** The answer; ASCII only, so as many bytes as characters. */
    static String permit() {
        return new String(read(PERMIT), StandardCharsets.US_ASCII);
    }

    /** The list; ASCII only as well. */
    static String list() {
        return new String(read(LIST), StandardCharsets.US_ASCII);
    }

    /** Writes a file of the workload into a folder and answers where it is. */
    static Path place(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(name), read(name));
    }

    private static byte[] read(String name) {
        try (InputStream in = Objects.requireNonNull(Workload.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
