package uk.wayleave.framework;

/**
 * One way in which one call breaches one clause.
 *
 * @param rule which check failed
 * @param detail what exactly was found, without payload, secret or personal data; may be blank
 */
public record Breach(Rule rule, String detail) {
    public ClauseId clause() {
        return rule.clause();
    }
}
