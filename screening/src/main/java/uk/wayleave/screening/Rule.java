package uk.wayleave.screening;

/**
 * One rule of the rules file: why something counts as personal data.
 *
 * @param id stable name, as in reports and the command line: {@code name.title}
 * @param confidence how likely a finding is right, from above 0 to 1
 * @param meaning what the rule looks for, one sentence
 * @param advice what to write instead, in the words of DfT's terms where they have any
 */
public record Rule(String id, PersonalData personalData, double confidence, String meaning, String advice) {
    /** @throws IllegalArgumentException if the confidence is not above 0 and at most 1 */
    public Rule {
        if (!(confidence > 0 && confidence <= 1)) {
            throw new IllegalArgumentException("The confidence of " + id + " is not above 0 and at most 1.");
        }
    }
}
