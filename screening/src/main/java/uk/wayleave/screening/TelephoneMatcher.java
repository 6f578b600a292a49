package uk.wayleave.screening;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/**
 * Telephone numbers, British and international: in figures however grouped, with letters for noughts, or in words.
 * libphonenumber has the last word on whether a number can exist; it is asked about at most {@value #ASKED_AT_MOST} numbers
 * of one text, and beyond that every number of the right form counts, so that no text can make it slow.
 */
final class TelephoneMatcher implements Matcher {
    static final int ASKED_AT_MOST = 256;

    private static final int TOKENS_AT_MOST = 26;
    private static final int DIGITS_AT_MOST = 15;
    private static final int INTERNATIONAL_AT_LEAST = 9;
    private static final int NATIONAL_LONG = 11;
    private static final int NATIONAL_SHORT = 10;
    private static final int CUE_DISTANCE = 4;
    private static final int WORDS_AT_LEAST = 7;

    /** Ranges that Ofcom keeps for drama and that no plan lists: nobody's numbers, yet meant as somebody's. */
    private static final String[] FICTITIOUS = {
        "07700900", "01632960", "01134960", "01144960", "01154960", "01164960", "01174960", "01184960", "01214960",
        "01314960", "01414960", "01514960", "01614960", "02079460", "01914980", "02896496", "02890180", "02920180",
        "08081570", "09098790", "03069990"
    };

    private final PhoneNumberUtil plan = PhoneNumberUtil.getInstance();
    private final String[] digitWords = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "o", "nought", "nil"
    };
    private final int[] digitNumbers;
    private final int doubleWord;
    private final int trebleWord;
    private final int tripleWord;
    private final int hundredWord;

    TelephoneMatcher(Lexicon lexicon) {
        digitNumbers = new int[digitWords.length];
        for (int i = 0; i < digitWords.length; i++) {
            digitNumbers[i] = lexicon.find(digitWords[i]);
        }
        doubleWord = lexicon.find("double");
        trebleWord = lexicon.find("treble");
        tripleWord = lexicon.find("triple");
        hundredWord = lexicon.find("hundred");
    }

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (tokens.anyFigures() || tokens.anyMeans(Meaning.DIGIT_WORD.bit)) {
            new Pass(tokens, found).run();
        }
    }

    /** One text. */
    private final class Pass {
        private final Tokens tokens;
        private final Candidates found;
        private final char[] digits = new char[DIGITS_AT_MOST + 2];
        private int count;
        private int asked;
        private int repeat = 1;
        private int words;

        Pass(Tokens tokens, Candidates found) {
            this.tokens = tokens;
            this.found = found;
        }

        void run() {
            int i = 0;
            while (i < tokens.count()) {
                i = starts(i) ? number(i) : i + 1;
            }
        }

        /** Where a number may begin: a plus, a bracket before a figure, a nought, or a word for one. */
        private boolean starts(int i) {
            if (tokens.type(i) == Tokens.MARK) {
                return (tokens.is(i, '+') || tokens.is(i, '(')) && tokens.touchesPrevious(i + 1) && isFigure(i + 1);
            }
            if (i > 0 && tokens.touchesPrevious(i) && isFigureOrSlash(i - 1)) {
                return false;
            }
            char first = tokens.firstChar(i);
            if (tokens.length(i) == 1 && tokens.length(i - 1) == 1 && tokens.type(i - 1) == Tokens.NUMBER) {
                return false;
            }
            if (isFigure(i)) {
                return first == '0' || first == 'o' || first == 'O' || first == '7' || first == '4';
            }
            return tokens.means(i, Meaning.DIGIT_WORD)
                    && (tokens.isWord(i, digitNumbers[0])
                            || tokens.isWord(i, digitNumbers[10])
                            || tokens.isWord(i, digitNumbers[11])
                            || tokens.isWord(i, doubleWord));
        }

        private boolean isFigureOrSlash(int i) {
            return tokens.type(i) == Tokens.NUMBER
                    || tokens.type(i) == Tokens.MIXED
                    || tokens.is(i, '/')
                    || (tokens.is(i, '-') && tokens.touchesPrevious(i) && tokens.type(i - 1) != Tokens.MARK)
                    || (tokens.is(i, '.') && tokens.touchesPrevious(i) && tokens.type(i - 1) == Tokens.NUMBER);
        }

        /** Only digits, or digits with the letter o for nought. */
        private boolean isFigure(int i) {
            if (tokens.type(i) == Tokens.NUMBER) {
                return tokens.length(i) <= DIGITS_AT_MOST;
            }
            if (tokens.type(i) != Tokens.MIXED || tokens.length(i) > DIGITS_AT_MOST) {
                return false;
            }
            for (int at = tokens.start(i); at < tokens.end(i); at++) {
                char c = tokens.charAt(at);
                if (!Tokens.isDigit(c) && c != 'o' && c != 'O') {
                    return false;
                }
            }
            return true;
        }

        /** Reads on from {@code first}; the result is where to go on. */
        private int number(int first) {
            count = 0;
            repeat = 1;
            words = 0;
            int best = -1;
            int brackets = 0;
            boolean international = tokens.is(first, '+');
            int i = international ? first + 1 : first;
            for (; i < first + TOKENS_AT_MOST && i < tokens.count(); i++) {
                if (tokens.startsLine(i) && i > first) {
                    break;
                }
                if (tokens.type(i) == Tokens.MARK) {
                    brackets += tokens.is(i, '(') ? 1 : 0;
                    if (brackets > 2) {
                        break;
                    }
                    if (isSeparator(i)) {
                        continue;
                    }
                }
                if (!append(i)) {
                    break;
                }
                if (!international && isNoneHoweverItGoesOn(first)) {
                    break;
                }
                if (isComplete(i) && isNumber(first, i, international)) {
                    best = i;
                }
            }
            if (best < 0) {
                return first + 1;
            }
            int start = tokens.is(first, '(') && !isClosed(first, best) ? first + 1 : first;
            found.add(
                    international || (digits[0] == '0' && digits[1] == '0')
                            ? "telephone.international"
                            : words > 0 ? "telephone.words" : "telephone.national",
                    tokens.start(start),
                    tokens.end(best));
            return best + 1;
        }

        /** As {@link #isNumber} says of any that begins so: 04, 06, or 00 where nobody dials abroad. */
        private boolean isNoneHoweverItGoesOn(int first) {
            if (count < 4 || digits[0] != '0') {
                return false;
            }
            return digits[1] == '4' || digits[1] == '6' || (digits[1] == '0' && !isDialledAbroad(first));
        }

        private boolean isClosed(int first, int last) {
            for (int k = first; k <= last; k++) {
                if (tokens.is(k, ')')) {
                    return true;
                }
            }
            return false;
        }

        private boolean isSeparator(int i) {
            if (tokens.is(i, '-') || tokens.is(i, '.') || tokens.is(i, ')') || tokens.is(i, '(') || tokens.is(i, '/')) {
                return true;
            }
            return tokens.is(i, ',') && words > 0;
        }

        private boolean append(int i) {
            if (tokens.type(i) != Tokens.WORD && isFigure(i)) {
                // (0) after +44 is not dialled.
                for (int at = tokens.start(i); at < tokens.end(i); at++) {
                    char c = tokens.charAt(at);
                    if (!put(c == 'o' || c == 'O' ? '0' : c)) {
                        return false;
                    }
                }
                return true;
            }
            if (!tokens.means(i, Meaning.DIGIT_WORD)) {
                return false;
            }
            words++;
            int word = tokens.number(i);
            for (int d = 0; d < digitNumbers.length; d++) {
                if (word == digitNumbers[d]) {
                    return put(d >= 10 ? '0' : (char) ('0' + d));
                }
            }
            if (word == doubleWord) {
                repeat = 2;
                return true;
            }
            if (word == trebleWord || word == tripleWord) {
                repeat = 3;
                return true;
            }
            if (word == hundredWord) {
                repeat = 2;
                return put('0');
            }
            return false;
        }

        private boolean put(char digit) {
            for (int k = 0; k < repeat; k++) {
                if (count >= DIGITS_AT_MOST) {
                    return false;
                }
                digits[count++] = digit;
            }
            repeat = 1;
            return true;
        }

        /** Not in the middle of something longer. */
        private boolean isComplete(int i) {
            return !tokens.touchesPrevious(i + 1)
                    || (tokens.type(i + 1) == Tokens.MARK
                            && !(tokens.is(i + 1, '-')
                                    && tokens.touchesPrevious(i + 2)
                                    && tokens.type(i + 2) != Tokens.NUMBER)
                            && !tokens.is(i + 1, '_'));
        }

        private boolean isNumber(int first, int last, boolean plus) {
            if (plus || (digits[0] == '0' && count > 2 && digits[1] == '0')) {
                return count >= INTERNATIONAL_AT_LEAST
                        && (plus || isDialledAbroad(first))
                        && isInternational(plus ? 0 : 2, first);
            }
            if (words > 0 && words < WORDS_AT_LEAST && tokens.type(first) == Tokens.WORD) {
                return false;
            }
            if (digits[0] == '4' && digits[1] == '4') {
                return count == NATIONAL_LONG + 1 && isCued(first) && isInternational(0, first);
            }
            if (digits[0] == '7') {
                return count == NATIONAL_SHORT
                        && tokens.length(last) <= NATIONAL_SHORT
                        && isCued(first)
                        && isPlanned(0, first);
            }
            if (digits[0] != '0' || count < NATIONAL_SHORT || count > NATIONAL_LONG) {
                return false;
            }
            char kind = digits[1];
            if (kind == '0' || kind == '4' || kind == '6') {
                return false;
            }
            return !isReference(first) && isPlanned(0, first);
        }

        /** Begins with 00 as one does who dials abroad, not as a grid reference or a filled number may. */
        private boolean isDialledAbroad(int first) {
            boolean british = digits[2] == '4' && digits[3] == '4';
            return !isReference(first) && (isCued(first) || british || tokens.length(first) == 2);
        }

        private boolean isInternational(int skip, int first) {
            int from = skip;
            boolean british = digits[from] == '4' && digits[from + 1] == '4';
            if (british) {
                from += 2;
                if (digits[from] == '0') {
                    from++;
                }
                int national = count - from;
                return (national == NATIONAL_SHORT || national == NATIONAL_SHORT - 1) && isPlanned(from, first);
            }
            if (asked++ >= ASKED_AT_MOST) {
                return true;
            }
            return isValid("+" + new String(digits, from, count - from));
        }

        /** @param from the first digit after what stands for the country; a nought before it counts or is added */
        private boolean isPlanned(int from, int first) {
            if (asked++ >= ASKED_AT_MOST) {
                return true;
            }
            String national = new String(digits, from, count - from);
            if (digits[from] != '0') {
                national = "0" + national;
            }
            for (String range : FICTITIOUS) {
                if (national.startsWith(range)) {
                    return national.length() == NATIONAL_LONG || range.startsWith("0808");
                }
            }
            if (isValid(national)) {
                return true;
            }
            char kind = national.charAt(1);
            return national.length() == NATIONAL_LONG && (kind == '7' || kind <= '2') && (words > 0 || isCued(first));
        }

        private boolean isValid(String number) {
            try {
                return plan.isValidNumber(plan.parse(number, "GB"));
            } catch (NumberParseException notOne) {
                return false;
            }
        }

        private boolean isCued(int first) {
            if (!tokens.anyMeans(Meaning.PHONE.bit)) {
                return false;
            }
            for (int k = first - 1; k >= first - CUE_DISTANCE && k >= 0; k--) {
                if (tokens.means(k, Meaning.REF) && !tokens.means(k, Meaning.PHONE)) {
                    return false;
                }
                if ((tokens.means(k, Meaning.PHONE) && tokens.length(k) > 2)
                        || (tokens.is(k, ':') && tokens.means(k - 1, Meaning.PHONE))) {
                    return !isReference(first);
                }
            }
            return false;
        }

        /** A word just before says that it is a reference. */
        private boolean isReference(int first) {
            for (int k = first - 1; k >= first - CUE_DISTANCE && k >= 0; k--) {
                if (tokens.means(k, Meaning.REF)) {
                    return true;
                }
                if (tokens.type(k) == Tokens.WORD && !tokens.means(k, Meaning.FILLER)) {
                    return false;
                }
            }
            return false;
        }
    }
}
