package uk.wayleave.opendata.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where events come from in bulk: zip files and JSON files, of a directory, alone, or by HTTPS. */
public sealed interface ArchiveSource {
    /** A file: {@code .zip}, or {@code .json} with one event. */
    record OfFile(Path file) implements ArchiveSource {}

    /** All zip and JSON files below a directory. */
    record OfDirectory(Path directory) implements ArchiveSource {}

    /** A zip file by HTTPS, read while it comes. */
    record OfUrl(URI url) implements ArchiveSource {}

    /** Takes the events of a source. */
    @FunctionalInterface
    interface Events {
        /**
         * @param part of which archive it is, for going on after an interruption
         * @param event its bytes
         */
        void take(String part, byte[] event) throws IOException;
    }

    /**
     * By what an operator would write: a file, a directory or an address.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static ArchiveSource of(String text) {
        if (text.startsWith("https://") || text.startsWith("http://")) {
            URI url = URI.create(text);
            if (text.startsWith("http://")
                    && !"127.0.0.1".equals(url.getHost())
                    && !"localhost".equals(url.getHost())) {
                throw new IllegalArgumentException("An archive is taken over https only: nobody signs it.");
            }
            return new OfUrl(url);
        }
        Path path = Path.of(text);
        if (Files.isDirectory(path)) {
            return new OfDirectory(path);
        }
        if (Files.isRegularFile(path)) {
            return new OfFile(path);
        }
        throw new IllegalArgumentException("There is no file or directory " + text + ".");
    }

    /** What it is called in the record of what was loaded. */
    default String name() {
        return switch (this) {
            case OfFile(Path file) -> file.getFileName() + " of " + size(file) + " bytes";
            case OfDirectory(Path directory) ->
                directory.toAbsolutePath().normalize().toString();
            case OfUrl(URI url) -> url.toString();
        };
    }

    /** The archives within it, each with a name of its own; a single one for a file or an address. */
    default List<ArchiveSource> parts() throws IOException {
        return switch (this) {
            case OfFile file -> List.of(file);
            case OfUrl url -> List.of(url);
            case OfDirectory(Path directory) -> {
                List<ArchiveSource> parts = new ArrayList<>();
                collect(directory, parts);
                yield parts;
            }
        };
    }

    /** Hands over every event in the order of the archive. */
    default void read(Events events) throws IOException {
        switch (this) {
            case OfFile(Path file) -> {
                if (file.toString().endsWith(".zip")) {
                    try (InputStream in = Files.newInputStream(file)) {
                        zip(in, events);
                    }
                } else {
                    events.take(String.valueOf(file.getFileName()), Files.readAllBytes(file));
                }
            }
            case OfDirectory _ -> {
                for (ArchiveSource part : parts()) {
                    part.read(events);
                }
            }
            case OfUrl(URI url) -> {
                try (InputStream in = open(url)) {
                    zip(in, events);
                }
            }
        }
    }

    private static void zip(InputStream in, Events events) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new java.io.BufferedInputStream(in, 1 << 16))) {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null) {
                if (!entry.isDirectory() && entry.getName().endsWith(".json")) {
                    byte[] event = zip.readNBytes(ArchiveLoader.EVENT_AT_MOST + 1);
                    if (event.length > ArchiveLoader.EVENT_AT_MOST) {
                        throw new IOException(
                                "An entry of the archive is longer than any event: it is no archive of events.");
                    }
                    events.take(entry.getName(), event);
                }
                entry = zip.getNextEntry();
            }
        }
    }

    private static InputStream open(URI url) throws IOException {
        // Ends with the stream of the answer; there is one for each archive.
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(20))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            HttpResponse<InputStream> answer =
                    client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofInputStream());
            if (answer.statusCode() != 200) {
                answer.body().close();
                throw new IOException("The address answered with status " + answer.statusCode() + ".");
            }
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The download was interrupted.", interrupted);
        }
    }

    private static void collect(Path directory, List<ArchiveSource> into) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        for (Path entry : entries) {
            String name = entry.toString();
            if (Files.isDirectory(entry)) {
                collect(entry, into);
            } else if (name.endsWith(".zip") || name.endsWith(".json")) {
                into.add(new OfFile(entry));
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return -1;
        }
    }
}
