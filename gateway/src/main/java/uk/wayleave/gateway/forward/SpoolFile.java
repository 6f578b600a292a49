package uk.wayleave.gateway.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A file without a name, encrypted in segments of 64 KB with AES-256-GCM. The key is made for this file, kept only in
 * this object, and each segment's number is its nonce, so no nonce is used twice with a key (NIST SP 800-38D, 8.2.1).
 * Which segment is the last is part of what is authenticated, so a shortened file is noticed.
 */
final class SpoolFile implements AutoCloseable {
    private static final int SEGMENT = 64 << 10;
    private static final int TAG = 16;
    private static final int NONCE = 12;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final FileChannel channel;
    private final SecretKey key;
    private final ByteBuffer plain = ByteBuffer.allocate(SEGMENT);
    private final ByteBuffer sealed = ByteBuffer.allocate(SEGMENT + TAG);
    private final Cipher cipher;
    private long segments;

    private SpoolFile(FileChannel channel) throws GeneralSecurityException {
        this.channel = channel;
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(256);
        key = keys.generateKey();
        cipher = Cipher.getInstance(CIPHER);
    }

    /** @throws IOException if the directory takes no new file */
    static SpoolFile create(Path directory) throws IOException {
        Path path = directory.resolve("wayleave-" + UUID.randomUUID());
        FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.delete(path);
            return new SpoolFile(channel);
        } catch (IOException | GeneralSecurityException failed) {
            channel.close();
            throw failed instanceof IOException io ? io : new IOException("AES-GCM is missing from this Java.", failed);
        }
    }

    /** Takes all remaining bytes of the buffer. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (!plain.hasRemaining()) {
                seal(false);
            }
            int length = Math.min(bytes.remaining(), plain.remaining());
            plain.put(plain.position(), bytes, bytes.position(), length);
            plain.position(plain.position() + length);
            bytes.position(bytes.position() + length);
        }
    }

    /** Writes what is left; after it the file can be read. */
    void finish() throws IOException {
        seal(true);
    }

    private void seal(boolean last) throws IOException {
        plain.flip();
        sealed.clear();
        try {
            prepare(cipher, Cipher.ENCRYPT_MODE, segments, last);
            cipher.doFinal(plain, sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IOException("A segment could not be encrypted.", impossible);
        }
        sealed.flip();
        long position = segments * (SEGMENT + TAG);
        while (sealed.hasRemaining()) {
            position += channel.write(sealed, position);
        }
        plain.clear();
        segments++;
    }

    private void prepare(Cipher with, int mode, long segment, boolean last) throws GeneralSecurityException {
        byte[] nonce =
                ByteBuffer.allocate(NONCE).putLong(NONCE - Long.BYTES, segment).array();
        with.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        with.updateAAD(new byte[] {(byte) (last ? 1 : 0)});
    }

    /** Of a finished file. */
    InputStream openStream() {
        return new Reading();
    }

    /** Its bytes are gone with it: it has no name, and the key goes too. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyBroken) {
            // Nothing is lost: the file has no name, so the system takes the space back with the descriptor.
        }
    }

    private final class Reading extends InputStream {
        private final ByteBuffer encrypted = ByteBuffer.allocate(SEGMENT + TAG);
        private final ByteBuffer clear = ByteBuffer.allocate(SEGMENT).limit(0);
        private long next;

        @Override
        public int read() throws IOException {
            return filled() ? clear.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!filled()) {
                return -1;
            }
            int count = Math.min(length, clear.remaining());
            clear.get(into, offset, count);
            return count;
        }

        @Override
        public int available() {
            return clear.remaining();
        }

        private boolean filled() throws IOException {
            while (!clear.hasRemaining()) {
                if (next == segments) {
                    return false;
                }
                open(next);
                next++;
            }
            return true;
        }

        private void open(long segment) throws IOException {
            encrypted.clear();
            long position = segment * (SEGMENT + TAG);
            while (encrypted.hasRemaining()) {
                int count = channel.read(encrypted, position + encrypted.position());
                if (count < 0) {
                    break;
                }
            }
            encrypted.flip();
            clear.clear();
            try {
                Cipher decrypting = Cipher.getInstance(CIPHER);
                prepare(decrypting, Cipher.DECRYPT_MODE, segment, segment == segments - 1);
                decrypting.doFinal(encrypted, clear);
            } catch (GeneralSecurityException changed) {
                clear.limit(0);
                throw new IOException("The spooled answer is not what was written.", changed);
            }
            clear.flip();
        }
    }
}
