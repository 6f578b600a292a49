package uk.wayleave.streetmanager.description;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/**
 * Writes an imported API where {@link Catalogue#load(Path)} reads it: {@code v7/work.json} in the catalogue's directory,
 * one operation and one field a line, and beside it {@code v7/classes.json} with the fields that wait for somebody to say
 * what they hold. What an operator has said there already stays.
 */
public final class ImportedApiFiles {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path directory;

    /** @param directory the catalogue's; made where it is missing */
    public ImportedApiFiles(Path directory) {
        this.directory = directory;
    }

    public Path fileOf(ApiVersion version, Api api) {
        return directory.resolve(version.segment()).resolve(api.segment() + ".json");
    }

    public Path classesOf(ApiVersion version) {
        return directory.resolve(version.segment()).resolve("classes.json");
    }

    /** @throws IOException if the files cannot be written; then the ones before stand */
    public void write(ApiVersion version, Api api, ImportedApi imported) throws IOException {
        Files.createDirectories(directory.resolve(version.segment()));
        Map<String, String> classes = classes(version);
        imported.unclassified().forEach(field -> classes.putIfAbsent(field, "UNCLASSIFIED"));
        put(classesOf(version), written(classes));
        put(fileOf(version, api), written(api, imported));
    }

    private Map<String, String> classes(ApiVersion version) throws IOException {
        Map<String, String> classes = new TreeMap<>();
        Path file = classesOf(version);
        if (Files.exists(file)) {
            JsonNode before = MAPPER.readTree(Files.readString(file));
            before.path("classes")
                    .properties()
                    .forEach(entry ->
                            classes.put(entry.getKey(), entry.getValue().asString("")));
        }
        return classes;
    }

    private static void put(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String written(Map<String, String> classes) {
        return """
                {
                  "about": [
                    "What the fields hold that the catalogue did not know when they were imported. UNCLASSIFIED ones are never released.",
                    "Say what each holds: CLOSED where it is nothing of a person and no reference, IDENTIFIER for a reference or code, else",
                    "PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, FREE_TEXT, DOCUMENT, MONEY, CREDENTIAL or ADDRESS. Taken up at the next start."
                  ],
                  "classes": {
                %s
                  }
                }
                """.formatted(lines(classes, "    "));
    }

    private static String written(Api api, ImportedApi imported) {
        String operations = imported.operations().stream()
                .map(entry -> "    " + MAPPER.writeValueAsString(entry))
                .collect(Collectors.joining(",\n"));
        String schemas = imported.schemas().entrySet().stream()
                .map(schema ->
                        "    " + quoted(schema.getKey()) + ": {\n" + lines(schema.getValue(), "      ") + "\n    }")
                .collect(Collectors.joining(",\n"));
        String enumerations = imported.enumerations().entrySet().stream()
                .map(values -> "    " + quoted(values.getKey()) + ": " + MAPPER.writeValueAsString(values.getValue()))
                .collect(Collectors.joining(",\n"));
        return """
                {
                  "version": %s,
                  "about": [
                    "The %s API, imported from a file that described it. Written as the catalogue's own operation and schema files are: what is",
                    "stated here of an operation (roles, tier, ownership) may be corrected by hand; a later import takes that over."
                  ],
                  "operations": [
                %s
                  ],
                  "schemas": {
                %s
                  },
                  "enumerations": {
                %s
                  }
                }
                """.formatted(quoted(imported.number()), api.segment(), operations, schemas, enumerations);
    }

    private static String lines(Map<String, String> members, String indent) {
        return members.entrySet().stream()
                .map(member -> indent + quoted(member.getKey()) + ": " + quoted(member.getValue()))
                .collect(Collectors.joining(",\n"));
    }

    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
