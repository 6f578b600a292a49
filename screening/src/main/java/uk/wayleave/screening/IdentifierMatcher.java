package uk.wayleave.screening;

/** Identifiers of a fixed form: National Insurance, NHS, driving licence, passport, bank, card, and dates of birth. */
final class IdentifierMatcher implements Matcher {
    private static final int CUE_DISTANCE = 5;
    private static final int CARD_AT_LEAST = 13;
    private static final int CARD_AT_MOST = 19;
    private static final int SORT_CODE = 6;
    private static final int NHS = 10;
    private static final int LICENCE = 16;
    private static final int EARLIEST_BIRTH = 1905;
    private static final int LATEST_BIRTH = 2012;
    private static final int IBAN = 22;
    private static final int BANK_DISTANCE = 14;
    /** First letters that no National Insurance number has (HMRC, NIM39110). */
    private static final String NOT_FIRST = "DFIQUV";

    private static final String NOT_SECOND = "DFIOQUV";
    private static final String NEVER = "BG GB KN NK NT TN ZZ";

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (!tokens.anyFigures()) {
            return;
        }
        int bankUntil = -1;
        int i = 0;
        while (i < tokens.count()) {
            int next = i + 1;
            byte type = tokens.type(i);
            if (type == Tokens.NUMBER && !isInside(tokens, i)) {
                int last = number(tokens, i, bankUntil, found);
                if (last >= 0) {
                    next = last + 1;
                }
            } else if (type == Tokens.MIXED && isOrdinal(tokens, i) && dateOfBirth(tokens, i, found) >= 0) {
                next = i + 3;
            } else if (type == Tokens.MIXED || (type == Tokens.WORD && mayBegin(tokens, i))) {
                int last = coded(tokens, i, found);
                if (last >= 0) {
                    next = last + 1;
                }
            }
            if (tokens.means(i, Meaning.BANK)) {
                bankUntil = i + BANK_DISTANCE;
            }
            i = next;
        }
    }

    /** Letters alone before digits: two of a National Insurance number, five of a driver number. */
    private static boolean mayBegin(Tokens tokens, int i) {
        int length = tokens.length(i);
        byte next = tokens.type(i + 1);
        return (length == 2 || length == 5) && (next == Tokens.NUMBER || next == Tokens.MIXED);
    }

    /** In the middle of something longer, such as {@code 12-34}. */
    private static boolean isInside(Tokens tokens, int i) {
        if (!tokens.touchesPrevious(i)) {
            return false;
        }
        return tokens.type(i - 1) != Tokens.MARK
                || ((tokens.is(i - 1, '-') || tokens.is(i - 1, '/') || tokens.is(i - 1, '_'))
                        && tokens.touchesPrevious(i - 1)
                        && tokens.type(i - 2) != Tokens.MARK);
    }

    /** The last token of what was found, or -1. */
    private static int number(Tokens tokens, int i, int bankUntil, Candidates found) {
        int birth = dateOfBirth(tokens, i, found);
        if (birth >= 0) {
            return birth;
        }
        int length = tokens.length(i);
        if (length == 1 || length > CARD_AT_MOST) {
            return -1;
        }
        // A sort code goes in twos, an NHS number in threes, a card in fours.
        Digits run = Digits.from(tokens, i, length == 2 ? SORT_CODE : length == 3 ? NHS : CARD_AT_MOST);
        if (run.areBetween(CARD_AT_LEAST, CARD_AT_MOST) && isCard(tokens, i, run)) {
            found.add("card.luhn", tokens.start(i), tokens.end(run.last()));
            return run.last();
        }
        if (run.are(NHS) && cue(tokens, i, Meaning.NHS)) {
            found.add(run.passesNhsCheck() ? "nhs.check-digit" : "nhs.form", tokens.start(i), tokens.end(run.last()));
            return run.last();
        }
        if (run.are(9) && tokens.length(i) == 9 && cue(tokens, i, Meaning.PASSPORT)) {
            found.add("passport.number", tokens.start(i), tokens.end(i));
            return i;
        }
        if (run.are(SORT_CODE)
                && isSortCode(tokens, i, run)
                && (cue(tokens, i, Meaning.SORT) || i <= bankUntil)
                && !isReferenceJustBefore(tokens, i)) {
            found.add("bank.sort-code", tokens.start(i), tokens.end(run.last()));
            return run.last();
        }
        if (length == 8 && (!tokens.touchesPrevious(i + 1) || tokens.type(i + 1) == Tokens.MARK)) {
            return account(tokens, i, bankUntil, found);
        }
        return -1;
    }

    private static boolean isCard(Tokens tokens, int i, Digits run) {
        int first = run.digit(0);
        boolean known = first == 4
                || first == 5
                || first == 6
                || (first == 3 && run.count() < 16)
                || (first == 2 && run.count() == 16);
        boolean evenGroups = tokens.length(i) == 4 || tokens.length(i) == run.count();
        return known && evenGroups && run.passesLuhn() && (cue(tokens, i, Meaning.CARD) || !isReference(tokens, i));
    }

    private static boolean isSortCode(Tokens tokens, int i, Digits run) {
        return tokens.length(i) == 6 || (tokens.length(i) == 2 && run.last() >= i + 2);
    }

    private static int account(Tokens tokens, int i, int bankUntil, Candidates found) {
        boolean named = cue(tokens, i, Meaning.ACCOUNT);
        boolean afterSortCode = found.size() > 0
                && found.get(found.size() - 1).rule().personalData() == PersonalData.BANK_ACCOUNT
                && tokens.start(i) - found.get(found.size() - 1).end() < 40;
        if ((afterSortCode && !isReferenceJustBefore(tokens, i))
                || (named && (i <= bankUntil || sortCodeFollows(tokens, i)))) {
            found.add("bank.account", tokens.start(i), tokens.end(i));
            return i;
        }
        return -1;
    }

    private static boolean sortCodeFollows(Tokens tokens, int i) {
        for (int k = i + 1; k <= i + CUE_DISTANCE; k++) {
            if (tokens.means(k, Meaning.SORT) || isAbbreviated(tokens, k, Meaning.SORT)) {
                return true;
            }
        }
        return false;
    }

    /** What has letters in it; the last token of what was found, or -1. */
    private static int coded(Tokens tokens, int i, Candidates found) {
        if (tokens.touchesPrevious(i) && (tokens.is(i - 1, '-') || tokens.is(i - 1, '/') || tokens.is(i - 1, '_'))) {
            return -1;
        }
        char[] code = new char[IBAN];
        int length = 0;
        int k = i;
        int insurance = -1;
        int licence = -1;
        int iban = -1;
        while (length <= IBAN && k < tokens.count() && k < i + 8) {
            byte type = tokens.type(k);
            if (tokens.is(k, '-') && tokens.touchesPrevious(k) && tokens.touchesPrevious(k + 1)) {
                k++;
                continue;
            }
            if ((type != Tokens.WORD && type != Tokens.MIXED && type != Tokens.NUMBER)
                    || length + tokens.length(k) > IBAN) {
                break;
            }
            if (k > i && tokens.startsLine(k)) {
                break;
            }
            for (int at = tokens.start(k); at < tokens.end(k); at++) {
                char c = tokens.charAt(at);
                code[length++] = c >= 'a' && c <= 'z' ? (char) (c - 0x20) : c;
            }
            boolean whole = !tokens.touchesPrevious(k + 1)
                    || (tokens.type(k + 1) == Tokens.MARK
                            && !tokens.is(k + 1, '-')
                            && !tokens.is(k + 1, '/')
                            && !tokens.is(k + 1, '_'));
            if (whole) {
                insurance = insurance < 0 && length == 9 && isInsurance(tokens, i, k, code) ? k : insurance;
                licence = licence < 0 && length == LICENCE && isLicence(tokens, i, code) ? k : licence;
                iban = iban < 0 && length == IBAN && isIban(code) ? k : iban;
            }
            k++;
        }
        tokens.spend(length);
        if (iban >= 0) {
            found.add("bank.iban", tokens.start(i), tokens.end(iban));
            return iban;
        }
        if (licence >= 0) {
            found.add("licence.number", tokens.start(i), tokens.end(licence));
            return licence;
        }
        if (insurance >= 0) {
            found.add("insurance.number", tokens.start(i), tokens.end(insurance));
            return insurance;
        }
        return -1;
    }

    /** Two letters, six digits, a letter A to D (HMRC, NIM39110); prefixes that are not in use only after "NI". */
    private static boolean isInsurance(Tokens tokens, int first, int last, char[] code) {
        if (!isCapital(code[0]) || !isCapital(code[1]) || code[8] < 'A' || code[8] > 'D' || !areDigits(code, 2, 8)) {
            return false;
        }
        if (cue(tokens, first, Meaning.INSURANCE)) {
            return true;
        }
        boolean inUse = NOT_FIRST.indexOf(code[0]) < 0
                && NOT_SECOND.indexOf(code[1]) < 0
                && !NEVER.contains(new String(code, 0, 2));
        // Works references and drawings have the same form in one piece; in twos it is nothing else.
        return inUse && last == first + 4 && tokens.shape(first) != Tokens.SMALL && !isReference(tokens, first);
    }

    /**
     * A British driver number: five of the surname, a digit of the year, month (plus 50 for women), day, a digit of the year,
     * two initials, a figure and two letters (DVLA, INF1D; check characters vary in practice, so only their kind is asked).
     */
    private static boolean isLicence(Tokens tokens, int first, char[] code) {
        for (int k = 0; k < 5; k++) {
            if (!isCapital(code[k]) && code[k] != '9') {
                return false;
            }
        }
        if (!isCapital(code[0]) || !areDigits(code, 5, 11)) {
            return false;
        }
        int month = (code[6] - '0') * 10 + code[7] - '0';
        int day = (code[8] - '0') * 10 + code[9] - '0';
        month = month > 50 ? month - 50 : month;
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && isCapital(code[11])
                && (isCapital(code[12]) || code[12] == '9')
                && Tokens.isDigit(code[13])
                && isCapital(code[14])
                && isCapital(code[15])
                && tokens.length(first) >= 5;
    }

    /** GB and the modulus 97 check (ISO 13616). */
    private static boolean isIban(char[] code) {
        if (code[0] != 'G' || code[1] != 'B' || !areDigits(code, 2, 4) || !areDigits(code, 8, IBAN)) {
            return false;
        }
        int rest = 0;
        for (int k = 0; k < IBAN; k++) {
            char c = code[(k + 4) % IBAN];
            if (Tokens.isDigit(c)) {
                rest = (rest * 10 + c - '0') % 97;
            } else {
                rest = (rest * 100 + c - 'A' + 10) % 97;
            }
        }
        return rest == 1;
    }

    /** A date after "date of birth" or "born". */
    private static int dateOfBirth(Tokens tokens, int i, Candidates found) {
        if (!cue(tokens, i, Meaning.BIRTH)) {
            return -1;
        }
        int last = lastOfDate(tokens, i);
        if (last < 0) {
            return -1;
        }
        found.add("birth.date", tokens.start(i), tokens.end(last));
        return last;
    }

    /** {@code 14/03/1961}, {@code 7 June 1939}, {@code 1.2.55}; the last token, or -1. */
    static int lastOfDate(Tokens tokens, int i) {
        if (tokens.length(i) > 2 && !isOrdinal(tokens, i)) {
            return -1;
        }
        int k = i + 1;
        boolean marked = isDateMark(tokens, k) && tokens.touchesPrevious(k);
        if (marked) {
            k++;
        }
        boolean month =
                tokens.means(k, Meaning.MONTHS) || (marked && tokens.type(k) == Tokens.NUMBER && tokens.length(k) <= 2);
        if (!month) {
            return -1;
        }
        k++;
        if (isDateMark(tokens, k) || tokens.is(k, ',')) {
            k++;
        }
        if (tokens.type(k) != Tokens.NUMBER || (tokens.length(k) != 2 && tokens.length(k) != 4)) {
            return -1;
        }
        return k;
    }

    /** Whether a date that ends with this token is of a year in which people were born who may live. */
    static boolean isOfALifetime(Tokens tokens, int last) {
        if (tokens.type(last) != Tokens.NUMBER || tokens.length(last) != 4) {
            return false;
        }
        int year = 0;
        for (int at = tokens.start(last); at < tokens.end(last); at++) {
            year = year * 10 + tokens.charAt(at) - '0';
        }
        return year >= EARLIEST_BIRTH && year <= LATEST_BIRTH;
    }

    /** {@code 13th}. */
    private static boolean isOrdinal(Tokens tokens, int i) {
        int length = tokens.length(i);
        return tokens.type(i) == Tokens.MIXED
                && (length == 3 || length == 4)
                && Tokens.isDigit(tokens.charAt(tokens.end(i) - 3))
                && Tokens.isLetter(tokens.charAt(tokens.end(i) - 2));
    }

    private static boolean isDateMark(Tokens tokens, int i) {
        return tokens.is(i, '/') || tokens.is(i, '-') || tokens.is(i, '.');
    }

    /** Whether such a word stands shortly before. */
    private static boolean cue(Tokens tokens, int i, Meaning meaning) {
        if (!tokens.anyMeans(meaning.bit) && !tokens.anySingleLetters()) {
            return false;
        }
        for (int k = i - 1; k >= i - CUE_DISTANCE && k >= 0; k--) {
            if (tokens.means(k, meaning) || isAbbreviated(tokens, k, meaning)) {
                return true;
            }
            if (tokens.startsLine(k)) {
                return false;
            }
        }
        return false;
    }

    /** {@code d.o.b.}, {@code s/c}, {@code a/c}: at the last letter. */
    private static boolean isAbbreviated(Tokens tokens, int k, Meaning meaning) {
        if (tokens.length(k) != 1 || tokens.length(k - 2) != 1) {
            return false;
        }
        char last = lower(tokens, k);
        char before = lower(tokens, k - 2);
        return switch (meaning) {
            case BIRTH -> last == 'b' && before == 'o' && lower(tokens, k - 4) == 'd';
            case SORT -> last == 'c' && before == 's' && tokens.is(k - 1, '/');
            case ACCOUNT -> last == 'c' && before == 'a' && tokens.is(k - 1, '/');
            default -> false;
        };
    }

    private static char lower(Tokens tokens, int i) {
        return Lexicon.lower(tokens.firstChar(i));
    }

    private static boolean isReference(Tokens tokens, int i) {
        for (int k = i - 1; k >= i - 3 && k >= 0; k--) {
            if (tokens.means(k, Meaning.REF)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isReferenceJustBefore(Tokens tokens, int i) {
        return tokens.means(i - 1, Meaning.REF) || (tokens.is(i - 1, '.') && tokens.means(i - 2, Meaning.REF));
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean areDigits(char[] code, int from, int to) {
        for (int k = from; k < to; k++) {
            if (!Tokens.isDigit(code[k])) {
                return false;
            }
        }
        return true;
    }
}
