package uk.wayleave.register.agreement;

/** One part of an agreement: a task for those who draft it, and a heading for those who read it. */
public enum Part {
    PARTIES,
    BASIS,
    CONTRACT,
    PURPOSES,
    OPERATIONS,
    DATA,
    FREE_TEXT,
    PRODUCTS,
    SUB_PROCESSORS,
    RETENTION,
    PROOF,
    CLAUSES,
    DATES,
    CONTACTS
}
