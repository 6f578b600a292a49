package uk.wayleave.opendata.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks what was packed, one thing after another: a page has a hundred. Not for several threads at once. */
final class Unpacking implements AutoCloseable {
    private static final int LONGEST = 8 * 1024 * 1024;
    private static final ZstdDictDecompress DICTIONARY = new ZstdDictDecompress(Packing.DICTIONARY_1);

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[4096];

    Unpacking() {
        context.setMagicless(true).loadDict(DICTIONARY);
    }

    /** @throws IllegalStateException if this is not what we packed */
    byte[] unpacked(byte[] packed) {
        return switch (packed.length < 2 ? 0 : packed[0]) {
            case Packing.ZSTANDARD -> zstandard(packed);
            case Packing.DEFLATE -> deflate(packed);
            default ->
                throw new IllegalStateException("A stored event is in a packing that this version does not know.");
        };
    }

    private byte[] zstandard(byte[] packed) {
        long length = Zstd.getFrameContentSize(packed, 1, packed.length - 1, true);
        if (length < 0 || length > LONGEST) {
            throw new IllegalStateException("A stored event is damaged.");
        }
        byte[] bytes = new byte[(int) length];
        try {
            int read = context.decompressByteArray(bytes, 0, bytes.length, packed, 1, packed.length - 1);
            if (read != length) {
                throw new IllegalStateException("A stored event is damaged.");
            }
        } catch (ZstdException damaged) {
            throw new IllegalStateException("A stored event is damaged.", damaged);
        }
        return bytes;
    }

    private byte[] deflate(byte[] packed) {
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
        context.close();
    }
}
