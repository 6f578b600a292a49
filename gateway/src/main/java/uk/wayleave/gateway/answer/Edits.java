package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is cut out of an answer and what is put in its place, by byte positions. Everything else is copied byte by byte,
 * so a value that is released cannot be altered. What is settled is written at once, so that a long list needs no memory
 * for all of its edits.
 */
final class Edits {
    /** So many wait until they are written together. */
    private static final int TOGETHER = 256;

    private static final int BUFFER = 8192;

    /**
     * @param from first byte that goes
     * @param to first byte that stays
     * @param instead what is put in
     * @param commaToo whether the next comma after it goes as well
     */
    private record Edit(long from, long to, String instead, boolean commaToo) {}

    private final List<Edit> pending = new ArrayList<>();
    private final Copy copy;

    /**
     * @param in the answer from its first byte on
     * @param out takes what is released
     * @param size of the answer in bytes; a buffer is no longer than that
     */
    Edits(InputStream in, OutputStream out, long size) {
        this.copy = new Copy(in, out, size);
    }

    void replace(long from, long to, String json) {
        pending.add(new Edit(from, to, json, false));
    }

    void cut(long from, long to, boolean commaToo) {
        pending.add(new Edit(from, to, "", commaToo));
    }

    /** A point to which {@link #forgetSince} can go back, until the next {@link #settled()}. */
    int mark() {
        return pending.size();
    }

    void forgetSince(int mark) {
        pending.subList(mark, pending.size()).clear();
    }

    /** Nothing of what was noted so far will be forgotten. */
    void settled() throws IOException {
        if (pending.size() >= TOGETHER) {
            write();
        }
    }

    /** Writes what is left; nothing more is noted after it. */
    void finish() throws IOException {
        write();
        copy.passAll();
    }

    private void write() throws IOException {
        for (Edit edit : pending) {
            copy.passUntil(edit.from());
            copy.dropUntil(edit.to());
            copy.write(edit.instead().getBytes(StandardCharsets.UTF_8));
            if (edit.commaToo()) {
                copy.dropComma();
            }
        }
        pending.clear();
    }

    /** Passes or drops bytes in order. */
    private static final class Copy {
        private final InputStream in;
        private final OutputStream out;
        private final byte[] buffer;
        private int start;
        private int end;
        private long position;

        Copy(InputStream in, OutputStream out, long size) {
            this.in = in;
            this.out = out;
            this.buffer = new byte[Math.clamp(size, 1, BUFFER)];
        }

        void write(byte[] bytes) throws IOException {
            out.write(bytes);
        }

        void passUntil(long until) throws IOException {
            while (position < until && fill()) {
                int count = (int) Math.min(end - start, until - position);
                out.write(buffer, start, count);
                advance(count);
            }
            atLeast(until);
        }

        void dropUntil(long until) throws IOException {
            while (position < until && fill()) {
                advance((int) Math.min(end - start, until - position));
            }
            atLeast(until);
        }

        /** Drops white space and one comma; white space alone stays away too, which changes no value. */
        void dropComma() throws IOException {
            while (fill() && isSpace(buffer[start])) {
                advance(1);
            }
            if (fill() && buffer[start] == ',') {
                advance(1);
            }
        }

        void passAll() throws IOException {
            while (fill()) {
                out.write(buffer, start, end - start);
                advance(end - start);
            }
        }

        private void atLeast(long until) throws IOException {
            if (position < until) {
                throw new IOException("The answer is shorter than it was when it was read first.");
            }
        }

        private boolean fill() throws IOException {
            if (start < end) {
                return true;
            }
            int read = in.read(buffer);
            start = 0;
            end = Math.max(read, 0);
            return read > 0;
        }

        private void advance(int count) {
            start += count;
            position += count;
        }

        private static boolean isSpace(byte b) {
            return b == ' ' || b == '\n' || b == '\r' || b == '\t';
        }
    }
}
