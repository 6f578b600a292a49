package uk.wayleave.gateway.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One complete answer, waiting to be judged and released: in memory when small, else in an encrypted file without a
 * name, under a key that exists only here. It can be read any number of times, by several threads, until it is closed.
 */
public final class Spool implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final Kept kept;
    private final long size;

    private Spool(Kept kept, long size) {
        this.kept = kept;
        this.size = size;
    }

    private sealed interface Kept {
        InputStream openStream();

        void close();

        final class InMemory implements Kept {
            private final byte[] bytes;
            private final int length;

            InMemory(byte[] bytes, int length) {
                this.bytes = bytes;
                this.length = length;
            }

            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(bytes, 0, length);
            }

            @Override
            public void close() {}
        }

        record InFile(SpoolFile file) implements Kept {
            @Override
            public InputStream openStream() {
                return file.openStream();
            }

            @Override
            public void close() {
                file.close();
            }
        }
    }

    public static Writer writer(SpoolSettings settings) {
        return new Writer(settings, 0);
    }

    /** @param expected bytes that will probably come; only saves copying */
    public static Writer writer(SpoolSettings settings, long expected) {
        return new Writer(settings, expected);
    }

    static Spool empty() {
        return new Spool(new Kept.InMemory(NOTHING, 0), 0);
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /**
     * All bytes from the first on. Reading fails with an {@link IOException} once the spool is closed and its bytes are
     * in a file, or when the file is no longer what was written.
     */
    public InputStream openStream() {
        return kept.openStream();
    }

    /** Gives memory and disk back. More than once does no harm. */
    @Override
    public void close() {
        kept.close();
    }

    /** Never the bytes. */
    @Override
    public String toString() {
        return "Spool[bytes=" + size + "]";
    }

    /**
     * Takes the bytes of one answer, from one thread at a time. Closed before {@link #finish()}, it forgets what it has.
     * After a failed write there is no answer: only {@link #close()} does anything then.
     */
    public static final class Writer implements AutoCloseable {
        private static final int SMALLEST = 512;

        private final SpoolSettings settings;
        private byte[] memory;
        private int inMemory;
        private Optional<SpoolFile> file = Optional.empty();
        private long size;
        private State state = State.OPEN;

        private enum State {
            OPEN,
            FAILED,
            DONE
        }

        private Writer(SpoolSettings settings, long expected) {
            this.settings = settings;
            this.memory = expected <= 0 || expected > settings.memory() ? NOTHING : new byte[(int) expected];
        }

        /**
         * @throws SpoolFailed if the bytes cannot be kept: the disk is full, for instance
         * @throws IllegalStateException after finish or close
         */
        public void write(byte[] bytes, int offset, int length) throws SpoolFailed {
            write(ByteBuffer.wrap(bytes, offset, length));
        }

        /** The same with the remaining bytes of a buffer, which are consumed. */
        public void write(ByteBuffer bytes) throws SpoolFailed {
            mustBeOpen();
            int length = bytes.remaining();
            if (file.isEmpty() && length <= settings.memory() - inMemory) {
                keepInMemory(bytes, length);
            } else {
                keepInFile(bytes);
            }
            size += length;
        }

        private void keepInMemory(ByteBuffer bytes, int length) {
            int needed = inMemory + length;
            if (needed > memory.length) {
                int doubled = Math.max(SMALLEST, 2 * memory.length);
                memory = Arrays.copyOf(memory, Math.min(settings.memory(), Math.max(needed, doubled)));
            }
            bytes.get(memory, inMemory, length);
            inMemory = needed;
        }

        private void keepInFile(ByteBuffer bytes) throws SpoolFailed {
            try {
                fileWithWhatWasInMemory().write(bytes);
            } catch (IOException failed) {
                fail();
                throw new SpoolFailed(failed);
            }
        }

        private SpoolFile fileWithWhatWasInMemory() throws IOException {
            if (file.isPresent()) {
                return file.get();
            }
            SpoolFile opened = SpoolFile.create(settings.directory());
            file = Optional.of(opened);
            opened.write(ByteBuffer.wrap(memory, 0, inMemory));
            forgetMemory();
            return opened;
        }

        /** Bytes taken so far. */
        public long size() {
            return size;
        }

        /** For those who write to a stream; closing the stream does nothing. */
        public OutputStream stream() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    Writer.this.write(bytes, offset, length);
                }
            };
        }

        /**
         * The answer, now complete; the spool is the caller's to close.
         *
         * @throws SpoolFailed if the last bytes cannot be kept
         */
        public Spool finish() throws SpoolFailed {
            mustBeOpen();
            try {
                if (file.isPresent()) {
                    file.get().finish();
                }
            } catch (IOException failed) {
                fail();
                throw new SpoolFailed(failed);
            }
            state = State.DONE;
            Kept kept = file.<Kept>map(Kept.InFile::new).orElseGet(() -> new Kept.InMemory(memory, inMemory));
            return new Spool(kept, size);
        }

        private void fail() {
            state = State.FAILED;
            forget();
        }

        private void forget() {
            forgetMemory();
            file.ifPresent(SpoolFile::close);
        }

        private void forgetMemory() {
            memory = NOTHING;
            inMemory = 0;
        }

        private void mustBeOpen() {
            if (state != State.OPEN) {
                throw new IllegalStateException("This spool takes no more bytes: it is " + state + ".");
            }
        }

        @Override
        public void close() {
            if (state == State.OPEN) {
                state = State.DONE;
                forget();
            }
        }
    }
}
