package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** B5: the authorised user enters no personal data into free text. */
public final class B5NoPersonalDataInFreeText implements Clause {
    static final Rule NOT_ATTESTED = Rule.of(
            ClauseId.B5,
            "not-attested",
            "Nobody has attested that no personal data is entered into free text.",
            "A named person of the authorised user attests B5 in a new version of the agreement; then both "
                    + "sides sign the new version.");
    private static final List<Rule> RULES = List.of(NOT_ATTESTED);
    private static final List<Promise> PROMISES = List.of(Promise.of(Assurance.MONITORED, Control.FREE_TEXT_SCREENING));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PERSONAL_DATA);

    @Override
    public ClauseId id() {
        return ClauseId.B5;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "No personal data is entered into free-text fields.";
    }

    @Override
    public Set<Party> binds() {
        return BINDS;
    }

    @Override
    public List<Rule> rules() {
        return RULES;
    }

    @Override
    public List<Breach> breaches(Question question) {
        return new Findings()
                .note(NOT_ATTESTED, Attestation.isMissing(question, ClauseId.B5))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Attested in this version of the agreement: no personal data is entered into free text.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "Both signatures over the content hash that includes the attestation and what becomes of a finding in each "
                + "field; of each call how many findings of which class were refused, warned of, allowed or overridden, "
                + "and by which version of the rules, never the text.";
    }

    @Override
    public String limit() {
        return "Names of people cannot be told reliably from other words, and what a picture, a PDF or an older Word file says is not looked at; an "
                + "agreement may have findings allowed in fields that do not become public at once.";
    }
}
