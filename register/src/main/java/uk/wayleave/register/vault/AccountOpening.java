package uk.wayleave.register.vault;

import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.snapshot.Account;

/** Opens an account's password for a login with the host, Controller and agreement it is bound to. */
public interface AccountOpening {
    /** Empty where the vault has no such account, or it was sealed for another host, Controller or agreement. */
    Optional<OpenedAccount> open(ControllerId controller, AgreementId agreement, Account account);
}
