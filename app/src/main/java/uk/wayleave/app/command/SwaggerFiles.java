package uk.wayleave.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.description.Description;
import uk.wayleave.streetmanager.description.OpenApiFile;
import uk.wayleave.streetmanager.description.Reading;

/** The swagger files that a command was given, and which API of which version each describes. */
final class SwaggerFiles {
    /** What DfT's files call the APIs; the plain name of the service is the Work API. */
    private static final List<Named> TITLES = List.of(
            new Named("data export", Api.EXPORT),
            new Named("reporting", Api.REPORTING),
            new Named("lookup", Api.LOOKUP),
            new Named("geojson", Api.GEOJSON),
            new Named("party", Api.PARTY),
            new Named("event", Api.EVENT),
            new Named("sampling", Api.SAMPLING),
            new Named("worklist", Api.WORKLIST),
            new Named("street manager api", Api.WORK),
            new Named("street manager work", Api.WORK));

    private record Named(String words, Api api) {}

    private SwaggerFiles() {}

    /** A file, and what it describes. */
    record Held(Path file, ApiVersion version, Api api, Description description) {}

    /** @throws Unreadable if it cannot be read, or does not say what it describes */
    static Held read(Path file, Optional<ApiVersion> asked, Optional<Api> askedApi) {
        Description description = description(file);
        ApiVersion version = asked.or(() -> version(description))
                .orElseThrow(() -> new Unreadable(
                        file + " does not say which version it describes. Say it: --version v6, for instance."));
        Api api = askedApi.or(() -> api(description))
                .orElseThrow(() -> new Unreadable(
                        file + " does not say which API it describes. Say it: --api work, for instance."));
        return new Held(file, version, api, description);
    }

    private static Description description(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return switch (OpenApiFile.read(in)) {
                case Reading.Read(Description description) -> description;
                case Reading.Unreadable(String why) -> throw new Unreadable(file + " cannot be used. " + why);
            };
        } catch (IOException _) {
            throw new Unreadable(file + " cannot be read. Check that it is there and that you may read it.");
        }
    }

    /** From the address it is served at, else from its number: DfT's oldest files are all numbered 1.0.0. */
    private static Optional<ApiVersion> version(Description description) {
        return segments(description).stream()
                .flatMap(segment -> ApiVersion.parse(segment).stream())
                .findFirst()
                .or(() -> ApiVersion.parse("v" + description.number().split("\\.", 2)[0])
                        .filter(version -> version.major() > 1));
    }

    private static Optional<Api> api(Description description) {
        Optional<Api> served = segments(description).stream()
                .flatMap(segment -> Api.parse(segment).stream())
                .findFirst();
        String title = description.title().toLowerCase(Locale.ROOT);
        return served.or(() -> TITLES.stream()
                .filter(named -> title.contains(named.words()))
                .map(Named::api)
                .findFirst());
    }

    private static List<String> segments(Description description) {
        return List.of(description.servedAt().split("/", -1));
    }

    /** A file that a command cannot use; the message says why and what to do. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        Unreadable(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }
}
