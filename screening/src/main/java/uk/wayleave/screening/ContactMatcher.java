package uk.wayleave.screening;

/** E-mail addresses, also spelt out ({@code jo dot holt at example dot org}), and accounts of social networks. */
final class ContactMatcher implements Matcher {
    private static final int LOCAL_AT_MOST = 64;
    private static final int DOMAIN_AT_MOST = 253;
    private static final int HANDLE_AT_LEAST = 3;
    private static final int SPELT_AT_MOST = 12;

    private final int at;
    private final int dot;

    ContactMatcher(Lexicon lexicon) {
        at = lexicon.find("at");
        dot = lexicon.find("dot");
    }

    @Override
    public void match(Tokens tokens, Candidates found) {
        boolean spelt = tokens.anyMeans(Meaning.DOT_WORD.bit);
        if (!spelt
                && !tokens.anyAtSigns()
                && !tokens.anyMeans(Meaning.NETWORK.bit)
                && !tokens.anyMeans(Meaning.AT_WORD.bit)) {
            return;
        }
        for (int i = 0; i < tokens.count(); i++) {
            if (tokens.is(i, '@')) {
                sign(tokens, i, found);
            } else if (tokens.isWord(i, at)) {
                spelt(tokens, i + 1, i - 1, found);
            } else if (tokens.means(i, Meaning.NETWORK)) {
                network(tokens, i, found);
            }
        }
    }

    private void sign(Tokens tokens, int i, Candidates found) {
        int place = tokens.start(i);
        int start = place;
        while (start > 0 && place - start < LOCAL_AT_MOST && isLocal(tokens.charAt(start - 1))) {
            start--;
        }
        int end = place + 1;
        int last = tokens.end(tokens.count() - 1);
        int lastDot = -1;
        while (end < last && end - place < DOMAIN_AT_MOST && isDomain(tokens.charAt(end))) {
            end++;
        }
        while (end > place + 1 && !isAlphanumeric(tokens.charAt(end - 1))) {
            end--;
        }
        for (int k = end - 1; k > place && lastDot < 0; k--) {
            lastDot = tokens.charAt(k) == '.' ? k : -1;
        }
        tokens.spend(2 * (end - start));
        if (start < place && lastDot > place + 1 && lastDot < end - 2) {
            while (start < place && !isAlphanumeric(tokens.charAt(start))) {
                start++;
            }
            if (start < place) {
                found.add("email.address", start, end);
                return;
            }
        }
        if ((start < place && tokens.is(i - 1, '[')) || tokens.is(i + 1, ']')) {
            return;
        }
        if (start == place) {
            handle(tokens, i, found);
        }
    }

    private static void handle(Tokens tokens, int i, Candidates found) {
        if (!tokens.touchesPrevious(i + 1)
                || (tokens.type(i + 1) != Tokens.WORD && tokens.type(i + 1) != Tokens.MIXED && !tokens.is(i + 1, '_'))
                || Tokens.isDigit(tokens.firstChar(i + 1))) {
            return;
        }
        int last = lastOfHandle(tokens, i + 1);
        boolean plain = last == i + 1
                && tokens.means(last, Meaning.of(Meaning.ENGLISH, Meaning.STOP, Meaning.FIRM, Meaning.PLACE));
        if (!plain && tokens.end(last) - tokens.start(i + 1) >= HANDLE_AT_LEAST) {
            found.add("social.handle", tokens.start(i), tokens.end(last));
        }
    }

    /** Tokens that touch, joined by dots, dashes and underscores. */
    private static int lastOfHandle(Tokens tokens, int first) {
        int last = first;
        for (int k = first + 1; k < first + SPELT_AT_MOST && tokens.touchesPrevious(k); k++) {
            byte type = tokens.type(k);
            if (type == Tokens.MARK && !tokens.is(k, '.') && !tokens.is(k, '_') && !tokens.is(k, '-')) {
                break;
            }
            if (type != Tokens.MARK || tokens.is(k, '_')) {
                last = k;
            }
        }
        return last;
    }

    /** {@code facebook.com/some.body}, {@code linkedin.com/in/somebody}, {@code snapchat some_body1}. */
    private static void network(Tokens tokens, int i, Candidates found) {
        int next = i + 1;
        boolean address = tokens.is(next, '.') && tokens.touchesPrevious(next) && tokens.touchesPrevious(next + 1);
        if (address) {
            next += 2;
            for (int step = 0; step < 3 && tokens.is(next, '/') && tokens.touchesPrevious(next); step++) {
                next++;
                if (tokens.length(next) <= 2 && tokens.is(next + 1, '/')) {
                    next++;
                }
            }
            if (!tokens.is(next - 1, '/')) {
                return;
            }
        } else {
            while (tokens.is(next, ':') || tokens.is(next, '-') || tokens.means(next, Meaning.FILLER)) {
                next++;
                if (next > i + 3) {
                    return;
                }
            }
        }
        if (tokens.type(next) != Tokens.WORD && tokens.type(next) != Tokens.MIXED) {
            return;
        }
        int last = lastOfHandle(tokens, next);
        boolean telling = address || hasDigitOrUnderscore(tokens, next, last);
        if (telling && tokens.end(last) - tokens.start(next) >= HANDLE_AT_LEAST) {
            found.add("social.network", tokens.start(next), tokens.end(last));
        }
    }

    private static boolean hasDigitOrUnderscore(Tokens tokens, int first, int last) {
        for (int k = first; k <= last; k++) {
            if (tokens.type(k) == Tokens.MIXED || tokens.is(k, '_')) {
                return true;
            }
        }
        return false;
    }

    /** Around the word "at": names before, {@code something dot something} after. */
    private void spelt(Tokens tokens, int after, int before, Candidates found) {
        int first = after;
        while (isBracket(tokens, first)) {
            first++;
        }
        int last = first;
        int dots = 0;
        int k = first;
        while (k < first + SPELT_AT_MOST && isName(tokens, k)) {
            last = k;
            int next = k + 1;
            while (isBracket(tokens, next)) {
                next++;
            }
            if (!tokens.isWord(next, dot) && !tokens.is(next, '.')) {
                break;
            }
            next++;
            while (isBracket(tokens, next)) {
                next++;
            }
            if (!isName(tokens, next)) {
                break;
            }
            dots++;
            k = next;
        }
        int start = before;
        while (isBracket(tokens, start)) {
            start--;
        }
        boolean bracketed = start < before;
        boolean spelt = tokens.isWord(first + 1, dot) || bracketed;
        if (dots == 0 || !spelt || !isName(tokens, start)) {
            return;
        }
        for (int step = 0; step < SPELT_AT_MOST; step++) {
            boolean joined =
                    tokens.isWord(start - 1, dot) || (tokens.is(start - 1, '.') && tokens.touchesPrevious(start));
            if (joined && isName(tokens, start - 2)) {
                start -= 2;
            } else {
                break;
            }
        }
        found.add("email.spelt", tokens.start(start), tokens.end(last));
    }

    private static boolean isName(Tokens tokens, int i) {
        byte type = tokens.type(i);
        return type == Tokens.WORD || type == Tokens.MIXED || type == Tokens.NUMBER;
    }

    private static boolean isBracket(Tokens tokens, int i) {
        return tokens.is(i, '[') || tokens.is(i, ']') || tokens.is(i, '(') || tokens.is(i, ')');
    }

    private static boolean isLocal(char c) {
        return isAlphanumeric(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '%' || c == '\'' || c == '&';
    }

    private static boolean isDomain(char c) {
        return isAlphanumeric(c) || c == '.' || c == '-';
    }

    private static boolean isAlphanumeric(char c) {
        return Tokens.isLetter(c) || Tokens.isDigit(c);
    }
}
