package uk.wayleave.gateway.forward;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The escapes of JSON texts (RFC 8259 section 7), undone wherever they stand. What is broken stays as it is. */
final class JsonEscapes {
    private JsonEscapes() {}

    static boolean areIn(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    static byte[] undone(byte[] bytes, int length) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream(length);
        for (int i = 0; i < length; ) {
            if (bytes[i] != '\\' || i + 1 == length) {
                plain.write(bytes[i++]);
            } else if (bytes[i + 1] != 'u') {
                plain.write(meant(bytes[i + 1]));
                i += 2;
            } else {
                i += unit(bytes, i, length, plain);
            }
        }
        return plain.toByteArray();
    }

    private static byte meant(byte escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }

    /** Writes what a unit, or a pair of them, stands for; how many bytes that took. */
    private static int unit(byte[] bytes, int at, int length, ByteArrayOutputStream plain) {
        int first = hex(bytes, at, length);
        if (first < 0) {
            plain.write(bytes[at]);
            return 1;
        }
        int second = Character.isHighSurrogate((char) first) ? hex(bytes, at + 6, length) : -1;
        boolean pair = second >= 0 && Character.isLowSurrogate((char) second);
        String text = pair ? new String(new char[] {(char) first, (char) second}) : String.valueOf((char) first);
        plain.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return pair ? 12 : 6;
    }

    /** The code unit of an escape that begins here; negative where none does. */
    private static int hex(byte[] bytes, int at, int length) {
        if (at + 6 > length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }
}
