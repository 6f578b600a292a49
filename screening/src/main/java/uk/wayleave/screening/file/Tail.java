package uk.wayleave.screening.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Remembers the last bytes that passed. */
final class Tail extends FilterInputStream {
    private final byte[] last;

    /** @param length how many it remembers; noughts before there were so many */
    Tail(InputStream in, int length) {
        super(in);
        this.last = new byte[length];
    }

    byte[] bytes() {
        return last.clone();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0) {
            int kept = Math.min(count, last.length);
            System.arraycopy(last, kept, last, 0, last.length - kept);
            System.arraycopy(into, offset + count - kept, last, last.length - kept, kept);
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
