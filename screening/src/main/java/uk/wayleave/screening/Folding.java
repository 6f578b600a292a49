package uk.wayleave.screening;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes a text plain: compatibility forms (full width, ligatures, mathematical letters), digits of any script, lookalike
 * letters, dashes and quotes become ASCII where they have a counterpart; combining marks and what cannot be seen
 * (zero-width, bidirectional marks, soft hyphens, control characters) go. One pass, by table.
 */
final class Folding {
    /** Stands in the table for a character that goes; an expansion is a number above the private use area's start. */
    private static final char GONE = '\u0000';

    private static final char GONE_MARK = '\u0001';
    private static final char EXPANDED = '\uE000';
    private static final char SYMBOL = '\uFFFC';
    private static final int MATHEMATICAL = 0x1D400;
    private static final int MATHEMATICAL_END = 0x1D800;
    private static final int ENCLOSED = 0x1F100;
    private static final int ENCLOSED_END = 0x1F200;
    private static final int TAGS = 0xE0000;
    private static final int TAGS_END = 0xE0200;

    private final char[] table = new char[Character.MAX_VALUE + 1];
    private final char[][] expansions;
    private final Map<Character, Character> confusables;
    private final String[] mathematical = new String[MATHEMATICAL_END - MATHEMATICAL];
    private final String[] enclosed = new String[ENCLOSED_END - ENCLOSED];

    /** @param confusables lookalike to plain letter */
    Folding(Map<Character, Character> confusables) {
        this.confusables = confusables;
        Map<String, Integer> numbers = new HashMap<>();
        char[][] found = new char[Character.MAX_VALUE - EXPANDED][];
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String plain = plain(c);
            if (plain.length() == 1) {
                table[c] = plain.charAt(0);
            } else {
                int number = numbers.computeIfAbsent(plain, _ -> numbers.size());
                found[number] = plain.toCharArray();
                table[c] = (char) (EXPANDED + number);
            }
        }
        expansions = Arrays.copyOf(found, numbers.size());
        for (int c = MATHEMATICAL; c < MATHEMATICAL_END; c++) {
            mathematical[c - MATHEMATICAL] = plainOrSymbol(c);
        }
        for (int c = ENCLOSED; c < ENCLOSED_END; c++) {
            enclosed[c - ENCLOSED] = plainOrSymbol(c);
        }
    }

    private String plainOrSymbol(int codePoint) {
        String plain = plain(codePoint);
        return plain.codePointCount(0, plain.length()) == plain.length() ? plain : String.valueOf(SYMBOL);
    }

    private String plain(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return codePoint == '\t' ? " " : "\n";
        }
        Character lookalike = codePoint <= Character.MAX_VALUE ? confusables.get((char) codePoint) : null;
        if (lookalike != null) {
            return lookalike.toString();
        }
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return String.valueOf((char) codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT -> String.valueOf(GONE);
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
                String.valueOf(GONE_MARK);
            case Character.SPACE_SEPARATOR -> " ";
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "\n";
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> String.valueOf(SYMBOL);
            case Character.DECIMAL_DIGIT_NUMBER -> String.valueOf((char) ('0' + Character.digit(codePoint, 10)));
            default -> isFiller(codePoint) ? String.valueOf(GONE) : decomposed(codePoint);
        };
    }

    /** Letters that are drawn as nothing. */
    private static boolean isFiller(int codePoint) {
        return codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || codePoint == 0x2800;
    }

    private String decomposed(int codePoint) {
        String original = Character.toString(codePoint);
        if (Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HANGUL) {
            return original;
        }
        String apart = Normalizer.normalize(original, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            int type = Character.getType(c);
            if (type != Character.NON_SPACING_MARK && type != Character.ENCLOSING_MARK) {
                char letter = latin(c);
                plain.append(confusables.getOrDefault(letter, letter));
            }
        }
        boolean outside = plain.chars().anyMatch(c -> Character.isSurrogate((char) c));
        return outside ? String.valueOf(SYMBOL) : plain.isEmpty() ? original : plain.toString();
    }

    /** Latin letters that do not decompose. */
    private static char latin(char c) {
        return switch (c) {
            case 'ø', 'ǿ' -> 'o';
            case 'Ø' -> 'O';
            case 'ł' -> 'l';
            case 'Ł' -> 'L';
            case 'đ', 'ð' -> 'd';
            case 'Đ', 'Ð' -> 'D';
            case 'ı' -> 'i';
            case 'ħ' -> 'h';
            case 'Ħ' -> 'H';
            case '⁄' -> '/';
            default -> c;
        };
    }

    Folded fold(String text) {
        return new Pass(text).run();
    }

    /** One text on its way through the table. */
    private final class Pass {
        private final String text;
        private char[] chars;
        private int[] from;
        private int[] to;
        private int length;

        Pass(String text) {
            this.text = text;
            chars = new char[text.length() + 8];
            from = new int[chars.length];
            to = new int[chars.length];
        }

        Folded run() {
            for (int i = 0; i < text.length(); i++) {
                char plain = table[text.charAt(i)];
                if (plain > GONE_MARK && plain < EXPANDED) {
                    add(plain, i, i + 1);
                } else {
                    i = unusual(i, plain);
                }
            }
            return new Folded(chars, length, from, to);
        }

        /** Handles what is not one plain character; the result is the index of its last code unit. */
        private int unusual(int i, char plain) {
            if (plain == GONE) {
                return i;
            }
            if (plain == GONE_MARK) {
                if (length > 0) {
                    to[length - 1] = i + 1;
                }
                return i;
            }
            if (plain == SYMBOL) {
                return symbol(i);
            }
            int number = plain - EXPANDED;
            if (number >= expansions.length) {
                add(plain, i, i + 1);
            } else {
                for (char one : expansions[number]) {
                    add(one, i, i + 1);
                }
            }
            return i;
        }

        private int symbol(int i) {
            int codePoint = text.codePointAt(i);
            int last = i + Character.charCount(codePoint) - 1;
            if (codePoint >= MATHEMATICAL && codePoint < MATHEMATICAL_END) {
                addAll(mathematical[codePoint - MATHEMATICAL], i, last + 1);
            } else if (codePoint >= ENCLOSED && codePoint < ENCLOSED_END) {
                addAll(enclosed[codePoint - ENCLOSED], i, last + 1);
            } else if (Character.getType(codePoint) == Character.NON_SPACING_MARK
                    || (codePoint >= TAGS && codePoint < TAGS_END)) {
                return last;
            } else {
                add(SYMBOL, i, last + 1);
            }
            return last;
        }

        private void addAll(String plain, int start, int end) {
            for (int k = 0; k < plain.length(); k++) {
                add(plain.charAt(k), start, end);
            }
        }

        private void add(char plain, int start, int end) {
            if (length == chars.length) {
                int more = length + (length >> 1) + 32;
                chars = Arrays.copyOf(chars, more);
                from = Arrays.copyOf(from, more);
                to = Arrays.copyOf(to, more);
            }
            chars[length] = plain;
            from[length] = start;
            to[length] = end;
            length++;
        }
    }
}
