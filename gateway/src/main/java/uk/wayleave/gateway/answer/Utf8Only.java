package uk.wayleave.gateway.answer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;

/**
 * Passes bytes on as long as they are UTF-8 (RFC 3629): a JSON reader may take overlong or cut characters for others
 * than the one who gets the answer does.
 */
final class Utf8Only extends FilterInputStream {
    /** How many bytes of the character are still to come, and within which bounds the next of them lies. */
    private int toCome;

    private int lowest;
    private int highest;

    Utf8Only(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count < 0 && toCome > 0) {
            throw new MalformedInputException(toCome);
        }
        for (int i = offset; i < offset + count; i++) {
            if (into[i] < 0 || toCome > 0) {
                check(into[i] & 0xff);
            }
        }
        return count;
    }

    private void check(int b) throws MalformedInputException {
        if (toCome == 0) {
            begin(b);
        } else if (b < lowest || b > highest) {
            throw new MalformedInputException(1);
        } else {
            toCome--;
            lowest = 0x80;
            highest = 0xbf;
        }
    }

    /** Table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing beyond U+10FFFF. */
    private void begin(int b) throws MalformedInputException {
        if (b < 0xc2 || b > 0xf4) {
            throw new MalformedInputException(1);
        }
        toCome = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        lowest = b == 0xe0 ? 0xa0 : b == 0xf0 ? 0x90 : 0x80;
        highest = b == 0xed ? 0x9f : b == 0xf4 ? 0x8f : 0xbf;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
