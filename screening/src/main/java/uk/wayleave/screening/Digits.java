package uk.wayleave.screening;

/** Digits that stand together, in groups parted by one space or dash, as they are read from one token on. */
final class Digits {
    private final char[] digits;
    private int count;
    private int last = -1;
    private boolean ends;

    private Digits(int atMost) {
        digits = new char[atMost];
    }

    /**
     * Reads groups of digits from token {@code first} on.
     *
     * @param atMost more digits than this make it no number at all
     */
    static Digits from(Tokens tokens, int first, int atMost) {
        Digits read = new Digits(atMost);
        int i = first;
        while (tokens.type(i) == Tokens.NUMBER) {
            if (read.count + tokens.length(i) > atMost) {
                read.ends = false;
                return read;
            }
            for (int at = tokens.start(i); at < tokens.end(i); at++) {
                read.digits[read.count++] = tokens.charAt(at);
            }
            read.last = i;
            read.ends = true;
            int next = i + 1;
            if (tokens.is(next, '-') && tokens.touchesPrevious(next) && tokens.touchesPrevious(next + 1)) {
                next++;
            } else if (tokens.startsLine(next)) {
                break;
            }
            i = next;
        }
        if (read.last >= 0 && tokens.touchesPrevious(read.last + 1) && tokens.type(read.last + 1) != Tokens.MARK) {
            read.ends = false;
        }
        return read;
    }

    /** Whether exactly so many digits stand there and nothing goes on. */
    boolean are(int wanted) {
        return ends && count == wanted;
    }

    boolean areBetween(int least, int most) {
        return ends && count >= least && count <= most;
    }

    int count() {
        return count;
    }

    /** The last token. */
    int last() {
        return last;
    }

    int digit(int i) {
        return digits[i] - '0';
    }

    /** Luhn's check of payment cards (ISO/IEC 7812-1, annex B). */
    boolean passesLuhn() {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digit(count - 1 - i);
            if (i % 2 == 1) {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
        }
        return sum % 10 == 0;
    }

    /** The check digit of an NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary, NHS NUMBER). */
    boolean passesNhsCheck() {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += digit(i) * (10 - i);
        }
        int check = (11 - sum % 11) % 11;
        return check == digit(9);
    }
}
