package uk.wayleave.evidence;

/** What a ledger entry records. Its word is part of the canonical form, and so never changes. */
public enum EntryKind {
    /** A call was judged and is about to be, or has just been, sent. */
    INTENT("intent"),
    /** What became of a call that was sent: done, rejected or unknown. */
    OUTCOME("outcome"),
    /** An answer, or one segment of it, is handed to its requester. */
    RELEASE("release"),
    /** A call was refused. */
    REFUSAL("refusal"),
    /** A person did something in the control plane: signed, suspended, instructed. */
    ACT("act");

    private final String word;

    EntryKind(String word) {
        this.word = word;
    }

    /** How it is written in entries, tables and pages. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static EntryKind ofWord(String word) {
        for (EntryKind kind : values()) if (kind.word.equals(word)) return kind;
        throw new IllegalArgumentException("there is no kind of entry with this word");
    }
}
