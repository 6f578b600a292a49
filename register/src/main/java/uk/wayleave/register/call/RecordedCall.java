package uk.wayleave.register.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/**
 * One call as its Controller sees it.
 *
 * @param first the place in the ledger of its first entry, by which calls are in order
 * @param at when its first entry was drafted
 * @param status what the product was answered
 * @param code of the problem, where it was refused or failed
 * @param upstream what Street Manager had to do with it: not-sent, done, rejected, unknown
 * @param withheld how many values were masked or left out of the answer
 * @param works references that it named
 * @param texts what screening found in what was to be written
 * @param rules by which it was refused, as {@code A1.no-instruction}
 */
public record RecordedCall(
        UUID call,
        ControllerId controller,
        long first,
        Instant at,
        CallState state,
        IntegratorId integrator,
        ProductId product,
        Optional<String> operation,
        Optional<String> apiVersion,
        Optional<AgreementId> agreement,
        Optional<InstructionId> instruction,
        Optional<PersonId> person,
        Optional<Integer> status,
        Optional<String> code,
        Optional<String> upstream,
        long withheld,
        List<String> works,
        List<TextFinding> texts,
        List<String> rules) {
    public RecordedCall {
        texts = List.copyOf(texts);
        works = List.copyOf(works);
        rules = List.copyOf(rules);
    }
}
