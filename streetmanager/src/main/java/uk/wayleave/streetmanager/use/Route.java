package uk.wayleave.streetmanager.use;

/** From where something may be had. */
public enum Route {
    /** From Street Manager, under an agreement and an instruction of the Controller. */
    AGREEMENT("agreement", "through an agreement"),
    /** From the open data, by anybody. */
    OPEN_DATA("open-data", "from open data"),
    NOT_AT_ALL("not-at-all", "not at all");

    private final String wireName;
    private final String meaning;

    Route(String wireName, String meaning) {
        this.wireName = wireName;
        this.meaning = meaning;
    }

    /** As written in JSON. */
    public String wireName() {
        return wireName;
    }

    /** In plain words, for people. */
    public String meaning() {
        return meaning;
    }
}
