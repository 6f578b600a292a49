package uk.wayleave.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import uk.wayleave.evidence.Facts.Fact;

/**
 * Reads the JSON that {@link CanonicalWriter} writes, and a little more: whether the bytes were canonical is seen by
 * writing what was read and comparing, which leaves no form to be forgotten here.
 */
final class CanonicalReader {
    /** What was given is not even JSON of our kind. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    private static final int MOST_DIGITS = 16;

    private final String text;
    private int place;
    private int depth;

    private CanonicalReader(String text) {
        this.text = text;
    }

    /** @throws Malformed saying what is wrong and where, without repeating any of it */
    static SortedMap<String, Fact> object(byte[] bytes) throws Malformed {
        var reader = new CanonicalReader(decoded(bytes));
        SortedMap<String, Fact> members = reader.object();
        if (reader.place < reader.text.length()) throw reader.malformed("something follows its end");
        return members;
    }

    private static String decoded(byte[] bytes) throws Malformed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("its bytes are not UTF-8");
        }
    }

    private Fact value() throws Malformed {
        return switch (peek()) {
            case '"' -> new Fact.Text(string());
            case '{' -> new Fact.Group(object());
            case '[' -> new Fact.Items(array());
            case 't' -> flag("true", true);
            case 'f' -> flag("false", false);
            default -> new Fact.Count(integer());
        };
    }

    private SortedMap<String, Fact> object() throws Malformed {
        deeper();
        SortedMap<String, Fact> members = new TreeMap<>();
        expect('{');
        boolean more = !skipped('}');
        while (more) {
            String name = string();
            expect(':');
            if (members.putIfAbsent(name, value()) != null) throw malformed("a member is repeated");
            more = skipped(',');
            if (!more) expect('}');
        }
        depth--;
        return members;
    }

    private List<Fact> array() throws Malformed {
        deeper();
        List<Fact> items = new ArrayList<>();
        expect('[');
        boolean more = !skipped(']');
        while (more) {
            items.add(value());
            more = skipped(',');
            if (!more) expect(']');
        }
        depth--;
        return items;
    }

    private String string() throws Malformed {
        expect('"');
        var read = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) read.append(c == '\\' ? escaped() : c);
        return read.toString();
    }

    private char escaped() throws Malformed {
        char c = next();
        return switch (c) {
            case '"', '\\' -> c;
            case 'b' -> '\b';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'f' -> '\f';
            case 'r' -> '\r';
            case 'u' -> (char) ((digit() << 12) | (digit() << 8) | (digit() << 4) | digit());
            default -> throw malformed("an escape is none of those it may have");
        };
    }

    private int digit() throws Malformed {
        int digit = Character.digit(next(), 16);
        if (digit < 0) throw malformed("an escape lacks a hexadecimal digit");
        return digit;
    }

    private long integer() throws Malformed {
        int start = place;
        if (peek() == '-') place++;
        int first = place;
        while (place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9') place++;
        if (place == first || place - first > MOST_DIGITS) throw malformed("a value is none of those it may have");
        return Long.parseLong(text, start, place, 10);
    }

    private Fact flag(String word, boolean value) throws Malformed {
        if (!text.startsWith(word, place)) throw malformed("a value is none of those it may have");
        place += word.length();
        return new Fact.Flag(value);
    }

    private void deeper() throws Malformed {
        if (++depth > CanonicalWriter.DEEPEST + 1) throw malformed("it is too deep");
    }

    private boolean skipped(char wanted) throws Malformed {
        if (peek() != wanted) return false;
        place++;
        return true;
    }

    private void expect(char wanted) throws Malformed {
        if (next() != wanted) throw malformed("there should be a " + wanted + " before here");
    }

    private char next() throws Malformed {
        char c = peek();
        place++;
        return c;
    }

    private char peek() throws Malformed {
        if (place >= text.length()) throw malformed("it ends too early");
        return text.charAt(place);
    }

    private Malformed malformed(String why) {
        return new Malformed(why + " (character " + (place + 1) + ")");
    }
}
