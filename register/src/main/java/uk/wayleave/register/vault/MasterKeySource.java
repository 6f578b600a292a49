package uk.wayleave.register.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the master key comes from: a file, the environment, or a file of our own that the first run writes. */
public final class MasterKeySource {
    /** Names a file that holds the key. */
    public static final String FILE_VARIABLE = "WAYLEAVE_MASTER_KEY_FILE";

    /** Holds the key itself. */
    public static final String VARIABLE = "WAYLEAVE_MASTER_KEY";

    private static final String FORM = "32 random bytes as base64 or as 64 hexadecimal digits";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOR_OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private MasterKeySource() {}

    /** What was found. */
    public sealed interface Finding {
        record Found(MasterKey key) implements Finding {}

        /** Made just now, and kept nowhere else: whoever loses the file loses the vault. */
        record Generated(MasterKey key, Path file) implements Finding {
            /** For the operator. */
            public String warning() {
                return "A master key was generated into " + file
                        + ". Whoever has it can open the vault, and without it nobody can: keep a copy elsewhere, or"
                        + " give the key by " + FILE_VARIABLE + " or " + VARIABLE + ".";
            }
        }

        /**
         * @param why without the key
         * @param cure what to do
         */
        record Unusable(String why, String cure) implements Finding {}
    }

    /**
     * Finds the key, by {@value #FILE_VARIABLE}, else {@value #VARIABLE}, else in {@code master.key} in the home.
     *
     * @param mayGenerate whether a missing {@code master.key} is made: on a first run, where nothing is sealed yet
     */
    public static Finding find(Map<String, String> environment, Path home, boolean mayGenerate) {
        String file = environment.getOrDefault(FILE_VARIABLE, "");
        String value = environment.getOrDefault(VARIABLE, "");
        if (!file.isBlank() && !value.isBlank())
            return new Finding.Unusable(
                    FILE_VARIABLE + " and " + VARIABLE + " are both set.", "Set one of them and unset the other.");
        if (!file.isBlank()) return inFile(Path.of(file.strip()));
        if (!value.isBlank()) return in(value, "The value of " + VARIABLE);
        Path own = home.resolve("master.key");
        if (Files.exists(own)) return inFile(own);
        if (mayGenerate) return generatedIn(own);
        return new Finding.Unusable(
                "There is data that a master key sealed, but no " + own + ".",
                "Restore that file, or give the key by " + FILE_VARIABLE + " or " + VARIABLE + ".");
    }

    private static Finding inFile(Path file) {
        try {
            if (readableByOthers(file))
                return new Finding.Unusable(
                        "The master key in " + file + " can be read by others.", "Run: chmod 600 " + file);
            return in(Files.readString(file, StandardCharsets.US_ASCII), "What " + file + " holds");
        } catch (IOException e) {
            return new Finding.Unusable(
                    "The master key's file " + file + " cannot be read.",
                    "Check that it is there, is text, and belongs to the user this runs as.");
        }
    }

    private static Finding in(String text, String what) {
        Optional<MasterKey> key = MasterKey.parse(text);
        return key.isPresent()
                ? new Finding.Found(key.get())
                : new Finding.Unusable(
                        what + " is no master key.", "A master key is " + FORM + ": openssl rand -base64 32");
    }

    private static Finding generatedIn(Path file) {
        byte[] secret = new byte[MasterKey.LENGTH];
        new SecureRandom().nextBytes(secret);
        try {
            write(file, Base64.getEncoder().encodeToString(secret) + "\n");
            return new Finding.Generated(MasterKey.of(secret), file);
        } catch (FileAlreadyExistsException e) {
            return inFile(file);
        } catch (IOException e) {
            return new Finding.Unusable(
                    "A master key could not be written to " + file + ".",
                    "Make its directory writable, or give the key by " + FILE_VARIABLE + " or " + VARIABLE + ".");
        }
    }

    /** Never readable by others, not even for a moment, and on the disk before anything is sealed with it. */
    private static void write(Path file, String text) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) Files.createDirectories(directory);
        Set<StandardOpenOption> fresh =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        var ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        try (var channel = Files.newByteChannel(file, fresh, ownerOnly)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static boolean readableByOthers(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream().anyMatch(FOR_OTHERS::contains);
    }
}
