package uk.wayleave.streetmanager;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** The published split of V3.6's fields into open and closed ones, a line for each field. */
record OpenSplit(String schema, String field, Openness openness) {

    /** Our own copy. */
    static List<OpenSplit> copy() {
        List<OpenSplit> all = new ArrayList<>();
        String schema = "";
        Openness openness = Openness.CLOSED;
        for (String line : resource("open-split-3.6.txt").lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split(" ", -1);
            if (line.startsWith(" ")) {
                for (String field : words) {
                    all.add(new OpenSplit(schema, field, openness));
                }
            } else {
                schema = words[0];
                openness = opennessOf(words[1]);
            }
        }
        return all;
    }

    /** The published one: a field may be followed by its name in the events. */
    static List<OpenSplit> published(JsonNode file) {
        List<OpenSplit> all = new ArrayList<>();
        file.properties()
                .forEach(schema -> schema.getValue()
                        .properties()
                        .forEach(group -> group.getValue()
                                .values()
                                .forEach(field -> all.add(new OpenSplit(
                                        schema.getKey(),
                                        field.asString().split(" ", 2)[0],
                                        opennessOf(group.getKey()))))));
        return all;
    }

    private static Openness opennessOf(String group) {
        return switch (group) {
            case "OPEN" -> Openness.OPEN;
            case "NEWER", "OPEN(newer)" -> Openness.OPEN_IN_NEWER_FEED;
            case "CLOSED" -> Openness.CLOSED;
            default -> throw new IllegalArgumentException(group);
        };
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(OpenSplit.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
