package uk.wayleave.screening;

import java.util.Arrays;

/**
 * A text cut into words, numbers and single marks, each with what it can mean. Matchers look a bounded number of tokens
 * back and ahead of each, so that the work grows with the length of the text only; {@link #work()} counts it.
 */
final class Tokens {
    /** Letters only, with apostrophes inside. */
    static final byte WORD = 1;
    /** Digits only. */
    static final byte NUMBER = 2;
    /** Letters and digits. */
    static final byte MIXED = 3;
    /** One other character. */
    static final byte MARK = 4;
    /** Before the first and after the last. */
    static final byte NONE = 0;

    static final byte SMALL = 1;
    /** {@code Smith}, {@code McAllister}. */
    static final byte CAPITAL = 2;
    /** Two or more capitals and nothing else. */
    static final byte CAPITALS = 3;
    /** One capital letter. */
    static final byte INITIAL = 4;

    static final byte OTHER_SHAPE = 5;

    private static final int FEW_WORDS = 2;
    private static final int FEW = 16;

    private final Folded text;
    private final char[] chars;
    private final Lexicon lexicon;
    private int[] starts;
    private int[] ends;
    private byte[] types;
    private byte[] shapes;
    private byte[] gaps;
    private boolean[] possessives;
    private int[] numbers;
    private long[] meanings;
    private int count;
    private int shoutedWords;
    private int otherWords;
    private long work;
    private long present;
    private boolean figures;
    private boolean singleLetters;
    private boolean mixtures;
    private boolean atSigns;

    Tokens(Folded text, Lexicon lexicon) {
        this.text = text;
        this.chars = text.chars();
        this.lexicon = lexicon;
        int guess = text.length() / 4 + 16;
        starts = new int[guess];
        ends = new int[guess];
        types = new byte[guess];
        shapes = new byte[guess];
        gaps = new byte[guess];
        possessives = new boolean[guess];
        numbers = new int[guess];
        meanings = new long[guess];
        cut();
    }

    private void cut() {
        int length = text.length();
        int at = 0;
        byte gap = 2;
        while (at < length) {
            char c = chars[at];
            if (c == ' ') {
                gap = gap == 0 ? (byte) 1 : gap;
                at++;
            } else if (c == '\n') {
                gap = 2;
                at++;
            } else {
                at = isLetter(c) || isDigit(c) ? word(at, gap) : mark(at, gap);
                gap = 0;
            }
        }
        work += length;
    }

    private int mark(int at, byte gap) {
        add(at, at + 1, MARK, OTHER_SHAPE, gap, -1);
        return at + 1;
    }

    private int word(int start, byte gap) {
        int at = start;
        int hash = Lexicon.hashStart();
        int small = 0;
        int large = 0;
        int digits = 0;
        int length = text.length();
        while (at < length) {
            char c = chars[at];
            if (c >= 'a' && c <= 'z') {
                small++;
                hash = Lexicon.hashOn(hash, c);
            } else if (c >= 'A' && c <= 'Z') {
                large++;
                hash = Lexicon.hashOn(hash, (char) (c | 0x20));
            } else if (isDigit(c)) {
                digits++;
                hash = Lexicon.hashOn(hash, c);
            } else if (c == '\'' && at > start && at + 1 < length && isLetter(chars[at + 1]) && digits == 0) {
                if (endsInPossessive(at)) {
                    break;
                }
                hash = Lexicon.hashOn(hash, c);
            } else if (c >= 0x80 && Character.isLetter(c)) {
                char lower = Lexicon.lower(c);
                if (lower == c) {
                    small++;
                } else {
                    large++;
                }
                hash = Lexicon.hashOn(hash, lower);
            } else {
                break;
            }
            at++;
        }
        int letters = small + large;
        byte type = digits == 0 ? WORD : letters == 0 ? NUMBER : MIXED;
        int number = lexicon.find(chars, start, at, hash);
        boolean first = chars[start] < 'a';
        byte shape = letters == 0
                ? OTHER_SHAPE
                : large == 0
                        ? SMALL
                        : small == 0
                                ? (large == 1 ? INITIAL : CAPITALS)
                                : first || Character.isUpperCase(chars[start]) ? CAPITAL : OTHER_SHAPE;
        add(start, at, type, shape, gap, number);
        if (type == WORD && letters > FEW_WORDS) {
            if (small == 0) {
                shoutedWords++;
            } else {
                otherWords++;
            }
        }
        if (at < length && chars[at] == '\'' && type == WORD && at > start && endsInPossessive(at)) {
            possessives[count - 1] = true;
            return at + 2;
        }
        return at;
    }

    /** At an apostrophe: an s follows and then the word ends. */
    private boolean endsInPossessive(int at) {
        return at + 1 < text.length()
                && (chars[at + 1] | 0x20) == 's'
                && (at + 2 >= text.length() || (!isLetter(chars[at + 2]) && !isDigit(chars[at + 2])));
    }

    private void add(int start, int end, byte type, byte shape, byte gap, int number) {
        if (count == starts.length) {
            int more = room(start);
            starts = Arrays.copyOf(starts, more);
            ends = Arrays.copyOf(ends, more);
            types = Arrays.copyOf(types, more);
            shapes = Arrays.copyOf(shapes, more);
            gaps = Arrays.copyOf(gaps, more);
            possessives = Arrays.copyOf(possessives, more);
            numbers = Arrays.copyOf(numbers, more);
            meanings = Arrays.copyOf(meanings, more);
        }
        starts[count] = start;
        ends[count] = end;
        types[count] = type;
        shapes[count] = shape;
        gaps[count] = gap;
        numbers[count] = number;
        meanings[count] = number < 0 ? 0 : lexicon.meanings(number);
        present |= meanings[count];
        figures |= type == NUMBER || type == MIXED;
        singleLetters |= type == WORD && end - start == 1;
        mixtures |= type == MIXED;
        atSigns |= type == MARK && chars[start] == '@';
        count++;
    }

    /** Enough for the rest if it is as dense as what came before, and half as much again in any case. */
    private int room(int at) {
        long expected = (long) count * text.length() / Math.max(1, at) + FEW;
        return (int) Math.max(count + (count >> 1) + FEW, Math.min(expected, text.length() + FEW));
    }

    int count() {
        return count;
    }

    /** Whether any word can mean one of these. */
    boolean anyMeans(long bits) {
        return (present & bits) != 0;
    }

    /** Whether a letter stands alone anywhere, as in {@code d.o.b.}. */
    boolean anySingleLetters() {
        return singleLetters;
    }

    /** Whether there is a digit anywhere. */
    boolean anyFigures() {
        return figures;
    }

    /** Whether there is a token of letters and digits. */
    boolean anyMixtures() {
        return mixtures;
    }

    boolean anyAtSigns() {
        return atSigns;
    }

    /** How much has been looked at: a measure of cost that does not depend on the machine. */
    long work() {
        return work;
    }

    void spend(int steps) {
        work += steps;
    }

    byte type(int i) {
        work++;
        return i < 0 || i >= count ? NONE : types[i];
    }

    byte shape(int i) {
        return i < 0 || i >= count ? NONE : shapes[i];
    }

    /** Whether the word can mean one of these. */
    boolean means(int i, long bits) {
        work++;
        return i >= 0 && i < count && (meanings[i] & bits) != 0;
    }

    boolean means(int i, Meaning one) {
        return means(i, one.bit);
    }

    /** Whether this token is this mark. */
    boolean is(int i, char mark) {
        work++;
        return i >= 0 && i < count && types[i] == MARK && chars[starts[i]] == mark;
    }

    /** Whether this token is the word with this number in the lexicon. */
    boolean isWord(int i, int number) {
        work++;
        return i >= 0 && i < count && numbers[i] == number && number >= 0;
    }

    /** Whether it is a word with no other meaning than a name may have. */
    boolean meansOnly(int i, long bits) {
        work++;
        return i >= 0 && i < count && (meanings[i] & ~bits) == 0;
    }

    int number(int i) {
        return i < 0 || i >= count ? -1 : numbers[i];
    }

    /** Where it starts in the folded text. */
    int start(int i) {
        return starts[i];
    }

    /** Where it ends in the folded text; without a possessive s. */
    int end(int i) {
        return ends[i];
    }

    int length(int i) {
        return i < 0 || i >= count ? 0 : ends[i] - starts[i];
    }

    char charAt(int folded) {
        return chars[folded];
    }

    char firstChar(int i) {
        return i < 0 || i >= count ? '\u0000' : chars[starts[i]];
    }

    /** Whether there is nothing between it and the one before. */
    boolean touchesPrevious(int i) {
        return i > 0 && i < count && gaps[i] == 0 && !possessives[i - 1];
    }

    boolean startsLine(int i) {
        return i <= 0 || i >= count || gaps[i] == 2;
    }

    boolean isPossessive(int i) {
        return i >= 0 && i < count && possessives[i];
    }

    /** Whether capitals tell nothing here, because most words are in capitals. */
    boolean isShouted() {
        return shoutedWords > 0 && shoutedWords > otherWords * 2;
    }

    /** Whether a sentence ends between {@code i - 1} and {@code i}, as far as a full stop tells. */
    boolean startsSentence(int i) {
        if (startsLine(i)) {
            return true;
        }
        if (!is(i - 1, '.') && !is(i - 1, '!') && !is(i - 1, '?')) {
            return false;
        }
        return !touchesPrevious(i) && !isAbbreviation(i - 2);
    }

    private boolean isAbbreviation(int i) {
        return length(i) == 1
                || (means(
                                i,
                                Meaning.of(
                                        Meaning.TITLE,
                                        Meaning.TITLE_WEAK,
                                        Meaning.STREET,
                                        Meaning.HOUSE_NUMBER,
                                        Meaning.ROLE))
                        && length(i) <= 4);
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x80 && Character.isLetter(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
