package uk.wayleave.register.call;

import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/** That a Controller granted an integrator access, once in force, as DfT's observer sees it. */
public record GrantOfAccess(
        AgreementId agreement,
        ControllerId controller,
        String controllerName,
        IntegratorId integrator,
        String integratorName,
        AgreementState state,
        int version) {}
