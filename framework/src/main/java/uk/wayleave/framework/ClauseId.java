package uk.wayleave.framework;

/**
 * The terms of DfT's framework, numbered in the order of its text: P the preamble, A the terms of access, B what the
 * authorised user must ensure, C what the third party must not do. What each one says and how it is judged stands in the
 * class of the same id in {@code uk.wayleave.framework.clause}.
 */
public enum ClauseId {
    P1("P1"),
    P2("P2"),
    P3("P3"),
    A1("A1"),
    A2("A2"),
    A3("A3"),
    A4("A4"),
    A5("A5"),
    A5A("A5a"),
    A5B("A5b"),
    A5C("A5c"),
    A5D("A5d"),
    A5E("A5e"),
    B1("B1"),
    B1F("B1f"),
    B2("B2"),
    B3("B3"),
    B4("B4"),
    B5("B5"),
    B6("B6"),
    C1("C1"),
    C2("C2"),
    C3("C3"),
    C4("C4"),
    C5("C5");

    private final String text;

    ClauseId(String text) {
        this.text = text;
    }

    /** As people write it: {@code A5c}, {@code B1f}. */
    @Override
    public String toString() {
        return text;
    }
}
