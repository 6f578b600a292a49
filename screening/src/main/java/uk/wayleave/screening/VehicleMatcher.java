package uk.wayleave.screening;

/**
 * Vehicle registrations: the form since 2001 by itself, older ones where a vehicle is spoken of, since {@code A61 NBD} may
 * as well be a road (DVLA, INF104).
 */
final class VehicleMatcher implements Matcher {
    private static final int CUE_DISTANCE = 5;
    private static final int MARK = 7;

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (!tokens.anyMixtures()) {
            return;
        }
        for (int i = 0; i < tokens.count(); i++) {
            byte type = tokens.type(i);
            boolean may = type == Tokens.MIXED
                    || (type == Tokens.WORD && tokens.length(i) == 3 && tokens.type(i + 1) == Tokens.MIXED);
            if (may && tokens.length(i) <= MARK && !isInside(tokens, i)) {
                i = Math.max(i, mark(tokens, i, found));
            }
        }
    }

    private static boolean isInside(Tokens tokens, int i) {
        return tokens.touchesPrevious(i)
                && (tokens.type(i - 1) != Tokens.MARK
                        || tokens.is(i - 1, '-')
                        || tokens.is(i - 1, '/')
                        || tokens.is(i - 1, '_'));
    }

    private static int mark(Tokens tokens, int i, Candidates found) {
        if (tokens.type(i) == Tokens.MIXED && ends(tokens, i) && current(tokens, i, i)) {
            return add("vehicle.current", tokens, i, i, found);
        }
        int second =
                tokens.is(i + 1, '-') && tokens.touchesPrevious(i + 1) && tokens.touchesPrevious(i + 2) ? i + 2 : i + 1;
        boolean near = !tokens.startsLine(second) && (second == i + 2 || !tokens.touchesPrevious(second));
        if (near && tokens.type(i) == Tokens.MIXED && tokens.type(second) == Tokens.WORD && ends(tokens, second)) {
            if (current(tokens, i, second) && isNoWord(tokens, i, second)) {
                return add("vehicle.current", tokens, i, second, found);
            }
            if (prefix(tokens, i, second) && isCued(tokens, i)) {
                return add("vehicle.older", tokens, i, second, found);
            }
        }
        if (isCued(tokens, i) && ends(tokens, i) && tokens.type(i) == Tokens.MIXED && isOldInOne(tokens, i)) {
            return add("vehicle.older", tokens, i, i, found);
        }
        if (near
                && tokens.type(i) == Tokens.WORD
                && tokens.length(i) == 3
                && tokens.shape(i) == Tokens.CAPITALS
                && isSuffix(tokens, second)
                && ends(tokens, second)
                && isCued(tokens, i)) {
            return add("vehicle.older", tokens, i, second, found);
        }
        return i;
    }

    private static int add(String rule, Tokens tokens, int first, int last, Candidates found) {
        found.add(rule, tokens.start(first), tokens.end(last));
        return last;
    }

    private static boolean ends(Tokens tokens, int i) {
        return !tokens.touchesPrevious(i + 1)
                || (tokens.type(i + 1) == Tokens.MARK
                        && !tokens.is(i + 1, '-')
                        && !tokens.is(i + 1, '/')
                        && !tokens.is(i + 1, '_'));
    }

    /** Two letters, two figures of an age in use, three letters; all capitals or all small. */
    private static boolean current(Tokens tokens, int first, int last) {
        int length = tokens.length(first) + (last > first ? tokens.length(last) : 0);
        if (length != MARK || (last > first && (tokens.length(first) != 4 || tokens.length(last) != 3))) {
            return false;
        }
        int small = 0;
        int age = 0;
        // No mark has I or Q; somebody who says it is one may have misread it.
        boolean odd = false;
        for (int k = 0; k < MARK; k++) {
            char c = k < tokens.length(first)
                    ? tokens.charAt(tokens.start(first) + k)
                    : tokens.charAt(tokens.start(last) + k - tokens.length(first));
            if (k == 2 || k == 3) {
                if (!Tokens.isDigit(c)) {
                    return false;
                }
                age = age * 10 + c - '0';
                continue;
            }
            boolean lower = c >= 'a' && c <= 'z';
            if (!lower && !(c >= 'A' && c <= 'Z')) {
                return false;
            }
            small += lower ? 1 : 0;
            char capital = lower ? (char) (c - 0x20) : c;
            odd |= capital == 'I' || capital == 'Q' || (k < 2 && capital == 'Z');
        }
        // 02 to 50 for marks given out from March, 51 to 99 for those from September.
        return (small == 0 || small == 5) && age >= 2 && (!odd || isCued(tokens, first));
    }

    /** {@code PE63 AND} is a pipe and a word, unless a vehicle is spoken of or only the mark is in capitals. */
    private static boolean isNoWord(Tokens tokens, int first, int last) {
        boolean word = tokens.means(last, Meaning.of(Meaning.ENGLISH, Meaning.STOP, Meaning.STREET, Meaning.REF));
        if (tokens.shape(last) == Tokens.SMALL) {
            return isCued(tokens, first) || (!word && !tokens.isShouted());
        }
        return !word || isCued(tokens, first) || !tokens.isShouted();
    }

    /** A letter, one to three figures, three letters. */
    private static boolean prefix(Tokens tokens, int first, int last) {
        if (tokens.length(first) < 2 || tokens.length(first) > 4 || tokens.length(last) != 3) {
            return false;
        }
        for (int k = 1; k < tokens.length(first); k++) {
            if (!Tokens.isDigit(tokens.charAt(tokens.start(first) + k))) {
                return false;
            }
        }
        return Tokens.isLetter(tokens.firstChar(first)) && tokens.shape(last) == Tokens.CAPITALS;
    }

    private static boolean isOldInOne(Tokens tokens, int i) {
        int length = tokens.length(i);
        if (length < 5 || length > MARK || tokens.shape(i) == Tokens.CAPITAL) {
            return false;
        }
        int digits = 0;
        int letters = 0;
        int changes = 0;
        for (int k = 0; k < length; k++) {
            boolean digit = Tokens.isDigit(tokens.charAt(tokens.start(i) + k));
            digits += digit ? 1 : 0;
            letters += digit ? 0 : 1;
            changes += k > 0 && digit != Tokens.isDigit(tokens.charAt(tokens.start(i) + k - 1)) ? 1 : 0;
        }
        return letters == 4 && digits <= 3 && changes == 2;
    }

    private static boolean isSuffix(Tokens tokens, int i) {
        int length = tokens.length(i);
        if (tokens.type(i) != Tokens.MIXED || length < 2 || length > 4) {
            return false;
        }
        for (int k = 0; k < length - 1; k++) {
            if (!Tokens.isDigit(tokens.charAt(tokens.start(i) + k))) {
                return false;
            }
        }
        return Tokens.isLetter(tokens.charAt(tokens.end(i) - 1));
    }

    private static boolean isCued(Tokens tokens, int i) {
        for (int k = i - 1; k >= i - CUE_DISTANCE && k >= 0; k--) {
            if (tokens.means(k, Meaning.VEHICLE)) {
                return true;
            }
            if (tokens.startsSentence(k)) {
                return false;
            }
        }
        return tokens.means(i + 2, Meaning.VEHICLE) || tokens.means(i + 3, Meaning.VEHICLE);
    }
}
