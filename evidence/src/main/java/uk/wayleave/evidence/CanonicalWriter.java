package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import uk.wayleave.evidence.Facts.Fact;

/**
 * JSON in the one form that RFC 8785 (JCS) gives it, for the values an entry has: no white space, members in the order
 * of their names' UTF-16 code units, integers in plain digits, and in strings only those characters escaped that JSON
 * requires to be.
 */
final class CanonicalWriter {
    static final long GREATEST = (1L << 53) - 1;
    static final int DEEPEST = 16;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int length;
    private int depth;

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    // Copies the low byte of each character, which is all there is of ASCII: no encoder is as quick.
    @SuppressWarnings("deprecation")
    CanonicalWriter plain(String ascii) {
        int size = ascii.length();
        room(size);
        ascii.getBytes(0, size, bytes, length);
        length += size;
        return this;
    }

    void value(Fact fact) {
        switch (fact) {
            case Fact.Text(String text) -> string(text);
            case Fact.Count(long count) -> integer(count);
            case Fact.Flag(boolean flag) -> plain(flag ? "true" : "false");
            case Fact.Items(List<Fact> items) -> array(items);
            case Fact.Group(SortedMap<String, Fact> members) -> object(members);
        }
    }

    void object(SortedMap<String, Fact> members) {
        deeper();
        String separator = "{";
        for (Map.Entry<String, Fact> member : members.entrySet()) {
            plain(separator);
            string(member.getKey());
            plain(":");
            value(member.getValue());
            separator = ",";
        }
        plain(members.isEmpty() ? "{}" : "}");
        depth--;
    }

    void string(String text) {
        plain("\"");
        if (standsAsItIs(text)) {
            plain(text).plain("\"");
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                character(c);
                continue;
            }
            if (!Character.isHighSurrogate(c)
                    || i + 1 == text.length()
                    || !Character.isLowSurrogate(text.charAt(i + 1)))
                throw new IllegalArgumentException("a text holds half a character (a lone surrogate)");
            pair(Character.toCodePoint(c, text.charAt(++i)));
        }
        plain("\"");
    }

    /** Ids, digests and words, which nearly all texts of an entry are, have nothing to escape or encode. */
    private static boolean standsAsItIs(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') return false;
        }
        return true;
    }

    /** {@code 2026-11-24T09:30:00.000000Z}, of a year from 1 to 9999; several times as quick as a formatter. */
    void microseconds(Instant at) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        room(27);
        digits(utc.getYear(), 4, '-');
        digits(utc.getMonthValue(), 2, '-');
        digits(utc.getDayOfMonth(), 2, 'T');
        digits(utc.getHour(), 2, ':');
        digits(utc.getMinute(), 2, ':');
        digits(utc.getSecond(), 2, '.');
        digits(utc.getNano() / 1000, 6, 'Z');
    }

    private void digits(int number, int count, char after) {
        int rest = number;
        for (int i = length + count - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        bytes[length++] = (byte) after;
    }

    void integer(long number) {
        if (number > GREATEST || number < -GREATEST)
            throw new IllegalArgumentException("a number is beyond the ±(2^53-1) on which all readers of JSON agree");
        plain(Long.toString(number));
    }

    private void array(List<Fact> items) {
        deeper();
        String separator = "[";
        for (Fact item : items) {
            plain(separator);
            value(item);
            separator = ",";
        }
        plain(items.isEmpty() ? "[]" : "]");
        depth--;
    }

    private void deeper() {
        if (++depth > DEEPEST)
            throw new IllegalArgumentException("its groups and items are more than " + DEEPEST + " deep");
    }

    private void character(char c) {
        room(6);
        if (c < 0x20 || c == '"' || c == '\\') escaped(c);
        else if (c < 0x80) bytes[length++] = (byte) c;
        else if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        } else {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
            bytes[length++] = (byte) (0x80 | (c & 0x3f));
        }
    }

    private void pair(int codePoint) {
        room(4);
        bytes[length++] = (byte) (0xf0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\b' -> bytes[length++] = 'b';
            case '\t' -> bytes[length++] = 't';
            case '\n' -> bytes[length++] = 'n';
            case '\f' -> bytes[length++] = 'f';
            case '\r' -> bytes[length++] = 'r';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[c >> 4];
                bytes[length++] = HEX[c & 0xf];
            }
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
}
