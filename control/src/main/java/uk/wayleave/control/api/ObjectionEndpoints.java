package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.time.Instant;
import java.util.List;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Register;
import uk.wayleave.register.instruction.ObjectedInstruction;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.instruction.ObjectionId;

/** Objections: a Controller's, to be answered; and, for an integrator, which instructions were objected to. */
public final class ObjectionEndpoints {
    private final Register register;

    public ObjectionEndpoints(Register register) {
        this.register = register;
    }

    record AnswerBody(
            Objection.Outcome outcome,

            @Meaning("For the person who objected: 1 to 500 characters, kept in the register and not in the ledger")
            String reason) {}

    record ObjectedView(
            InstructionId instruction,
            ControllerId controller,
            AgreementId agreement,
            ProductId product,
            @Meaning("When it was first objected to") Instant since,

            @Meaning("Whether an objection to it waits for its answer")
            boolean waits) {
        static ObjectedView of(ObjectedInstruction one) {
            return new ObjectedView(
                    one.instruction(), one.controller(), one.agreement(), one.product(), one.since(), one.waits());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/objections")
                        .named("objections", "The Controller's: those that wait first, then the latest")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR))
                        .lists(
                                ObjectionView.class,
                                call -> register.objections().of(Reach.callersController(call)).stream()
                                        .map(ObjectionView::of)
                                        .toList()),
                Endpoint.post("/api/objections/{objection}/answer")
                        .named(
                                "answerObjection",
                                "Uphold an objection, which revokes the instruction, or record that it is withdrawn,"
                                        + " which lets the instruction stand again")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER))
                        .changes(AnswerBody.class, ObjectionView.class, this::answer),
                Endpoint.get("/api/objected-instructions")
                        .named(
                                "objectedInstructions",
                                "Instructions to the integrator's products that were objected to, and nothing more")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER))
                        .lists(
                                ObjectedView.class,
                                call -> register.objections().of(integrator(call)).stream()
                                        .map(ObjectedView::of)
                                        .toList()));
    }

    private static IntegratorId integrator(Call call) {
        return Reach.callersIntegrator(call.person()).orElseThrow(Refused::notFound);
    }

    private ObjectionView answer(Call call, AnswerBody body) {
        ControllerId controller = Reach.callersController(call);
        ObjectionId id = call.named("objection", ObjectionId::of);
        if (register.objections().find(controller, id).isEmpty()) throw Refused.notFound();
        return ObjectionView.of(Refused.unlessDone(register.objections()
                .answer(
                        controller,
                        id,
                        body.outcome(),
                        body.reason(),
                        call.person().actor())));
    }
}
