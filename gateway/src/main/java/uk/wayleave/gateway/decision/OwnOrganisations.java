package uk.wayleave.gateway.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.snapshot.PromoterContract;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Which organisations of Street Manager are the Controller's own, and for which promoters it may act as contractor.
 *
 * @param contracts in force at the instant of the call
 * @param actAsAuthority whether the Controller acts as a highway authority: only then can works of other promoters be its
 *     business
 */
public record OwnOrganisations(
        List<Organisation> organisations, List<PromoterContract> contracts, boolean actAsAuthority) {
    public OwnOrganisations {
        organisations = List.copyOf(organisations);
        contracts = List.copyOf(contracts);
    }

    public static OwnOrganisations of(Snapshot snapshot, Instant at) {
        return new OwnOrganisations(
                snapshot.organisations(),
                snapshot.contracts().stream()
                        .filter(contract -> contract.isInForceAt(at))
                        .toList(),
                snapshot.accounts().stream()
                        .anyMatch(account -> account.role().equals(Role.HIGHWAY_AUTHORITY.label())));
    }

    /** Whether one of them has this SWA code; text that is no SWA code is nobody's. */
    public boolean haveCode(String text) {
        return ofCode(text).isPresent();
    }

    /** The one that has this SWA code. */
    public Optional<SwaCode> ofCode(String text) {
        if (!SwaCode.isValid(text)) {
            return Optional.empty();
        }
        SwaCode code = new SwaCode(text);
        return organisations.stream()
                .map(Organisation::swaCode)
                .filter(code::equals)
                .findFirst();
    }

    /** The one that promotes the works with this reference. */
    public Optional<SwaCode> promoterOf(WorkReference works) {
        return organisations.stream()
                .filter(organisation -> organisation.prefixes().contains(works.promoterPrefix()))
                .map(Organisation::swaCode)
                .findFirst();
    }

    /** Whether one of them promotes the works with this reference, or one that they are contractor of. */
    public boolean promote(WorkReference works) {
        return promoterOf(works).isPresent() || contractFor(works).isPresent();
    }

    /**
     * Whether a record is theirs by the SWA code of its promoter. Of a promoter that they are contractor of it is only
     * where the contract is about all its workstreams, or about that of the works.
     */
    public boolean promote(String code, Optional<WorkReference> works) {
        if (haveCode(code)) {
            return true;
        }
        return contractWith(code).stream()
                .anyMatch(contract -> contract.workstreams() instanceof Scope.All<String>
                        || works.filter(reference -> contract.prefixes().contains(reference.promoterPrefix())
                                        && contract.workstreams().covers(reference.workstream()))
                                .isPresent());
    }

    /** The contracts with the promoter that has this SWA code. */
    public List<PromoterContract> contractWith(String code) {
        if (!SwaCode.isValid(code)) {
            return List.of();
        }
        SwaCode promoter = new SwaCode(code);
        return contracts.stream()
                .filter(contract -> contract.promoter().equals(promoter))
                .toList();
    }

    /** A contract about the works with this reference. */
    public Optional<PromoterContract> contractFor(WorkReference works) {
        return contracts.stream()
                .filter(contract -> contract.prefixes().contains(works.promoterPrefix())
                        && contract.workstreams().covers(works.workstream()))
                .findFirst();
    }

    public boolean haveName(String name) {
        return organisations.stream()
                .anyMatch(organisation -> organisation.name().equalsIgnoreCase(name));
    }

    /** The one with this reference in Street Manager. */
    public Optional<SwaCode> ofReference(String organisationReference) {
        return organisations.stream()
                .filter(organisation -> organisation.reference().equalsIgnoreCase(organisationReference))
                .map(Organisation::swaCode)
                .findFirst();
    }
}
