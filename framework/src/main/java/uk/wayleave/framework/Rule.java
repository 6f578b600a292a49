package uk.wayleave.framework;

/**
 * One check of one clause.
 *
 * @param id stable, for scripts and the ledger: {@code A1.no-instruction}
 * @param reason what is wrong when it fails, as a sentence for people
 * @param cure what to do about it, as a sentence for people
 */
public record Rule(ClauseId clause, String id, String reason, String cure) {}
