package uk.wayleave.gateway.account;

import java.util.Optional;
import uk.wayleave.framework.Part;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.screening.Screened;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.snapshot.Account;

/**
 * A call with the account it goes out with.
 *
 * @param part what is now known of the Controller's part in the record: a look-up may have settled it
 * @param export what it asks for, where that is an export made before
 */
public record Placed(Screened screened, Account account, Part part, Optional<KnownExport> export) {
    public Judged judged() {
        return screened.judged();
    }
}
