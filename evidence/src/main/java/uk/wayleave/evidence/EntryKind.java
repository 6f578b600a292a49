package uk.wayleave.evidence;

/** What a ledger entry records. */
public enum EntryKind {
    /** A call was judged and is about to be, or has just been, sent. */
    INTENT,
    /** What became of a call that was sent: done, rejected or unknown. */
    OUTCOME,
    /** An answer, or one segment of it, is handed to its requester. */
    RELEASE,
    /** A call was refused. */
    REFUSAL,
    /** A person did something in the control plane: signed, suspended, instructed. */
    ACT
}
