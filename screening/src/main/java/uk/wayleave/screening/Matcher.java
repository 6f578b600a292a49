package uk.wayleave.screening;

/** Looks for some classes of personal data. Looks a bounded number of tokens around each one. */
interface Matcher {
    void match(Tokens tokens, Candidates found);
}
