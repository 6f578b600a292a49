package uk.wayleave.opendata.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows in PostgreSQL's binary format for COPY (PostgreSQL documentation, "COPY", binary format). */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** PostgreSQL counts from the beginning of 2000. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    private final DataOutputStream out = new DataOutputStream(bytes);

    CopyRows() {
        write(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written to.", e);
        }
    }

    CopyRows row(int columns) {
        write(() -> out.writeShort(columns));
        return this;
    }

    CopyRows int2(int value) {
        write(() -> {
            out.writeInt(2);
            out.writeShort(value);
        });
        return this;
    }

    CopyRows int4(int value) {
        write(() -> {
            out.writeInt(4);
            out.writeInt(value);
        });
        return this;
    }

    CopyRows int8(long value) {
        write(() -> {
            out.writeInt(8);
            out.writeLong(value);
        });
        return this;
    }

    CopyRows bool(boolean value) {
        write(() -> {
            out.writeInt(1);
            out.writeByte(value ? 1 : 0);
        });
        return this;
    }

    /** PostgreSQL's text holds no NUL, which no name of anything has; it is left out. */
    CopyRows text(String value) {
        return bytes((value.indexOf('\0') < 0 ? value : value.replace("\0", "")).getBytes(StandardCharsets.UTF_8));
    }

    CopyRows text(Optional<String> value) {
        return value.isPresent() ? text(value.get()) : none();
    }

    CopyRows bytes(byte[] value) {
        write(() -> {
            out.writeInt(value.length);
            out.write(value);
        });
        return this;
    }

    CopyRows uuid(UUID value) {
        write(() -> {
            out.writeInt(16);
            out.writeLong(value.getMostSignificantBits());
            out.writeLong(value.getLeastSignificantBits());
        });
        return this;
    }

    CopyRows time(Instant value) {
        return int8(Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, 1_000_000L), value.getNano() / 1000));
    }

    CopyRows time(Optional<Instant> value) {
        return value.isPresent() ? time(value.get()) : none();
    }

    CopyRows none() {
        write(() -> out.writeInt(-1));
        return this;
    }

    byte[] finished() {
        write(() -> out.writeShort(-1));
        return bytes.toByteArray();
    }
}
