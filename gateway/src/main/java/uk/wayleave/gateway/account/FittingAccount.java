package uk.wayleave.gateway.account;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Role;

/** Which of the Controller's accounts an operation may be carried out with. */
public final class FittingAccount {
    private FittingAccount() {}

    public static AccountFit fit(Snapshot snapshot, Operation operation) {
        if (snapshot.accounts().isEmpty()) {
            return AccountFit.NO_ACCOUNT;
        }
        return fitting(snapshot, operation).isEmpty() ? AccountFit.NO_FITTING_ROLE : AccountFit.FITS;
    }

    /**
     * The account to use: of the organisation whose record it is where that is known, else a highway authority's, which
     * sees its whole area.
     */
    public static Optional<Account> choose(Snapshot snapshot, Operation operation, Optional<SwaCode> of) {
        return inOrder(snapshot, operation, of).stream().findFirst();
    }

    /** All that could be used, the one to use first. */
    static List<Account> inOrder(Snapshot snapshot, Operation operation, Optional<SwaCode> of) {
        return fitting(snapshot, operation).stream()
                .sorted(Comparator.comparing((Account account) -> !of.equals(Optional.of(account.swaCode())))
                        .thenComparing(account -> !account.role().equals(Role.HIGHWAY_AUTHORITY.label()))
                        .thenComparing(account -> account.id().value()))
                .toList();
    }

    private static List<Account> fitting(Snapshot snapshot, Operation operation) {
        return snapshot.accounts().stream()
                .filter(account -> Role.parse(account.role())
                        .filter(operation.roles()::contains)
                        .isPresent())
                .toList();
    }
}
