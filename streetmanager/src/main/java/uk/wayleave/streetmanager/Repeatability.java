package uk.wayleave.streetmanager;

/** What happens when the same request is sent twice. Source: DfT's rule on retries and the documented status codes. */
public enum Repeatability {
    /** Nothing: it only reads. */
    SAFE,
    /** The second changes nothing more: a deletion, a refreshed token, a sign-out. */
    SAME_RESULT,
    /** The second is answered 409. */
    CONFLICT,
    /** The second is answered 409 where the caller chose the works reference, else makes another record. */
    CONFLICT_WHEN_NAMED,
    /** The second starts another job. */
    NEW_JOB,
    /** The second makes another record or another entry in the history. */
    NEVER
}
