package uk.wayleave.gateway.decision;

import java.util.Optional;
import java.util.Set;
import uk.wayleave.framework.Acting;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.streetmanager.WorkReference;

/**
 * What a call is about.
 *
 * @param references the works it names, in capitals; {@link #ANY_WORKS} where it may touch any of the Controller's
 * @param workstreams of those works that are the Controller's, and of path, query and body
 * @param box the part of the map that it asks for
 * @param works the works whose owner must be proven, where there are such
 * @param tier the tier to be granted: the operation's, or that of somebody else's record where the answer may be one
 * @param acting for which organisation it says it is made
 * @param organisation of the Controller's own, which it concerns, where it names one
 * @param asContractor whether that one acts for a promoter here, so that only a contractor's account fits
 */
public record Subject(
        Set<String> references,
        Set<String> workstreams,
        Optional<Box> box,
        Optional<WorkReference> works,
        Part part,
        Tier tier,
        Acting acting,
        Optional<SwaCode> organisation,
        boolean asContractor) {
    /** Named so that an instruction limited to certain works does not cover a call that is not. */
    public static final String ANY_WORKS = "(any works)";

    public Subject {
        references = Set.copyOf(references);
        workstreams = Set.copyOf(workstreams);
    }
}
