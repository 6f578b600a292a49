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

/** C3: the data is shown on no public website or app, open data apart. */
public final class C3NoPublicSites implements Clause {
    static final Rule PUBLIC_DESTINATION = Rule.of(
            ClauseId.C3,
            "public-destination",
            "A registered destination of the product is open to the public.",
            "Feed that destination from open data; both sides sign a version of the agreement in which it is "
                    + "no destination of this product.");
    static final Rule NO_DESTINATION = Rule.of(
            ClauseId.C3,
            "no-destination",
            "The agreement does not say where the product keeps or shows the data.",
            "Both sides sign a version of the agreement that lists the product's destinations and who sees " + "them.");
    private static final List<Rule> RULES = List.of(PUBLIC_DESTINATION, NO_DESTINATION);
    private static final List<Promise> PROMISES = List.of(
            Promise.of(Assurance.MONITORED, Control.DESTINATION_REGISTER, Control.PURPOSE_GATE, Control.LEDGER),
            Promise.of(Assurance.ATTESTED, Control.DESTINATION_REGISTER));
    private static final Set<Party> BINDS = Set.of(Party.INTEGRATOR);
    private static final List<Sentence> SENTENCES = List.of(Sentence.PUBLIC_SITES);

    @Override
    public ClauseId id() {
        return ClauseId.C3;
    }

    @Override
    public List<Sentence> sentences() {
        return SENTENCES;
    }

    @Override
    public String meaning() {
        return "Data from Street Manager is shown on no public website or app, the integrator's or another's, "
                + "open data apart.";
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
                .noteEach(PUBLIC_DESTINATION, Destinations.with(question, Audience.PUBLIC))
                .note(NO_DESTINATION, Destinations.areMissing(question))
                .list();
    }

    @Override
    public String whyItHolds(Question question) {
        return "No registered destination of the product is open to the public.";
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
        return "A destination is declared: a site that nobody registered is not seen here.";
    }
}
