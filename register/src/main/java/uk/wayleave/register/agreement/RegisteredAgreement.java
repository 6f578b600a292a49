package uk.wayleave.register.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/**
 * An agreement with all its versions.
 *
 * @param version the one its state is of: drafted, on offer, or in force
 * @param versions every one, the first first
 */
public record RegisteredAgreement(
        AgreementId id,
        ControllerId controller,
        IntegratorId integrator,
        AgreementState state,
        int version,
        List<AgreementVersion> versions,
        Instant changed) {
    public RegisteredAgreement {
        versions = List.copyOf(versions);
    }

    /** The version its state is of. */
    public AgreementVersion current() {
        return versions.get(version - 1);
    }

    /** A later version that is proposed and not yet signed by both; the one in force stays in force until it is. */
    public Optional<AgreementVersion> amendment() {
        boolean proposed =
                versions.size() > version && (state == AgreementState.ACTIVE || state == AgreementState.SUSPENDED);
        return proposed ? Optional.of(versions.getLast()) : Optional.empty();
    }

    /** As the framework's decision sees it. */
    public Agreement agreement() {
        return inVersion(id, current(), controller, integrator, state);
    }

    /** An agreement as the framework's decision sees it, from its version in force. */
    public static Agreement inVersion(
            AgreementId id,
            AgreementVersion version,
            ControllerId controller,
            IntegratorId integrator,
            AgreementState state) {
        AgreementContent content = version.content();
        return new Agreement(
                id,
                version.version(),
                version.hash(),
                controller,
                integrator,
                state,
                content.basis(),
                content.attested(),
                content.purposes(),
                content.apiVersions(),
                content.operations(),
                content.tier(),
                content.workstreams(),
                content.destinations(),
                content.proof(),
                content.fields(),
                content.freeText(),
                content.longestSide(),
                content.from(),
                content.until());
    }
}
