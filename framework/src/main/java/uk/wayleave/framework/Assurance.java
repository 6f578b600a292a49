package uk.wayleave.framework;

/** How far a clause is kept here, said honestly. Computed from the controls that are wired, never typed in. */
public enum Assurance {
    PREVENTED_HERE("prevented here", "A breach cannot pass through this gateway."),
    MONITORED("monitored", "A breach is made hard or visible, not impossible."),
    ATTESTED("attested", "A named person has promised it; software cannot check it."),
    NOT_COVERED("not covered", "Nothing here keeps this clause yet.");

    private final String label;
    private final String meaning;

    Assurance(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
