package uk.wayleave.register.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;

/**
 * What one product did in one person's name in one week under one instruction.
 *
 * @param instruction empty where calls of the person's were refused for citing none
 * @param purpose of the instruction
 * @param tallies every call of the line, counted once
 * @param works references that the calls named, at most {@link #MOST_WORKS}, in their order
 * @param numberOfWorks how many different ones they named
 * @param refused how many calls breached a clause, by its id; a call can breach more than one
 */
public record DigestLine(
        ProductId product,
        Optional<InstructionId> instruction,
        Optional<Purpose> purpose,
        List<Tally> tallies,
        List<String> works,
        long numberOfWorks,
        Map<String, Long> refused) {
    public static final int MOST_WORKS = 200;

    public DigestLine {
        tallies = List.copyOf(tallies);
        works = List.copyOf(works);
    }

    /**
     * How many calls were alike.
     *
     * @param operation empty where it is none of Street Manager's
     * @param writes whether the operation changes something there
     * @param upstream what Street Manager had to do with them: not-sent, done, rejected, unknown
     */
    public record Tally(
            Optional<String> operation, boolean writes, CallState state, Optional<String> upstream, long calls) {
        /** Whether something was written, or may have been: nobody knows where the outcome is unknown. */
        public boolean wrote() {
            return writes
                    && upstream.filter(one -> one.equals("done") || one.equals("unknown"))
                            .isPresent();
        }
    }

    public long calls() {
        return tallies.stream().mapToLong(Tally::calls).sum();
    }

    public long calls(CallState state) {
        return tallies.stream()
                .filter(one -> one.state() == state)
                .mapToLong(Tally::calls)
                .sum();
    }

    public List<Tally> written() {
        return tallies.stream().filter(Tally::wrote).toList();
    }
}
