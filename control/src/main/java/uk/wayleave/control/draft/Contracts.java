package uk.wayleave.control.draft;

import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** Contracts on paper, and who may read which. */
public final class Contracts {
    /** A contract may say more than the terms do: names of signatories, prices. */
    public static final Access READERS = Access.of(
            Role.CONTROLLER_ADMINISTRATOR,
            Role.INFORMATION_GOVERNANCE_OFFICER,
            Role.AUDITOR,
            Role.INTEGRATOR_ADMINISTRATOR);

    private final Register register;

    public Contracts(Register register) {
        this.register = register;
    }

    /** The Controller reads what it keeps, drafts included; the integrator what it was offered. Empty for all else. */
    public Optional<byte[]> read(Body reader, AgreementId agreement, ContentHash hash) {
        return (switch (reader) {
                    case Body.OfController(ControllerId own) -> Optional.of(own);
                    case Body.OfIntegrator(IntegratorId integrator) -> offeredBy(integrator, agreement, hash);
                    case Body.Operator operator -> Optional.<ControllerId>empty();
                })
                .flatMap(controller -> register.papers().open(controller, agreement, hash));
    }

    private Optional<ControllerId> offeredBy(IntegratorId integrator, AgreementId id, ContentHash hash) {
        return register.agreements().of(integrator).stream()
                .filter(agreement -> agreement.id().equals(id))
                .filter(agreement -> agreement.versions().stream()
                        .anyMatch(one -> one.content().document().equals(hash)))
                .map(RegisteredAgreement::controller)
                .findFirst();
    }
}
