package uk.wayleave.framework;

/**
 * One check of one clause.
 *
 * @param id stable, for scripts and the ledger: {@code A1.no-instruction}
 * @param reason what is wrong when it fails, as a sentence for people
 * @param cure what to do about it, as a sentence for people
 */
public record Rule(ClauseId clause, String id, String reason, String cure) {
    /** A rule named after its clause: {@code of(A1, "no-instruction", …)} has the id {@code A1.no-instruction}. */
    public static Rule of(ClauseId clause, String name, String reason, String cure) {
        return new Rule(clause, clause + "." + name, reason, cure);
    }
}
