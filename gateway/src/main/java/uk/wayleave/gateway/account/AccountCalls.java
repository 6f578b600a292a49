package uk.wayleave.gateway.account;

import java.util.Optional;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.gateway.forward.Outbound;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;

/**
 * Calls of Street Manager with an account of the Controller. What is only remembered of an account may not fail a call:
 * where nothing was sent and the account was given a new password meanwhile, the call is made with that.
 */
public final class AccountCalls {
    private final StreetManager streetManager;
    private final Snapshots snapshots;

    public AccountCalls(StreetManager streetManager, Snapshots snapshots) {
        this.streetManager = streetManager;
        this.snapshots = snapshots;
    }

    /** @param caller for whom, to find the account as the register has it now */
    public Sent send(Caller caller, Outbound outbound) {
        Sent sent = streetManager.send(outbound);
        if (!(sent instanceof Sent.NotSent)) {
            return sent;
        }
        return changedSince(caller, outbound.account())
                .map(account -> streetManager.send(outbound.with(account)))
                .orElse(sent);
    }

    void raiseForeignRecord(Snapshot snapshot, Account account) {
        streetManager.raise(AlarmKind.FOREIGN_RECORD, snapshot.controller(), account.id());
    }

    /** Empty where it is as it was, or differs in more than when its password was set. */
    private Optional<Account> changedSince(Caller caller, Account used) {
        try {
            return snapshots.read(caller.token()).stream()
                    .flatMap(snapshot -> snapshot.accounts().stream())
                    .filter(now -> !now.equals(used) && now.equals(used.changedAt(now.changed())))
                    .findFirst();
        } catch (DatabaseUnavailable unavailable) {
            return Optional.empty();
        }
    }
}
