package uk.wayleave.framework.field;

/** What a field holds, as far as the rules of release go. */
public enum DataClass {
    /** A reference or code by which a record is found. */
    IDENTIFIER("references and codes", Kind.PLAIN),
    /** Published in the open events too. */
    OPEN("fields that are open data too", Kind.PLAIN),
    /** Neither open nor of any class below. */
    CLOSED("fields that are not open data", Kind.PLAIN),
    PERSON_NAME("names of persons", Kind.PERSONAL),
    EMAIL("e-mail addresses", Kind.PERSONAL),
    TELEPHONE("telephone numbers", Kind.PERSONAL),
    /** Contact details as one piece of text. */
    CONTACT("contact details in one piece", Kind.PERSONAL),
    USER_ID("identifiers of users", Kind.PERSONAL),
    /** May hold personal data although it should not (framework B5). */
    FREE_TEXT("free text", Kind.PERSONAL),
    /** The postal address of an organisation. */
    ADDRESS("postal addresses of organisations", Kind.PERSONAL),
    /** A file, or the number or name of one. */
    DOCUMENT("files", Kind.FILES),
    MONEY("amounts of money", Kind.PLAIN),
    /** Passwords and tokens: never released, whatever anybody grants. */
    CREDENTIAL("passwords and tokens", Kind.NEVER),
    /** Nobody has said yet what it holds: never released either. */
    UNCLASSIFIED("fields nobody has classified yet", Kind.NEVER);

    private enum Kind {
        PLAIN,
        PERSONAL,
        FILES,
        NEVER
    }

    private final String meaning;
    private final Kind kind;

    DataClass(String meaning, Kind kind) {
        this.meaning = meaning;
        this.kind = kind;
    }

    /** In plain words, for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether it is, or may hold, data about persons. */
    public boolean isPersonal() {
        return kind == Kind.PERSONAL;
    }

    /** Whether no profile and no grant releases it. */
    public boolean isNeverReleased() {
        return kind == Kind.NEVER;
    }

    /** Whether an agreement can grant it: personal data and files. */
    public boolean isGrantable() {
        return kind == Kind.PERSONAL || kind == Kind.FILES;
    }
}
