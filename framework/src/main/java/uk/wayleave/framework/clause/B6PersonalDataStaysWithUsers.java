package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** B6: no personal data is published wider than other authorised users of Street Manager. */
public final class B6PersonalDataStaysWithUsers implements Clause {
    static final Rule WIDER_AUDIENCE = Rule.of(
            ClauseId.B6,
            "wider-audience",
            "The product shows data to others than authorised users of Street Manager.",
            "Feed that destination from open data; both sides sign a version of the agreement in which it is "
                    + "no destination of this product.");
    private static final List<Rule> RULES = List.of(WIDER_AUDIENCE);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(
                    Assurance.PREVENTED_HERE,
                    Control.FIELD_PROFILES,
                    Control.FREE_TEXT_SCREENING,
                    Control.DESTINATION_REGISTER,
                    Control.RELEASE_TO_REQUESTER,
                    Control.LEDGER),
            Promise.of(Assurance.MONITORED, Control.FIELD_PROFILES, Control.DESTINATION_REGISTER));
    private static final Set<Party> BINDS = Set.of(Party.CONTROLLER);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PERSONAL_DATA);

    @Override
    public ClauseId id() {
        return ClauseId.B6;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Personal data is not published to anybody but authorised users of Street Manager.";
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
        boolean wider =
                Destinations.have(question, Audience.PUBLIC) || Destinations.have(question, Audience.RING_FENCED);
        return new Findings().note(WIDER_AUDIENCE, wider).list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "Every registered destination of the product is for the authorised user's own staff and contractors.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The version of the field profile, what it opened, how many values of which classes were withheld from "
                + "each answer, how much was masked within free text and by which rules, and to which product it was "
                + "released.";
    }

    @Override
    public String limit() {
        return "What is published after the hand-over, and names in free text that screening does not tell from other words.";
    }
}
