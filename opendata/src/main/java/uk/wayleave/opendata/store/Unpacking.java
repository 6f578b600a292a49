package uk.wayleave.opendata.store;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks what was packed, one thing after another: a page has a hundred. Not for several threads at once. */
final class Unpacking implements AutoCloseable {
    private static final int LONGEST = 8 * 1024 * 1024;

    private final Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[4096];

    /** @throws IllegalStateException if this is not what we packed */
    byte[] unpacked(byte[] packed) {
        if (packed.length < 2 || packed[0] != Packing.DICTIONARY) {
            throw new IllegalStateException("A stored event is in a packing that this version does not know.");
        }
        inflater.reset();
        inflater.setDictionary(Packing.DICTIONARY_1);
        inflater.setInput(packed, 1, packed.length - 1);
        int length = 0;
        try {
            while (!inflater.finished()) {
                if (length == buffer.length) {
                    buffer = Arrays.copyOf(buffer, 2 * buffer.length);
                }
                int read = inflater.inflate(buffer, length, buffer.length - length);
                if ((read == 0 && !inflater.finished()) || length > LONGEST) {
                    throw new IllegalStateException("A stored event is damaged.");
                }
                length += read;
            }
        } catch (DataFormatException damaged) {
            throw new IllegalStateException("A stored event is damaged.", damaged);
        }
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public void close() {
        inflater.end();
    }
}
