package uk.wayleave.gateway.forward;

import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.snapshot.Account;

/**
 * What a session is for: nothing is shared between Controllers or agreements, and an account that was changed (another
 * host, another organisation) is another one.
 */
record SessionKey(ControllerId controller, AgreementId agreement, Account account) {}
