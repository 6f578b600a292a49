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

/** One numbered term of DfT's framework. */
public interface Clause {
    ClauseId id();

    /** Where the framework says it. */
    Citation citation();

    /** What it asks, in one sentence of ours. */
    String meaning();

    Set<Party> binds();

    /** The checks that may refuse a call under this clause. */
    List<Rule> rules();

    /** Judges one call: every breach of this clause; empty when it holds. */
    List<Breach> breaches(Question question);

    /** Why it holds, for a call that does not breach it. */
    String whyItHolds(Question question);

    /** The controls that keep it, the strongest promise first. */
    Assurance assurance(Set<Control> wired);
}
