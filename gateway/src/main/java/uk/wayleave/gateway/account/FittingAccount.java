package uk.wayleave.gateway.account;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.gateway.decision.Subject;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Role;

/** Which of the Controller's accounts an operation may be carried out with. */
public final class FittingAccount {
    private FittingAccount() {}

    public static AccountFit fit(Snapshot snapshot, Operation operation, Subject subject) {
        if (snapshot.accounts().isEmpty()) {
            return AccountFit.NO_ACCOUNT;
        }
        return choose(snapshot, operation, subject).isEmpty() ? AccountFit.NO_FITTING_ROLE : AccountFit.FITS;
    }

    /**
     * The account to use for a call: for a promoter, the contractor's own; else that of the organisation whose record it
     * is where that is known, then a highway authority's, which sees its whole area.
     */
    public static Optional<Account> choose(Snapshot snapshot, Operation operation, Subject subject) {
        return inOrder(snapshot, operation, subject).stream().findFirst();
    }

    /** All that could be used, the one to use first. */
    static List<Account> inOrder(Snapshot snapshot, Operation operation, Subject subject) {
        return fitting(snapshot, operation).stream()
                .filter(account -> !subject.asContractor() || isContractorOf(account, subject))
                .sorted(Comparator.comparing(
                                (Account account) -> !subject.organisation().equals(Optional.of(account.swaCode())))
                        .thenComparing(account -> account.role().equals(Role.CONTRACTOR.label()))
                        .thenComparing(byAuthorityFirst()))
                .toList();
    }

    /** The account for a look-up of ours, which is about nobody's record yet. */
    public static Optional<Account> choose(Snapshot snapshot, Operation operation) {
        return fitting(snapshot, operation).stream().min(byAuthorityFirst());
    }

    private static boolean isContractorOf(Account account, Subject subject) {
        return account.role().equals(Role.CONTRACTOR.label())
                && subject.organisation().equals(Optional.of(account.swaCode()));
    }

    private static Comparator<Account> byAuthorityFirst() {
        return Comparator.comparing((Account account) -> !account.role().equals(Role.HIGHWAY_AUTHORITY.label()))
                .thenComparing(account -> account.id().value());
    }

    private static List<Account> fitting(Snapshot snapshot, Operation operation) {
        return snapshot.accounts().stream()
                .filter(account -> Role.parse(account.role())
                        .filter(operation.roles()::contains)
                        .isPresent())
                .toList();
    }
}
