package uk.wayleave.screening.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The labelled texts; see {@code gold/README.md}. */
public final class GoldSet {
    private static final List<String> FILES = List.of(
            "written-works.txt",
            "written-locations.txt",
            "written-comments.txt",
            "written-inspections.txt",
            "written-nothing.txt",
            "made.txt");

    private GoldSet() {}

    public static List<LabelledText> all() {
        List<LabelledText> texts = new ArrayList<>();
        FILES.forEach(file -> texts.addAll(file(file)));
        return texts;
    }

    static List<LabelledText> file(String name) {
        try (InputStream in = GoldSet.class.getResourceAsStream("/uk/wayleave/screening/gold/" + name)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + name + ".");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(LabelledText::parse)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
