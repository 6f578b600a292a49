package uk.wayleave.gateway.account;

import java.util.Optional;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.forward.AlarmKind;
import uk.wayleave.gateway.forward.Cause;
import uk.wayleave.gateway.forward.Outbound;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.forward.StreetManager;
import uk.wayleave.gateway.governor.Admission;
import uk.wayleave.gateway.governor.Party;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.gateway.governor.Urgency;
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

    /** Why nothing is sent to the account's host now, whoever asks; empty where it may be. */
    public Optional<Sent.NotSent> keptAway(Account account) {
        return streetManager.keptAway(account.host());
    }

    /** Asks for a place in the budget of the account's host. */
    public Admission askForPlace(Caller caller, Account account, Urgency urgency) {
        return streetManager.governor().ask(account.host(), partyOf(caller), urgency);
    }

    private static Party partyOf(Caller caller) {
        return new Party(caller.snapshot().product().integrator(), caller.controller());
    }

    /**
     * Sends one that has no place yet: a look-up beside a call.
     *
     * @param caller for whom
     * @param urgency of the call that it is for
     */
    public Sent send(Caller caller, Outbound outbound, Urgency urgency) {
        return switch (askForPlace(caller, outbound.account(), urgency)) {
            case Admission.Granted(Place place) -> {
                try (place) {
                    yield send(caller, outbound, place);
                }
            }
            case Admission.Declined(Shortage shortage) ->
                new Sent.NotSent(Cause.OVER_BUDGET, Optional.of(shortage.retryAfter()));
        };
    }

    /** @param caller for whom, to find the account as the register has it now */
    public Sent send(Caller caller, Outbound outbound, Place place) {
        Sent sent = streetManager.send(outbound, place);
        if (!(sent instanceof Sent.NotSent)) {
            return sent;
        }
        return changedSince(caller, outbound.account())
                .map(account -> streetManager.send(outbound.with(account), place))
                .orElse(sent);
    }

    /** For people to look into. */
    public void raiseHarvest(Caller caller, Account account) {
        streetManager.raise(AlarmKind.HARVEST, caller.controller(), account.id());
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
