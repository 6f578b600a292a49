package uk.wayleave.gateway.decision;

import java.util.List;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.WorkReference;

/** Which organisations of Street Manager are the Controller's own. */
public final class OwnOrganisations {
    private final List<Organisation> organisations;
    private final List<Account> accounts;

    public OwnOrganisations(Snapshot snapshot) {
        this.organisations = snapshot.organisations();
        this.accounts = snapshot.accounts();
    }

    /** Whether one of them has this SWA code; text that is no SWA code is nobody's. */
    public boolean haveCode(String text) {
        if (!SwaCode.isValid(text)) {
            return false;
        }
        SwaCode code = new SwaCode(text);
        for (Organisation organisation : organisations) {
            if (organisation.swaCode().equals(code)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of them promotes the works with this reference. */
    public boolean promote(WorkReference works) {
        for (Organisation organisation : organisations) {
            if (organisation.prefixes().contains(works.promoterPrefix())) {
                return true;
            }
        }
        return false;
    }

    public boolean haveName(String name) {
        return organisations.stream()
                .anyMatch(organisation -> organisation.name().equalsIgnoreCase(name));
    }

    public boolean haveReference(String organisationReference) {
        return organisations.stream()
                .anyMatch(organisation -> organisation.reference().equalsIgnoreCase(organisationReference));
    }

    /** Whether the Controller acts as a highway authority: only then can works of other promoters be its business. */
    public boolean actAsAuthority() {
        return accounts.stream().anyMatch(account -> account.role().equals(Role.HIGHWAY_AUTHORITY.label()));
    }
}
