package uk.wayleave.opendata.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows in PostgreSQL's binary format for COPY (PostgreSQL documentation, "COPY", binary format). */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** PostgreSQL counts from the beginning of 2000. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private ByteBuffer out = ByteBuffer.allocate(1 << 16);

    CopyRows() {
        out.put(SIGNATURE).putInt(0).putInt(0);
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            out = ByteBuffer.allocate(Math.max(2 * out.capacity(), out.position() + bytes))
                    .put(out.flip());
        }
        return out;
    }

    CopyRows row(int columns) {
        room(2).putShort((short) columns);
        return this;
    }

    CopyRows int2(int value) {
        room(6).putInt(2).putShort((short) value);
        return this;
    }

    CopyRows int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    CopyRows int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows bool(boolean value) {
        room(5).putInt(1).put((byte) (value ? 1 : 0));
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
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    CopyRows uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
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
        room(4).putInt(-1);
        return this;
    }

    /** To be read once. */
    InputStream finished() {
        room(2).putShort((short) -1);
        return new ByteArrayInputStream(out.array(), 0, out.position());
    }
}
