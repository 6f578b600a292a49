package uk.wayleave.console.product;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import uk.wayleave.console.Console;

/** Programs that read one works record, in four languages, ready to run but for secret and instruction. */
public final class QuickStart {
    private static final List<String> NAMES =
            List.of("quick-start.sh", "QuickStart.java", "quick_start.py", "quick-start.mjs");

    private QuickStart() {}

    /** One program. */
    public record Code(String id, String language, String file, String text) {}

    /** @param clientId of the credential that it is for */
    public static List<Code> of(Doors doors, String clientId) {
        return NAMES.stream()
                .map(name -> new Code(
                        name.replace('.', '-'),
                        language(name),
                        name,
                        read(name)
                                .replace("{{control}}", Doors.written(doors.control()))
                                .replace("{{data}}", Doors.written(doors.data()))
                                .replace("{{client}}", clientId)))
                .toList();
    }

    private static String language(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".sh" -> "curl";
            case ".java" -> "Java";
            case ".py" -> "Python";
            default -> "JavaScript";
        };
    }

    private static String read(String name) {
        try (InputStream in = Console.class.getResourceAsStream("quickstart/" + name)) {
            if (in == null) throw new IllegalStateException("The console comes with " + name + ".");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
