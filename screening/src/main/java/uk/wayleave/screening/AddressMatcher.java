package uk.wayleave.screening;

import java.util.BitSet;

/**
 * Addresses of households: a house number, alone or with its street, where the text ties it to one person; and a house
 * together with its full postcode. A door number by itself is not personal data: DfT says so.
 */
final class AddressMatcher implements Matcher {
    private static final int BEFORE = 9;
    private static final int AFTER = 7;
    private static final int STREET_WORDS = 4;
    private static final int POSTCODE_DISTANCE = 14;
    private static final int HOUSE_DIGITS = 3;
    private static final String NOT_INWARD = "CIKMOV";

    private final int at;
    private final int of;
    private final int house;
    private final int number;

    AddressMatcher(Lexicon lexicon) {
        at = lexicon.find("at");
        of = lexicon.find("of");
        house = lexicon.find("house");
        number = lexicon.find("number");
    }

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (tokens.anyFigures()) {
            new Pass(tokens, found).run();
        }
    }

    /** One text. */
    private final class Pass {
        private final Tokens tokens;
        private final Candidates found;
        private final boolean shouted;
        /** Folded places where a person's name or something about a person was found. */
        private final BitSet persons = new BitSet();

        private final boolean anyPerson;
        private int lastPerson = Integer.MIN_VALUE / 2;
        private int nextPerson = -1;

        Pass(Tokens tokens, Candidates found) {
            this.tokens = tokens;
            this.found = found;
            this.shouted = tokens.isShouted();
            for (Candidates.Candidate one : found.all()) {
                PersonalData what = one.rule().personalData();
                if (what == PersonalData.NAME || what == PersonalData.SPECIAL_CATEGORY) {
                    persons.set(one.start());
                }
            }
            anyPerson = !persons.isEmpty() || tokens.anyMeans(Meaning.PERSON.bit);
        }

        void run() {
            int i = 0;
            while (i < tokens.count()) {
                if (isPerson(i)) {
                    lastPerson = i;
                }
                int last = postcode(i);
                if (last < 0) {
                    last = household(i);
                }
                i = last < 0 ? i + 1 : last + 1;
            }
        }

        // --- house and person ----------------------------------------------------------------------------------------

        private int household(int i) {
            if (!anyPerson) {
                return -1;
            }
            int last = house(i);
            if (last < 0 || !isTied(i, last)) {
                return -1;
            }
            found.add("household.person", tokens.start(i), tokens.end(last));
            return last;
        }

        /** The last token of a house number with what belongs to it, or -1. */
        private int house(int i) {
            if (tokens.means(i, Meaning.HOUSE_NUMBER)) {
                int k = i + 1;
                if ((tokens.isWord(i, house) && tokens.isWord(k, number))
                        || (tokens.isWord(i, house) && tokens.means(k, Meaning.HOUSE_NUMBER))) {
                    k++;
                }
                if (tokens.is(k, '.') && tokens.touchesPrevious(k)) {
                    k++;
                }
                if (!isHouseNumber(k) || isRange(k)) {
                    return -1;
                }
                int after = tokens.is(k + 1, ',') ? k + 2 : k + 1;
                if (isHouseNumber(after) && !tokens.startsLine(after)) {
                    int whole = street(after);
                    return whole > after ? whole : k;
                }
                return street(k);
            }
            if (!isHouseNumber(i)
                    || isRange(i)
                    || isInside(i)
                    || (tokens.startsLine(i) && tokens.type(i + 1) != Tokens.WORD)) {
                return -1;
            }
            int last = street(i);
            if (last > i) {
                return last;
            }
            boolean plain = tokens.isWord(i - 1, at) || tokens.isWord(i - 1, of);
            boolean ends = tokens.type(i + 1) != Tokens.WORD || tokens.shape(i + 1) == Tokens.SMALL;
            boolean person =
                    tokens.means(i - 2, Meaning.PERSON) || isPersonEndingAt(i - 2) || tokens.means(i - 2, Meaning.SAYS);
            return plain && ends && person && !tokens.means(i + 1, Meaning.MONTHS) && !isTime(i) ? i : -1;
        }

        private boolean isTime(int i) {
            return tokens.is(i + 1, ':')
                    || (tokens.is(i + 1, '.') && tokens.touchesPrevious(i + 2))
                    || tokens.is(i + 1, '/')
                    || tokens.is(i + 1, '%');
        }

        private boolean isPersonEndingAt(int i) {
            for (int k = i; k > i - 4 && k >= 0; k--) {
                if (persons.get(tokens.start(k))) {
                    return true;
                }
            }
            return false;
        }

        private boolean isInside(int i) {
            return tokens.touchesPrevious(i)
                    && !tokens.is(i - 1, '(')
                    && !tokens.is(i - 1, ',')
                    && !tokens.is(i - 1, ':')
                    && !(tokens.is(i - 1, '.') && tokens.means(i - 2, Meaning.HOUSE_NUMBER));
        }

        /** One to three digits (four are a year, a time or a reference), perhaps a letter. */
        private boolean isHouseNumber(int i) {
            if (tokens.type(i) == Tokens.NUMBER) {
                return tokens.length(i) <= HOUSE_DIGITS;
            }
            if (tokens.type(i) != Tokens.MIXED || tokens.length(i) > HOUSE_DIGITS + 1) {
                return false;
            }
            for (int k = tokens.start(i); k < tokens.end(i) - 1; k++) {
                if (!Tokens.isDigit(tokens.charAt(k))) {
                    return false;
                }
            }
            char letter = (char) (tokens.charAt(tokens.end(i) - 1) | 0x20);
            return (letter >= 'a' && letter <= 'h') || (letter == 'm' && tokens.length(i) < 2);
        }

        /** {@code 12-20}, {@code 3 to 9}, {@code 4 and 6}: houses, not one household. */
        private boolean isRange(int i) {
            return (isRangeWord(i + 1) && tokens.type(i + 2) == Tokens.NUMBER)
                    || (isRangeWord(i - 1) && tokens.type(i - 2) == Tokens.NUMBER);
        }

        private boolean isRangeWord(int i) {
            return tokens.is(i, '-')
                    || tokens.is(i, '/')
                    || tokens.is(i, '&')
                    || (tokens.means(i, Meaning.WITH_WORD)
                            && tokens.length(i) == 2
                            && tokens.firstChar(i) != 'b'
                            && tokens.firstChar(i) != 'B'
                            && tokens.firstChar(i) != 'w')
                    || tokens.means(i, Meaning.LINKING);
        }

        /** Words with a capital after a house number, as far as one for a street. */
        private int street(int i) {
            int last = i;
            for (int k = i + 1; k <= i + STREET_WORDS + 1; k++) {
                if (tokens.startsLine(k)) {
                    break;
                }
                if (tokens.is(k, '.')
                        && tokens.touchesPrevious(k)
                        && tokens.isWord(k - 1, tokens.number(k - 1))
                        && tokens.length(k - 1) == 2) {
                    continue;
                }
                boolean word = tokens.type(k) == Tokens.WORD
                        && (tokens.shape(k) != Tokens.SMALL || tokens.length(k) == 1)
                        && !tokens.means(k, Meaning.TITLE);
                if (!word || (tokens.isPossessive(k) && tokens.startsSentence(k))) {
                    break;
                }
                if ((tokens.means(k, Meaning.STREET) && k > i + 1) || tokens.means(k, Meaning.HOUSE_NAME)) {
                    last = k;
                    if (!tokens.means(k + 1, Meaning.STREET) || tokens.shape(k + 1) == Tokens.SMALL) {
                        return last;
                    }
                }
            }
            if (last == i && !shouted) {
                return twoWords(i);
            }
            return last;
        }

        /** {@code 1 Tan y Bryn}, {@code 21 Hollin Bank}: one or more words with a capital and no word for a street. */
        private int twoWords(int i) {
            int first = i + 1;
            if (tokens.type(first) != Tokens.WORD
                    || tokens.shape(first) != Tokens.CAPITAL
                    || tokens.startsLine(first)
                    || tokens.means(
                            first,
                            Meaning.of(Meaning.STOP, Meaning.MONTHS, Meaning.TITLE, Meaning.PERSON, Meaning.ROLE))) {
                return i;
            }
            int second = i + 2;
            boolean more = tokens.type(second) == Tokens.WORD
                    && tokens.shape(second) == Tokens.CAPITAL
                    && !tokens.startsSentence(second)
                    && !tokens.means(second, Meaning.of(Meaning.STOP, Meaning.TITLE));
            boolean welsh = tokens.length(second) == 1
                    && tokens.type(second + 1) == Tokens.WORD
                    && tokens.shape(second + 1) == Tokens.CAPITAL;
            return welsh ? second + 1 : more ? second : tokens.means(first, Meaning.ENGLISH) ? i : first;
        }

        /** Whether one person is spoken of close by. */
        private boolean isTied(int first, int last) {
            if (lastPerson >= first - BEFORE && !isParted(lastPerson, first)) {
                return true;
            }
            if (nextPerson <= last) {
                nextPerson = last + 1;
                while (nextPerson < tokens.count() && !isPerson(nextPerson)) {
                    nextPerson++;
                }
            }
            return nextPerson <= last + AFTER && nextPerson < tokens.count() && !isParted(last, nextPerson);
        }

        /** Whether a sentence ends between these tokens. */
        private boolean isParted(int before, int after) {
            for (int k = before + 1; k <= after; k++) {
                if (tokens.startsSentence(k)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isPerson(int k) {
            return persons.get(tokens.start(k)) || tokens.means(k, Meaning.PERSON);
        }

        // --- house and postcode --------------------------------------------------------------------------------------

        private int postcode(int i) {
            int last = lastOfPostcode(i);
            if (last < 0) {
                return -1;
            }
            int first = houseBefore(i);
            if (first < 0) {
                return -1;
            }
            found.add("household.postcode", tokens.start(first), tokens.end(last));
            return last;
        }

        /** A full postcode by its form (BS 7666); the last token, or -1. */
        private int lastOfPostcode(int i) {
            if (tokens.type(i) != Tokens.MIXED || !Tokens.isLetter(tokens.firstChar(i))) {
                return -1;
            }
            int length = tokens.length(i);
            if (length <= 4 && isOutward(tokens.start(i), length) && isInward(i + 1)) {
                return i + 1;
            }
            if (length >= 5
                    && length <= 7
                    && isOutward(tokens.start(i), length - 3)
                    && isInwardAt(tokens.end(i) - 3)
                    && tokens.shape(i) == Tokens.CAPITALS
                    && (tokens.is(i - 1, ',') || tokens.means(i - 1, Meaning.of(Meaning.STREET, Meaning.PLACE)))) {
                return i;
            }
            return -1;
        }

        private boolean isOutward(int start, int length) {
            int letters = 0;
            while (letters < length && Tokens.isLetter(tokens.charAt(start + letters))) {
                letters++;
            }
            return letters >= 1
                    && letters <= 2
                    && length > letters
                    && Tokens.isDigit(tokens.charAt(start + letters))
                    && length - letters <= 2;
        }

        private boolean isInwardAt(int start) {
            char a = Character.toUpperCase(tokens.charAt(start + 1));
            char b = Character.toUpperCase(tokens.charAt(start + 2));
            return Tokens.isDigit(tokens.charAt(start))
                    && Tokens.isLetter(a)
                    && Tokens.isLetter(b)
                    && NOT_INWARD.indexOf(a) < 0
                    && NOT_INWARD.indexOf(b) < 0;
        }

        private boolean isInward(int i) {
            return tokens.type(i) == Tokens.MIXED
                    && tokens.length(i) == 3
                    && !tokens.startsLine(i)
                    && isInwardAt(tokens.start(i));
        }

        /** The first token of the house before a postcode, or -1 where there is none or it is no home. */
        private int houseBefore(int postcode) {
            int first = -1;
            boolean named = false;
            for (int k = postcode - 1; k >= 0 && k >= postcode - POSTCODE_DISTANCE; k--) {
                if ((tokens.startsLine(k + 1) && k < postcode - 1) || !isOfAddress(k)) {
                    break;
                }
                if ((tokens.means(k, Meaning.UNIT) && tokens.shape(k) != Tokens.SMALL)
                        || tokens.means(k, Meaning.BRAND)) {
                    return -1;
                }
                if (tokens.means(k, Meaning.HOUSE_NAME) && tokens.shape(k) != Tokens.SMALL) {
                    named = true;
                }
                if (isHouseNumber(k) && !isInside(k)) {
                    first = k;
                }
                if (named && tokens.type(k) == Tokens.WORD && tokens.shape(k) != Tokens.SMALL) {
                    first = k;
                }
                if (first == k + 1 && tokens.means(k, Meaning.HOUSE_NUMBER)) {
                    first = k;
                }
                if (first == k + 2 && tokens.is(k + 1, '.') && tokens.means(k, Meaning.HOUSE_NUMBER)) {
                    first = k;
                }
            }
            return first;
        }

        private boolean isOfAddress(int k) {
            byte type = tokens.type(k);
            if (type == Tokens.MARK) {
                return tokens.is(k, ',') || tokens.is(k, '.') || tokens.is(k, '-') || tokens.is(k, '\'');
            }
            if (type == Tokens.WORD) {
                return tokens.shape(k) != Tokens.SMALL || tokens.means(k, Meaning.HOUSE_NUMBER) || tokens.isWord(k, of);
            }
            return (type == Tokens.NUMBER && tokens.length(k) <= HOUSE_DIGITS) || isHouseNumber(k);
        }
    }
}
