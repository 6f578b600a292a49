package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.elements;
import static uk.wayleave.streetmanager.CatalogueFiles.members;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The versions that an operator imported: a directory for each, as in {@code v7}, in it a file for each API, as in
 * {@code work.json}, written like the catalogue's own operation and schema files together, and {@code classes.json}, which
 * says what the fields hold that the catalogue does not know. The operator edits both. Damaged files stop the start.
 */
final class ImportedFiles {
    static final String CLASSES = "classes.json";
    private static final String ENDING = ".json";

    private final JsonMapper mapper = new JsonMapper();
    private final Path directory;

    /** @param directory where the versions are; need not exist */
    ImportedFiles(Path directory) {
        this.directory = directory;
    }

    /** The editions that come with the product, with what was imported in place of their APIs or beside them. */
    List<Edition> over(List<Edition> shipped) {
        Map<ApiVersion, Edition> all = new TreeMap<>();
        shipped.forEach(edition -> all.put(edition.version(), edition));
        for (Path of : directories()) {
            ApiVersion version = ApiVersion.parse(of.getFileName().toString())
                    .orElseThrow(() -> damaged(of, "is no version: name it as in a path, v7 for instance"));
            Edition imported = edition(version, of);
            all.merge(version, imported, ImportedFiles::over);
        }
        return List.copyOf(all.values());
    }

    private static Edition over(Edition shipped, Edition imported) {
        Map<Api, Edition.Chapter> chapters = new EnumMap<>(Api.class);
        chapters.putAll(shipped.chapters());
        chapters.putAll(imported.chapters());
        return new Edition(shipped.version(), imported.number(), chapters, imported.classes());
    }

    private List<Path> directories() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException("The directory " + directory + " cannot be read.", failed);
        }
    }

    private Edition edition(ApiVersion version, Path of) {
        Map<Api, Edition.Chapter> chapters = new EnumMap<>(Api.class);
        String number = "";
        for (Api api : Api.values()) {
            Path file = of.resolve(api.segment() + ENDING);
            if (Files.exists(file)) {
                JsonNode written = read(file);
                number = written.path("version").asString(number);
                chapters.put(api, chapter(api, file, written));
            }
        }
        return new Edition(version, number, chapters, classes(of.resolve(CLASSES)));
    }

    private static Edition.Chapter chapter(Api api, Path file, JsonNode written) {
        List<JsonNode> operations = elements(written.path("operations")).toList();
        if (operations.isEmpty()
                || !operations.stream()
                        .allMatch(entry -> entry.path("api").asString("").equals(api.segment()))) {
            throw damaged(file, "has no operations, or some of another API");
        }
        return new Edition.Chapter(
                operations, members(written.path("schemas")), members(written.path("enumerations")), true);
    }

    /** What the operator says that fields hold. */
    private Map<String, FieldClass> classes(Path file) {
        Map<String, FieldClass> classes = new LinkedHashMap<>();
        if (Files.exists(file)) {
            read(file)
                    .path("classes")
                    .properties()
                    .forEach(entry -> classes.put(
                            entry.getKey(),
                            fieldClass(entry.getValue().asString(""))
                                    .orElseThrow(() -> damaged(
                                            file,
                                            "gives " + entry.getKey() + " a class that there is not; use one of "
                                                    + classNames()))));
        }
        return classes;
    }

    /** OPEN is none to choose: what is published is said in the catalogue's own file. */
    private static Optional<FieldClass> fieldClass(String name) {
        return Stream.of(FieldClass.values())
                .filter(one -> one != FieldClass.OPEN && one.name().equals(name))
                .findFirst();
    }

    static String classNames() {
        return String.join(
                ", ",
                Stream.of(FieldClass.values())
                        .filter(one -> one != FieldClass.OPEN)
                        .map(FieldClass::name)
                        .toList());
    }

    private JsonNode read(Path file) {
        try {
            return mapper.readTree(file);
        } catch (JacksonException broken) {
            throw damaged(file, "is no JSON", broken);
        }
    }

    private static IllegalStateException damaged(Path file, String what) {
        return new IllegalStateException("The imported catalogue's " + file + " " + what + ".");
    }

    private static IllegalStateException damaged(Path file, String what, Exception cause) {
        return new IllegalStateException("The imported catalogue's " + file + " " + what + ".", cause);
    }
}
