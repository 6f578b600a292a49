package uk.wayleave.sandbox.call;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Contract;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.streetmanager.Role;

/**
 * Whose works an account may read and write (API documentation V3, "Access and permissions" and contractor guidance): its
 * organisation's own, as promoter or as highway authority; a contractor those of the promoters it has a contract with,
 * as far as the promoter gave it their workstream. A contractor is never a highway authority.
 */
public final class Access {
    private final Directory directory;
    private final Predicate<String> suspended;

    /** @param suspended whether the organisation of an SWA code is suspended: nobody acts for it then */
    Access(Directory directory, Predicate<String> suspended) {
        this.directory = directory;
        this.suspended = suspended;
    }

    /** Whether the works record is the account's to read. */
    public boolean reads(Account account, Works works) {
        return account.role() == Role.CONTRACTOR
                ? level(account, works.promoter(), works.workstream()).isPresent()
                : works.promoter().equals(account.swaCode())
                        || works.highwayAuthority().equals(account.swaCode());
    }

    /** Whether the account may do with the works what their promoter may. */
    public boolean promotes(Account account, Works works) {
        return promotes(account, works.promoter(), works.workstream());
    }

    /** Whether the account may act for a promoter in one of its workstreams. */
    public boolean promotes(Account account, String promoter, String workstream) {
        return account.role() == Role.CONTRACTOR
                ? level(account, promoter, workstream)
                        .filter(level -> level == Contract.Level.FULL_WRITE)
                        .isPresent()
                : account.swaCode().equals(promoter);
    }

    private Optional<Contract.Level> level(Account contractor, String promoter, String workstream) {
        return directory
                .contract(contractor.swaCode(), promoter)
                .filter(contract -> !suspended.test(promoter))
                .flatMap(contract -> contract.level(workstream));
    }

    /** Whether the account may do with the works what the authority of the street may. */
    public boolean governs(Account account, Works works) {
        return account.role() != Role.CONTRACTOR && works.highwayAuthority().equals(account.swaCode());
    }

    /** Whether the account may name this organisation as the one it asks for. */
    public boolean actsFor(Account account, String swaCode) {
        return organisations(account).contains(swaCode);
    }

    /** The account's own organisation and those it has a contract with, but for suspended ones. */
    public Set<String> organisations(Account account) {
        Set<String> organisations = new LinkedHashSet<>();
        organisations.add(account.swaCode());
        directory.contracts(account.swaCode()).stream()
                .map(Contract::promoter)
                .filter(suspended.negate())
                .forEach(organisations::add);
        return organisations;
    }
}
