package uk.wayleave.screening;

/**
 * Codes of key safes, alarms, gates and doors: a code after a word for what it opens. Four to eight digits that stand
 * alone are one after any word of the kind; fewer, parted or spelled digits only right after a word for a code.
 */
final class AccessCodeMatcher implements Matcher {
    private static final int LOCK_DISTANCE = 9;
    private static final int BETWEEN = 4;
    private static final int AT_LEAST = 4;
    private static final int AT_MOST = 8;
    private static final int WEAK_AT_LEAST = 3;
    private static final int GROUP_AT_MOST = 2;
    private static final int NO_CODE = -1;

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (!tokens.anyMeans(Meaning.of(Meaning.LOCK, Meaning.LOCK_BEFORE_CODE))
                || !(tokens.anyFigures() || tokens.anyMeans(Meaning.DIGIT_WORD.bit))) {
            return;
        }
        int lock = Integer.MIN_VALUE / 2;
        for (int i = 0; i < tokens.count(); i++) {
            if (isLock(tokens, i)) {
                lock = i;
            }
            int last = NO_CODE;
            if (isCode(tokens, i) && opens(tokens, i, lock)) {
                last = end(tokens, i);
            } else if (i - lock <= LOCK_DISTANCE && followsCodeWord(tokens, i)) {
                last = endOfWeak(tokens, i);
            }
            if (last != NO_CODE && !tokens.means(last + 1, Meaning.MEASURE)) {
                int first = start(tokens, i);
                found.add("access.code", tokens.start(first), tokens.end(last));
                i = last;
            }
        }
    }

    /** {@code access} opens nothing by itself, {@code access code} does. */
    private static boolean isLock(Tokens tokens, int i) {
        return tokens.means(i, Meaning.LOCK)
                || (tokens.means(i, Meaning.LOCK_BEFORE_CODE) && tokens.means(i + 1, Meaning.CODE));
    }

    /** {@code code is}, {@code combination:}, {@code pin for the} before the token, and nothing else between. */
    private static boolean followsCodeWord(Tokens tokens, int i) {
        for (int k = i - 1; k >= Math.max(i - BETWEEN - 1, 0) && !tokens.startsSentence(k + 1); k--) {
            if (tokens.means(k, Meaning.CODE)) {
                return !tokens.means(k - 1, Meaning.of(Meaning.NOT_LOCK_CODE, Meaning.REF));
            }
            if (tokens.type(k) != Tokens.MARK
                    && (!tokens.means(k, Meaning.of(Meaning.FILLER, Meaning.LOCK)) || tokens.means(k, Meaning.REF))) {
                return false;
            }
        }
        return false;
    }

    /** {@code 1 2 3 4}, {@code 44-12}, {@code four seven one two}, {@code 471}: the last token, or none. */
    private static int endOfWeak(Tokens tokens, int i) {
        if (tokens.means(i, Meaning.DIGIT_WORD)) {
            int last = i;
            while (tokens.means(last + 1, Meaning.DIGIT_WORD) && !tokens.startsLine(last + 1) && last < i + AT_MOST) {
                last++;
            }
            return last - i + 1 >= WEAK_AT_LEAST && last < i + AT_MOST ? last : NO_CODE;
        }
        Digits digits = Digits.from(tokens, i, AT_MOST);
        if (!digits.areBetween(WEAK_AT_LEAST, AT_MOST)) {
            return NO_CODE;
        }
        for (int k = i; digits.last() > i && k <= digits.last(); k++) {
            if (tokens.length(k) > GROUP_AT_MOST) {
                return NO_CODE;
            }
        }
        return digits.last();
    }

    /** Four or more digits, perhaps with a letter around, or single ones with dashes. */
    private static boolean isCode(Tokens tokens, int i) {
        byte type = tokens.type(i);
        if (tokens.touchesPrevious(i) && !followsOpeningMark(tokens, i)) {
            return false;
        }
        if (type == Tokens.NUMBER) {
            int length = tokens.length(i);
            return (length >= AT_LEAST && length <= AT_MOST) || (length == 1 && isDashed(tokens, i));
        }
        if (type != Tokens.MIXED || tokens.length(i) > AT_MOST) {
            return false;
        }
        int digits = 0;
        for (int at = tokens.start(i); at < tokens.end(i); at++) {
            digits += Tokens.isDigit(tokens.charAt(at)) ? 1 : 0;
        }
        // C159X is what a push-button lock takes.
        return digits >= AT_LEAST - 1 && tokens.length(i) - digits <= 2;
    }

    private static boolean followsOpeningMark(Tokens tokens, int i) {
        return tokens.is(i - 1, '(')
                || tokens.is(i - 1, ':')
                || tokens.is(i - 1, '"')
                || tokens.is(i - 1, '\'')
                || tokens.is(i - 1, '=')
                || tokens.is(i - 1, '*');
    }

    private static boolean isDashed(Tokens tokens, int i) {
        return tokens.is(i + 1, '-')
                && tokens.touchesPrevious(i + 2)
                && tokens.length(i + 2) == 1
                && tokens.is(i + 3, '-');
    }

    private static boolean opens(Tokens tokens, int i, int lock) {
        if (i - lock > LOCK_DISTANCE) {
            return isCodeOfLockAfter(tokens, i);
        }
        int others = 0;
        for (int k = i - 1; k >= Math.max(i - BETWEEN - 1, 0); k--) {
            if (tokens.means(k, Meaning.of(Meaning.NOT_LOCK_CODE, Meaning.REF)) || tokens.startsSentence(k + 1)) {
                return false;
            }
            if (tokens.means(k, Meaning.CODE) && !tokens.means(k - 1, Meaning.NOT_LOCK_CODE)) {
                return true;
            }
            if (k == lock && others == 0) {
                return isCodeLike(tokens, k, i);
            }
            boolean filler = tokens.type(k) == Tokens.MARK || tokens.means(k, Meaning.FILLER) || tokens.length(k) == 1;
            if (!filler && (tokens.type(k) != Tokens.WORD || ++others > 1)) {
                return false;
            }
        }
        return false;
    }

    /** {@code keysafe 1389}, {@code padlock: 0451}: the lock's own word and nothing but a mark between. */
    private static boolean isCodeLike(Tokens tokens, int lock, int code) {
        return !tokens.means(lock, Meaning.of(Meaning.ENGLISH))
                || tokens.means(lock - 1, Meaning.LOCK)
                || tokens.means(lock - 2, Meaning.LOCK)
                || (tokens.means(lock - 2, Meaning.CODE) && tokens.means(lock - 1, Meaning.FILLER))
                || tokens.means(lock - 3, Meaning.CODE)
                || (code == lock + 1 && tokens.length(lock) >= 6)
                || tokens.is(lock + 1, ':')
                || (tokens.means(lock + 1, Meaning.FILLER) && !tokens.isPossessive(lock));
    }

    /** {@code code 5793, key in box}, {@code press 0910 to lift the barrier}. */
    private static boolean isCodeOfLockAfter(Tokens tokens, int i) {
        if (!tokens.means(i - 1, Meaning.CODE) || tokens.means(i - 2, Meaning.of(Meaning.NOT_LOCK_CODE, Meaning.REF))) {
            return false;
        }
        for (int k = i + 1; k <= i + LOCK_DISTANCE && !tokens.startsSentence(k); k++) {
            if (tokens.means(k, Meaning.LOCK)) {
                return true;
            }
        }
        return false;
    }

    private static int start(Tokens tokens, int i) {
        boolean letter =
                tokens.type(i - 1) == Tokens.WORD && tokens.shape(i - 1) == Tokens.INITIAL && !tokens.startsLine(i);
        return letter ? i - 1 : i;
    }

    private static int end(Tokens tokens, int i) {
        int last = i;
        if (tokens.length(i) == 1) {
            while (tokens.is(last + 1, '-')
                    && tokens.touchesPrevious(last + 2)
                    && tokens.length(last + 2) == 1
                    && last < i + AT_MOST * 2) {
                last += 2;
            }
        }
        if (tokens.is(last + 1, '#') && tokens.touchesPrevious(last + 1)) {
            return last + 1;
        }
        boolean letter = tokens.type(last + 1) == Tokens.WORD
                && tokens.shape(last + 1) == Tokens.INITIAL
                && !tokens.startsLine(last + 1);
        return letter ? last + 1 : last;
    }
}
