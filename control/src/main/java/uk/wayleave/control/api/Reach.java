package uk.wayleave.control.api;

import java.util.Optional;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** Whose data a caller reaches. What belongs to somebody else is not found, as is what does not exist. */
final class Reach {
    private final Register register;

    Reach(Register register) {
        this.register = register;
    }

    /** The Controller in the path, where it is the caller's own. */
    ControllerId ownController(Call call) {
        ControllerId named = call.named("controller", ControllerId::of);
        if (call.person().person().body().equals(new Body.OfController(named))) return named;
        throw Refused.notFound();
    }

    /** The Controller in the path, where it is the caller's own or the caller is the operator. */
    ControllerId controllerFor(Call call) {
        if (!call.person().is(Role.OPERATOR)) return ownController(call);
        ControllerId named = call.named("controller", ControllerId::of);
        return register.controllers().find(named).orElseThrow(Refused::notFound).id();
    }

    /** The integrator in the path, where it is the caller's own. */
    IntegratorId ownIntegrator(Call call) {
        IntegratorId named = call.named("integrator", IntegratorId::of);
        if (call.person().person().body().equals(new Body.OfIntegrator(named))) return named;
        throw Refused.notFound();
    }

    /** The integrator in the path; a directory for everybody but other integrators. */
    IntegratorId listedIntegrator(Call call) {
        IntegratorId named = call.named("integrator", IntegratorId::of);
        if (call.person().person().body() instanceof Body.OfIntegrator) return ownIntegrator(call);
        return register.integrators().find(named).orElseThrow(Refused::notFound).id();
    }

    /** The caller's own Controller. */
    static ControllerId callersController(Call call) {
        if (call.person().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw Refused.notFound();
    }

    static Optional<IntegratorId> callersIntegrator(Caller.Someone person) {
        return person.person().body() instanceof Body.OfIntegrator(IntegratorId id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** The agreement in the path, where the caller's body is one of its two sides. */
    RegisteredAgreement ownAgreement(Call call) {
        AgreementId named = call.named("agreement", AgreementId::of);
        return switch (call.person().person().body()) {
            case Body.OfController(ControllerId id) ->
                register.agreements().find(id, named).orElseThrow(Refused::notFound);
            case Body.OfIntegrator(IntegratorId id) ->
                register.agreements().of(id).stream()
                        .filter(agreement -> agreement.id().equals(named))
                        .findFirst()
                        .orElseThrow(Refused::notFound);
            case Body.Operator operator -> throw Refused.notFound();
        };
    }
}
