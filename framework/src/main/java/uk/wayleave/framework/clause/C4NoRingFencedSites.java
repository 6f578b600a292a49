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

/** C4: the data is shown on no independently ring-fenced website or app, open data apart. */
public final class C4NoRingFencedSites implements Clause {
    static final Rule RING_FENCED_DESTINATION = Rule.of(
            ClauseId.C4,
            "ring-fenced-destination",
            "A registered destination of the product is an independently ring-fenced site or app.",
            "Feed that destination from open data; both sides sign a version of the agreement in which it is "
                    + "no destination of this product.");
    private static final List<Rule> RULES = List.of(RING_FENCED_DESTINATION);
    private static final List<Promise> PROMISES = List.of(Promise.of(Assurance.ATTESTED, Control.DESTINATION_REGISTER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.RING_FENCED_SITES);

    @Override
    public ClauseId id() {
        return ClauseId.C4;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Data from Street Manager is shown on no independently ring-fenced website or app, the "
                + "integrator's or another's, open data apart.";
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
                .noteEach(RING_FENCED_DESTINATION, Destinations.with(question, Audience.RING_FENCED))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "No registered destination of the product is an independently ring-fenced site or app.";
    }

    @Override
    public List<Promise> promises() {
        return PROMISES;
    }

    @Override
    public String evidence() {
        return "The content hash that includes the destinations, in every intent; the product in every release.";
    }

    @Override
    public String limit() {
        return "A ring-fenced site is invisible from outside: the register of destinations is the integrator's word.";
    }
}
