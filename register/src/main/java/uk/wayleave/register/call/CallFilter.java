package uk.wayleave.register.call;

import java.util.Optional;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/**
 * Which calls are wanted; what is empty is not asked for.
 *
 * @param works a reference that the call named, in capitals
 * @param clause that it breached
 * @param texts personal data was found in its texts, and this became of some of it
 */
public record CallFilter(
        Optional<ProductId> product,
        Optional<PersonId> person,
        Optional<String> works,
        Optional<ClauseId> clause,
        Optional<CallState> state,
        Optional<TextFinding.Outcome> texts) {
    public static CallFilter all() {
        return new CallFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
