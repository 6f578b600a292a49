package uk.wayleave.screening;

/** Words that tell of one person's health, disability, age or vulnerability, by the phrases of {@code special.txt}. */
final class SpecialCategoryMatcher implements Matcher {
    private final Phrases phrases;

    SpecialCategoryMatcher(Phrases phrases) {
        this.phrases = phrases;
    }

    @Override
    public void match(Tokens tokens, Candidates found) {
        if (!tokens.anyMeans(Meaning.of(Meaning.BEGINS_SPECIAL, Meaning.IMPAIRED, Meaning.PERSON, Meaning.CONDITION))) {
            return;
        }
        int i = 0;
        while (i < tokens.count()) {
            int last = phrases.lastFrom(tokens, i);
            boolean numbered = tokens.type(last + 1) == Tokens.NUMBER && tokens.shape(last) == Tokens.CAPITALS;
            if (last >= 0 && !numbered && !tokens.means(last + 1, Meaning.of(Meaning.STREET, Meaning.FIRM))) {
                found.add("special.phrase", tokens.start(i), tokens.end(last));
                i = last;
            }
            i++;
        }
    }
}
