package uk.wayleave.register.vault;

import uk.wayleave.framework.AgreementId;
import uk.wayleave.register.snapshot.Account;

/** An account in the vault, without what signs it in. */
public record StoredAccount(Account account, AgreementId agreement) {}
