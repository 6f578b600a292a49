package uk.wayleave.screening;

import java.util.BitSet;

/**
 * Persons' names: after a title, as given name and surname, with initials, after words that a name follows ("spoke to"), and
 * given names that are nothing else. What follows or precedes makes many of these a street, a pub or a firm instead.
 */
final class NameMatcher implements Matcher {
    private static final int CHAIN_AT_MOST = 5;
    private static final int AHEAD = 3;

    /** Nobody is expected here. */
    private static final int NO_CUE = 0;
    /** A person, or a firm or office. */
    private static final int CUE = 2;
    /** Nearly always a person. */
    private static final int SURE = 3;

    private static final long NO_NAME = Meaning.of(Meaning.STOP, Meaning.BRAND, Meaning.REF, Meaning.MONTHS);
    private static final long PLACE_OR_FIRM = Meaning.of(Meaning.STREET, Meaning.FIRM);
    private static final long NAME_LIST = Meaning.of(Meaning.GIVEN, Meaning.SURNAME);
    private static final long TITLES = Meaning.of(Meaning.TITLE, Meaning.TITLE_WEAK);
    private static final long KNOWN = Meaning.of(
            Meaning.ENGLISH,
            Meaning.PLACE,
            Meaning.BRAND,
            Meaning.FIRM,
            Meaning.STREET,
            Meaning.STOP,
            Meaning.REF,
            Meaning.MONTHS,
            Meaning.VEHICLE,
            Meaning.HOUSE_NAME);

    private final Phrases notNames;
    private final int doctor;
    private final int constable;
    private final int saint;
    private final int to;

    NameMatcher(Lexicon lexicon, Phrases notNames) {
        this.notNames = notNames;
        doctor = lexicon.find("dr");
        constable = lexicon.find("pc");
        saint = lexicon.find("st");
        to = lexicon.find("to");
    }

    @Override
    public void match(Tokens tokens, Candidates found) {
        BitSet numbers = new BitSet();
        for (Candidates.Candidate one : found.all()) {
            if (one.rule().personalData() == PersonalData.TELEPHONE) {
                numbers.set(one.start());
            }
        }
        new Pass(tokens, found, numbers).run();
    }

    /** One text. */
    private final class Pass {
        private final Tokens tokens;
        private final Candidates found;
        private final BitSet telephones;
        private final boolean shouted;
        private int lastEnd = Integer.MIN_VALUE / 2;
        /** Up to here there is what looks like a name and is none. */
        private int passed;

        Pass(Tokens tokens, Candidates found, BitSet telephones) {
            this.tokens = tokens;
            this.found = found;
            this.telephones = telephones;
            this.shouted = tokens.isShouted();
        }

        void run() {
            int i = 0;
            while (i < tokens.count()) {
                if (tokens.type(i) != Tokens.WORD) {
                    i++;
                    continue;
                }
                int phrase = notNames.lastFrom(tokens, i);
                if (phrase >= 0) {
                    i = phrase + 1;
                    continue;
                }
                int last = titled(i);
                if (last < 0) {
                    last = untitled(i);
                }
                if (last < 0) {
                    i = Math.max(i + 1, passed + 1);
                } else {
                    lastEnd = last;
                    i = last + 1;
                }
            }
        }

        private int found(String rule, int first, int last) {
            found.add(rule, tokens.start(first), tokens.end(last));
            int date = tokens.is(last + 1, ',') || tokens.is(last + 1, '(') ? last + 2 : last + 1;
            int end = tokens.startsLine(date) ? -1 : IdentifierMatcher.lastOfDate(tokens, date);
            if (end >= 0 && IdentifierMatcher.isOfALifetime(tokens, end)) {
                found.add("birth.person", tokens.start(date), tokens.end(end));
            }
            return last;
        }

        // --- after a title -------------------------------------------------------------------------------------------

        private int titled(int i) {
            if (!tokens.means(i, TITLES) || tokens.isPossessive(i)) {
                return -1;
            }
            boolean strong = tokens.means(i, Meaning.TITLE);
            if (!strong && tokens.shape(i) == Tokens.SMALL && tokens.means(i, Meaning.PERSON)) {
                return -1;
            }
            int j = afterTitle(i);
            if (tokens.means(j, Meaning.LINKING) && tokens.means(j + 1, TITLES)) {
                j = afterTitle(j + 1);
            }
            for (int more = 0; more < 2 && tokens.means(j, TITLES) && tokens.type(j + 1) == Tokens.WORD; more++) {
                strong |= tokens.means(j, Meaning.TITLE);
                j = afterTitle(j);
            }
            if (tokens.isWord(i, constable) && tokens.type(j) == Tokens.NUMBER) {
                j++;
            }
            if (tokens.startsLine(j) || !follows(i, j, strong)) {
                return -1;
            }
            int last = chain(j, true);
            if (!strong && isPlaceOrFirm(last)) {
                return pass(last);
            }
            return found(strong ? "name.title" : "name.rank", i, last);
        }

        private int afterTitle(int i) {
            return tokens.is(i + 1, '.') && tokens.touchesPrevious(i + 1) ? i + 2 : i + 1;
        }

        private boolean follows(int title, int j, boolean strong) {
            if (tokens.type(j) != Tokens.WORD || tokens.means(j, Meaning.STOP) || tokens.means(j, Meaning.FILLER)) {
                return false;
            }
            byte shape = tokens.shape(j);
            if (strong) {
                if (tokens.isWord(title, doctor) && isDrive(title, j)) {
                    return false;
                }
                return shape != Tokens.SMALL
                        || !tokens.means(j, Meaning.of(Meaning.ENGLISH, Meaning.STREET, Meaning.FIRM, Meaning.ROLE))
                        || isStrongGiven(j)
                        || (tokens.means(j, Meaning.SURNAME) && !tokens.isWord(title, doctor));
            }
            if (shape == Tokens.SMALL
                    || (shape == Tokens.INITIAL
                            && !tokens.means(j + 2, NAME_LIST)
                            && !tokens.means(j + 1, NAME_LIST))) {
                return false;
            }
            if (tokens.shape(title) == Tokens.SMALL && !isStrongGiven(j) && !isStrongSurname(j)) {
                return false;
            }
            if (tokens.means(title - 1, Meaning.BEFORE_PLACE) && !tokens.startsLine(title) && !isStrongGiven(j)) {
                passed = j;
                return false;
            }
            if (tokens.means(j, Meaning.STREET)) {
                passed = j;
            }
            if (shouted) {
                return isStrongGiven(j) || isStrongSurname(j);
            }
            return (tokens.means(j, NAME_LIST) || isUnknown(j) || shape == Tokens.INITIAL)
                    && !tokens.means(j, Meaning.of(Meaning.STREET, Meaning.FIRM, Meaning.BRAND, Meaning.PLACE));
        }

        /** {@code Gressingham Dr, LA1}: the street, not the doctor. */
        private boolean isDrive(int i, int next) {
            return tokens.type(i - 1) == Tokens.WORD
                    && !tokens.startsLine(i)
                    && tokens.shape(i - 1) != Tokens.SMALL
                    && !shouted
                    && (!tokens.means(next, NAME_LIST) || tokens.means(next, Meaning.PLACE));
        }

        /** No name; nor is any part of it. */
        private int pass(int last) {
            passed = last;
            return -1;
        }

        // --- without a title -----------------------------------------------------------------------------------------

        private int untitled(int i) {
            if (tokens.touchesPrevious(i) && !mayTouch(i)) {
                return -1;
            }
            byte shape = tokens.shape(i);
            if (shape != Tokens.INITIAL && tokens.means(i, NO_NAME) && !tokens.means(i, Meaning.STOPNAME)) {
                return -1;
            }
            if (shape == Tokens.INITIAL || isInitials(i)) {
                return initials(i);
            }
            boolean given = tokens.means(i, Meaning.GIVEN);
            if (given && isStrongGiven(i)) {
                return strongGiven(i);
            }
            boolean capital = shape == Tokens.CAPITAL || (shouted && shape == Tokens.CAPITALS);
            if (!capital) {
                return small(i);
            }
            if (given) {
                return weakGiven(i);
            }
            if (tokens.means(i, Meaning.SURNAME)) {
                return surname(i);
            }
            return unknown(i);
        }

        /** Not the part of a reference that happens to be a name, as in {@code HE95-TIM-1725}. */
        private boolean mayTouch(int i) {
            if (tokens.is(i - 1, '(')
                    || tokens.is(i - 1, ':')
                    || tokens.is(i - 1, '"')
                    || tokens.is(i - 1, ',')
                    || tokens.is(i - 1, '\'')
                    || tokens.is(i - 1, ';')) {
                return true;
            }
            boolean joint = tokens.is(i - 1, '/')
                    || tokens.is(i - 1, '-')
                    || tokens.is(i - 1, '.')
                    || tokens.is(i - 1, '&')
                    || tokens.is(i - 1, '+');
            return joint
                    && (!tokens.touchesPrevious(i - 1) || (tokens.is(i - 1, '/') && tokens.type(i - 2) == Tokens.WORD));
        }

        private int strongGiven(int i) {
            boolean small = tokens.shape(i) == Tokens.SMALL;
            int cue = cue(i);
            int last = chain(i, cue == SURE);
            if (isPlaceOrFirm(last) || isBeforePlace(i)) {
                return pass(last);
            }
            if (last == i && tokens.means(i + 1, Meaning.LINKING) && isStrongGiven(i + 2) && !small) {
                int both = chain(i + 2, cue == SURE);
                if (both > i + 2 && !isPlaceOrFirm(both) && !shouted) {
                    return found("name.full", i, both);
                }
            }
            if (last > i) {
                boolean surname = isStrongSurname(last) || isStrongGiven(last) || (!small && !shouted);
                return surname || cue > NO_CUE ? found("name.full", i, last) : -1;
            }
            if (cue > NO_CUE) {
                return found("name.cue", i, last);
            }
            if (!small && !isBeforeAPlaceName(last)) {
                return found("name.given", i, last);
            }
            return isSaying(last) || isBeforeTelephone(last) ? found("name.cue", i, last) : -1;
        }

        private int weakGiven(int i) {
            int cue = cue(i);
            int last = chain(i, cue == SURE);
            if (isPlaceOrFirm(last) || isBeforePlace(i)) {
                return pass(last);
            }
            boolean surname = last > i && (isStrongSurname(last) || isUnknown(last));
            if (surname && !shouted && !tokens.means(i, Meaning.of(Meaning.PLACE, Meaning.FIRM, Meaning.STREET))) {
                return found("name.full", i, last);
            }
            boolean rare = tokens.means(i, Meaning.of(Meaning.STOPNAME, Meaning.PLACE, Meaning.FIRM, Meaning.STREET))
                    || shouted;
            if (cue == SURE || (cue == CUE && !rare)) {
                return found("name.cue", i, last);
            }
            return isSaying(last) || isBeforeTelephone(last) ? found("name.saying", i, last) : -1;
        }

        private int surname(int i) {
            if (tokens.means(i, Meaning.of(Meaning.FIRM, Meaning.BRAND, Meaning.ROLE, Meaning.PERSON))) {
                return -1;
            }
            int cue = cue(i);
            boolean strong = isStrongSurname(i);
            if (cue == NO_CUE && !strong) {
                return -1;
            }
            int last = chain(i, cue == SURE);
            if (isPlaceOrFirm(last) || isBeforePlace(i)) {
                return pass(last);
            }
            if (strong && last > i && isStrongGiven(last)) {
                return found("name.full", i, last);
            }
            if ((cue == SURE && (strong || !shouted)) || (cue == CUE && strong)) {
                return found("name.cue", i, last);
            }
            boolean owns = strong
                    && tokens.isPossessive(last)
                    && tokens.shape(last + 1) == Tokens.SMALL
                    && !shouted
                    && tokens.means(i - 1, Meaning.of(Meaning.WITH_WORD, Meaning.FILLER));
            return owns
                            || (strong && !tokens.startsSentence(i) && isBeforeTelephone(last))
                            || (strong && isSaying(last))
                    ? found("name.saying", i, last)
                    : -1;
        }

        private int unknown(int i) {
            if (shouted) {
                boolean name = tokens.meansOnly(i, NAME_LIST) && tokens.length(i) > 3 && cue(i) == SURE;
                return name && !isPlaceOrFirm(i) ? found("name.unknown", i, chain(i, true)) : -1;
            }
            if (!isUnknown(i)) {
                return -1;
            }
            int cue = cue(i);
            if (cue == NO_CUE && !isBeforeTelephone(i)) {
                int next = i + 1;
                boolean full = isStrongSurname(next)
                        && tokens.shape(next) == Tokens.CAPITAL
                        && !tokens.touchesPrevious(next)
                        && !tokens.startsSentence(next);
                full |= isUnknown(next) && tokens.isPossessive(next) && !tokens.touchesPrevious(next);
                int last = full ? chain(i, false) : i;
                if (!full
                        || isPlaceOrFirm(last)
                        || isBeforePlace(i)
                        || (!isSaying(last) && !tokens.isPossessive(last))) {
                    return -1;
                }
                return found("name.unknown", i, last);
            }
            int last = chain(i, true);
            if (isPlaceOrFirm(last) || isBeforePlace(i)) {
                return pass(last);
            }
            return found(cue == SURE ? "name.cue" : "name.unknown", i, last);
        }

        /** Names in small letters: only where one is expected. */
        private int small(int i) {
            if (tokens.shape(i) == Tokens.SMALL
                    && tokens.means(i, Meaning.GIVEN)
                    && !tokens.means(i, Meaning.STOP)
                    && isStrongSurname(i + 1)
                    && tokens.shape(i + 1) == Tokens.SMALL
                    && cue(i) > NO_CUE
                    && !isPlaceOrFirm(i + 1)) {
                return found("name.full", i, i + 1);
            }
            if (tokens.shape(i) != Tokens.SMALL || !isStrongSurname(i) || tokens.means(i, Meaning.PLACE)) {
                return -1;
            }
            return cue(i) == SURE && !isPlaceOrFirm(i) ? found("name.cue", i, chain(i, false)) : -1;
        }

        /** {@code SP Naylor}: two or three capitals before a surname. */
        private boolean isInitials(int i) {
            return tokens.shape(i) == Tokens.CAPITALS
                    && tokens.length(i) == 2
                    && !shouted
                    && !tokens.means(
                            i,
                            Meaning.of(
                                    Meaning.ENGLISH,
                                    Meaning.STOP,
                                    Meaning.FIRM,
                                    Meaning.BRAND,
                                    Meaning.STREET,
                                    Meaning.TITLE,
                                    Meaning.TITLE_WEAK));
        }

        private int initials(int i) {
            int j = i + 1;
            int count = 1;
            while (count <= 3) {
                if (tokens.is(j, '.') && tokens.touchesPrevious(j)) {
                    j++;
                }
                if (tokens.shape(j) == Tokens.INITIAL && tokens.type(j) == Tokens.WORD && !tokens.startsLine(j)) {
                    j++;
                    count++;
                } else {
                    break;
                }
            }
            boolean dotted = tokens.is(i + 1, '.');
            byte shape = tokens.shape(j);
            if (tokens.type(j) != Tokens.WORD
                    || tokens.startsLine(j)
                    || tokens.means(j, NO_NAME)
                    || (shape != Tokens.CAPITAL && !(shouted && shape == Tokens.CAPITALS))) {
                return -1;
            }
            int cue = cue(i);
            char initial = tokens.firstChar(i);
            if ((initial == 'A' || initial == 'I') && !dotted && cue == NO_CUE && tokens.startsSentence(i)) {
                return -1;
            }
            boolean wordLike = initial == 'A'
                    || initial == 'I'
                    || initial == 'N'
                    || initial == 'S'
                    || initial == 'E'
                    || initial == 'W';
            boolean known = isStrongSurname(j) || isStrongGiven(j);
            boolean accepted = known
                    || ((dotted || cue > NO_CUE || !wordLike) && isUnknown(j) && !shouted)
                    || (cue > NO_CUE && tokens.means(j, Meaning.SURNAME) && !tokens.means(j, Meaning.FIRM));
            if (!accepted || (shouted && cue == NO_CUE && !dotted)) {
                return -1;
            }
            int last = chain(j, false);
            if (isPlaceOrFirm(last)
                    || (tokens.type(i - 1) == Tokens.NUMBER
                            && !tokens.startsLine(i)
                            && cue == NO_CUE
                            && !dotted
                            && !tokens.is(i - 1, ','))) {
                return -1;
            }
            return found("name.initials", i, last);
        }

        // --- around a name -------------------------------------------------------------------------------------------

        /** The last token of the name that begins with {@code first}. */
        private int chain(int first, boolean sure) {
            int last = first;
            for (int taken = 1; taken < CHAIN_AT_MOST; taken++) {
                if (tokens.isPossessive(last)) {
                    return last;
                }
                int next = absorbed(last, first, sure);
                if (next < 0) {
                    return last;
                }
                last = next;
            }
            return last;
        }

        private int absorbed(int last, int first, boolean sure) {
            int k = last + 1;
            if (tokens.startsLine(k)) {
                return -1;
            }
            if (tokens.is(k, '-')
                    && tokens.touchesPrevious(k)
                    && tokens.touchesPrevious(k + 1)
                    && tokens.type(k + 1) == Tokens.WORD
                    && tokens.shape(k + 1) != Tokens.SMALL) {
                return k + 1;
            }
            if (tokens.is(k, '.') && tokens.shape(last) == Tokens.INITIAL) {
                k++;
            }
            if (tokens.type(k) != Tokens.WORD || (tokens.touchesPrevious(k) && !tokens.is(k - 1, '.'))) {
                return -1;
            }
            if (tokens.shape(k) == Tokens.INITIAL) {
                int after = tokens.is(k + 1, '.') ? k + 2 : k + 1;
                if (isPart(after, sure) && !tokens.startsLine(after)) {
                    return k;
                }
                boolean ends = (tokens.type(k + 1) != Tokens.NUMBER
                                && tokens.type(k + 1) != Tokens.MIXED
                                && !tokens.touchesPrevious(k + 1))
                        || (tokens.type(k + 1) == Tokens.MARK && !tokens.is(k + 1, '/') && !tokens.is(k + 1, '&'));
                return k == first + 1 && ends && !tokens.means(k, Meaning.STOP) ? k : -1;
            }
            if (tokens.means(k, Meaning.PARTICLE) && tokens.length(k) <= 3) {
                int after = k + 1;
                if (tokens.means(after, Meaning.PARTICLE) && tokens.length(after) <= 3) {
                    after++;
                }
                boolean name = tokens.type(after) == Tokens.WORD
                        && tokens.shape(after) == Tokens.CAPITAL
                        && !tokens.touchesPrevious(after)
                        && !tokens.means(after, Meaning.STOP);
                if (name) {
                    return after;
                }
            }
            return isPart(k, sure) ? k : -1;
        }

        /** A further word of a name. */
        private boolean isPart(int k, boolean sure) {
            if (tokens.type(k) != Tokens.WORD
                    || tokens.means(k, NO_NAME)
                    || tokens.means(k, Meaning.of(Meaning.FIRM))) {
                return false;
            }
            byte shape = tokens.shape(k);
            if (shape == Tokens.SMALL) {
                return tokens.shape(k - 1) == Tokens.SMALL && isStrongSurname(k) && !tokens.means(k, Meaning.PLACE);
            }
            if (shape == Tokens.CAPITALS && !shouted && tokens.length(k) <= 4) {
                return false;
            }
            if (tokens.means(k, Meaning.of(Meaning.ROLE, Meaning.SAYS, Meaning.PERSON, Meaning.STREET, Meaning.PLACE))
                    && !(isStrongSurname(k) || isStrongGiven(k))) {
                return false;
            }
            if (shouted) {
                return isStrongSurname(k) || isStrongGiven(k) || (sure && !tokens.means(k, KNOWN));
            }
            return tokens.means(k, NAME_LIST) || isUnknown(k);
        }

        /** {@code Stanley, Co Durham}. */
        private boolean isBeforeAPlaceName(int last) {
            return tokens.is(last + 1, ',')
                    && (tokens.means(last + 2, Meaning.PLACE)
                            || (tokens.means(last + 2, Meaning.FIRM) && tokens.length(last + 2) == 2));
        }

        /** What follows makes it a street, a pub, a church or a firm. */
        private boolean isPlaceOrFirm(int last) {
            int k = last + 1;
            boolean possessive = tokens.isPossessive(last);
            if ((tokens.is(k, '-') && tokens.touchesPrevious(k) && tokens.touchesPrevious(k + 1))
                    || tokens.is(k, '_')) {
                return true;
            }
            for (int ahead = 0; ahead < AHEAD; ahead++, k++) {
                if (tokens.startsLine(k)) {
                    return false;
                }
                if (tokens.is(k, '&') || (tokens.is(k, '(') && tokens.means(k + 1, Meaning.FIRM))) {
                    if (tokens.means(k + 1, Meaning.FIRM)) {
                        return true;
                    }
                    if (tokens.is(k, '&')
                            && ahead == 0
                            && tokens.means(k + 1, Meaning.SURNAME)
                            && tokens.means(k + 2, Meaning.FIRM)) {
                        return true;
                    }
                    return false;
                }
                if (tokens.type(k) != Tokens.WORD) {
                    return false;
                }
                if (tokens.means(k, Meaning.WITHIN_PLACE)
                        && tokens.shape(k) == Tokens.SMALL
                        && tokens.shape(k + 1) == Tokens.CAPITAL
                        && ahead == 0
                        && tokens.length(k) < 5) {
                    return true;
                }
                boolean capital = tokens.shape(k) != Tokens.SMALL;
                if (tokens.means(k, PLACE_OR_FIRM)) {
                    boolean plain = !capital
                            && (possessive || ahead > 0 || tokens.means(k, Meaning.of(Meaning.SAYS, Meaning.STOP)));
                    return !plain;
                }
                if (!capital || (possessive && ahead > 0) || tokens.means(k, Meaning.STOP)) {
                    return false;
                }
                if (!tokens.means(k, NAME_LIST) && !isUnknown(k) && !tokens.means(k, Meaning.ENGLISH)) {
                    return false;
                }
            }
            return false;
        }

        private boolean isBeforePlace(int i) {
            if (tokens.startsLine(i)) {
                return false;
            }
            if (tokens.is(i - 1, '.') && tokens.isWord(i - 2, saint)) {
                return true;
            }
            if (tokens.means(i - 1, Meaning.BEFORE_PLACE)) {
                return true;
            }
            boolean of = tokens.means(i - 1, Meaning.of(Meaning.FILLER, Meaning.WITH_WORD));
            return of && tokens.means(i - 2, Meaning.MONUMENT);
        }

        /** How strongly the words before ask for a person. */
        private int cue(int i) {
            int k = i - 1;
            int marks = 0;
            int fillers = 0;
            while (k >= 0 && k >= i - 5) {
                if (tokens.startsLine(k + 1)) {
                    return NO_CUE;
                }
                if (tokens.type(k) == Tokens.MARK) {
                    if (!isLight(k) || ++marks > 2) {
                        return NO_CUE;
                    }
                    if (tokens.is(k, '.')
                            && tokens.startsSentence(k + 1)
                            && !tokens.means(
                                    k - 1, Meaning.of(Meaning.TITLE, Meaning.TITLE_WEAK, Meaning.ROLE, Meaning.CUE))) {
                        return NO_CUE;
                    }
                    if (k == i - 1
                            && lastEnd == i - 2
                            && (tokens.is(k, ',') || tokens.is(k, '/') || tokens.is(k, '&') || tokens.is(k, '+'))) {
                        return CUE;
                    }
                    k--;
                    continue;
                }
                if (tokens.means(k, Meaning.LINKING) && k == i - 1 && lastEnd == i - 2) {
                    return CUE;
                }
                if (tokens.means(k, Meaning.WITH_WORD) && marks == 0 && fillers == 0) {
                    int verb = withVerb(k - 1);
                    if (verb > NO_CUE) {
                        return verb;
                    }
                    return NO_CUE;
                }
                int direct = direct(k, i, marks);
                if (direct > NO_CUE) {
                    return direct;
                }
                if (tokens.means(k, Meaning.FILLER) && (tokens.shape(k) == Tokens.SMALL || shouted) && fillers < 2) {
                    fillers++;
                    k--;
                    continue;
                }
                return NO_CUE;
            }
            return NO_CUE;
        }

        private boolean isLight(int k) {
            return tokens.is(k, ':')
                    || tokens.is(k, '-')
                    || tokens.is(k, '(')
                    || tokens.is(k, ',')
                    || tokens.is(k, '.')
                    || tokens.is(k, '/')
                    || tokens.is(k, '&')
                    || tokens.is(k, '+')
                    || tokens.is(k, '"');
        }

        private int direct(int k, int i, int marks) {
            boolean near = k >= i - 2;
            boolean comma = marks > 0 && (tokens.is(k + 1, ',') || tokens.is(k + 1, '.'));
            if (tokens.means(k, Meaning.CUE_SURE)) {
                return SURE;
            }
            if (tokens.means(k, Meaning.of(Meaning.ROLE, Meaning.PERSON))) {
                return tokens.isPossessive(k) || (comma && !tokens.means(k, Meaning.PERSON) && !near) ? NO_CUE : SURE;
            }
            return tokens.means(k, Meaning.CUE) ? CUE : NO_CUE;
        }

        private int withVerb(int k) {
            int at = k;
            for (int step = 0; step < 3; step++) {
                if (tokens.means(at, Meaning.WITH)) {
                    return tokens.isWord(k + 1, to) ? SURE : CUE;
                }
                if (tokens.type(at) != Tokens.WORD || !tokens.means(at, Meaning.FILLER)) {
                    return NO_CUE;
                }
                at--;
            }
            return NO_CUE;
        }

        /** What follows is what a person does. */
        private boolean isSaying(int last) {
            if (tokens.isPossessive(last) || tokens.startsLine(last + 1)) {
                return false;
            }
            if (tokens.isWord(last + 1, to)) {
                return tokens.means(last + 2, Meaning.DEED);
            }
            return tokens.means(last + 1, Meaning.SAYS) && tokens.shape(last + 1) != Tokens.CAPITAL;
        }

        private boolean isBeforeTelephone(int last) {
            for (int k = last + 1; k <= last + AHEAD && k < tokens.count(); k++) {
                if (telephones.get(tokens.start(k))) {
                    return true;
                }
                boolean light = (tokens.type(k) == Tokens.MARK && isLight(k))
                        || tokens.means(k, Meaning.PHONE)
                        || tokens.means(k, Meaning.FILLER);
                if (!light) {
                    return false;
                }
            }
            return false;
        }

        private boolean isStrongGiven(int i) {
            return tokens.means(i, Meaning.GIVEN)
                    && (!tokens.means(i, Meaning.ENGLISH) || tokens.means(i, Meaning.NAME))
                    && !tokens.means(
                            i,
                            Meaning.of(
                                    Meaning.PLACE,
                                    Meaning.BRAND,
                                    Meaning.FIRM,
                                    Meaning.STREET,
                                    Meaning.STOP,
                                    Meaning.STOPNAME,
                                    Meaning.ROLE,
                                    Meaning.REF,
                                    Meaning.PARTICLE,
                                    Meaning.PHONE,
                                    Meaning.TITLE_WEAK,
                                    Meaning.VEHICLE))
                    && tokens.length(i) > 1;
        }

        private boolean isStrongSurname(int i) {
            return tokens.means(i, Meaning.SURNAME)
                    && (!tokens.means(i, Meaning.ENGLISH) || tokens.means(i, Meaning.NAME))
                    && !tokens.means(
                            i,
                            Meaning.of(
                                    Meaning.PLACE,
                                    Meaning.BRAND,
                                    Meaning.FIRM,
                                    Meaning.STREET,
                                    Meaning.STOP,
                                    Meaning.ROLE,
                                    Meaning.REF,
                                    Meaning.PHONE,
                                    Meaning.VEHICLE,
                                    Meaning.UNIT));
        }

        /** A word with a capital of which no list knows anything. */
        private boolean isUnknown(int i) {
            return tokens.type(i) == Tokens.WORD
                    && tokens.shape(i) == Tokens.CAPITAL
                    && tokens.length(i) > 2
                    && tokens.meansOnly(i, Meaning.of(Meaning.GIVEN, Meaning.SURNAME, Meaning.PARTICLE));
        }
    }
}
