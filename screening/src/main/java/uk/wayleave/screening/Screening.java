package uk.wayleave.screening;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Looks for personal data in free text about street works. Safe for use by many threads; takes time and memory in
 * proportion to the length of the text, whatever is in it.
 */
public final class Screening {
    private static final int HASH_SHOWN = 12;

    private final Rules rules;
    private final Folding folding;
    private final Lexicon lexicon;
    private final List<Matcher> matchers;

    private Screening(Rules rules, Lists lists) {
        this.rules = rules;
        folding = lists.folding();
        lexicon = lists.lexicon();
        // In this order: names look for telephone numbers after them, addresses for names beside them.
        matchers = List.of(
                new ContactMatcher(lexicon),
                new TelephoneMatcher(lexicon),
                new IdentifierMatcher(),
                new VehicleMatcher(),
                new AccessCodeMatcher(),
                new SpecialCategoryMatcher(lists.special(lexicon)),
                new NameMatcher(lexicon, lists.notNames(lexicon)),
                new AddressMatcher(lexicon));
    }

    /** With the rules and lists that come with this version of the program; they are read once, in some tenths of a second. */
    public static Screening standard() {
        return Standard.READ;
    }

    /** Read when first asked for. */
    private static final class Standard {
        static final Screening READ = load();
    }

    private static Screening load() {
        MessageDigest digest = sha256();
        byte[] file = Lists.bytes("rules.json");
        digest.update(file);
        Lists lists = new Lists(digest);
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_SHOWN);
        return new Screening(Rules.read(file, hash), lists);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Of the rules and lists together; another content is another version. */
    public String rulesVersion() {
        return rules.version();
    }

    /** Every rule, in the order of the file. */
    public List<Rule> rules() {
        return rules.all();
    }

    /** What is in the text; spans count UTF-16 code units of {@code text} as given. */
    public Findings screen(String text) {
        Folded folded = folding.fold(text);
        return new Findings(rulesVersion(), found(new Tokens(folded, lexicon)).settled(folded));
    }

    private Candidates found(Tokens tokens) {
        Candidates found = new Candidates(rules);
        for (Matcher one : matchers) {
            one.match(tokens, found);
        }
        return found;
    }

    /** How much had to be looked at, whatever the machine: grows no faster than the text. */
    long work(String text) {
        Tokens tokens = new Tokens(folding.fold(text), lexicon);
        found(tokens);
        return tokens.work();
    }
}
