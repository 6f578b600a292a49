package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.request.InstructionDetails;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Register;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.InstructionRequest.Channel;
import uk.wayleave.register.request.RequestId;
import uk.wayleave.register.token.ClientHolder;

/**
 * Requests for instructions: a product leaves one after a call was refused for want of an instruction, and looks later;
 * a person of the Controller answers it. In form the access request of AuthZEN's access request and approval profile
 * (draft, work in progress): asking changes no decision; only the instruction does, when the call is made again.
 */
public final class RequestEndpoints {
    private static final String ALL = "/api/instruction-requests";
    private static final String ONE = ALL + "/{request}";

    private final Register register;
    private final Clock clock;

    public RequestEndpoints(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    record NewRequest(
            InstructionDetails instruction,

            @Meaning("The person of the Controller it is addressed to; left out for any who may instruct")
            Optional<PersonId> person) {}

    /** What has become of a request. */
    enum State {
        WAITING,
        APPROVED,
        DECLINED,
        EXPIRED
    }

    record RequestView(
            RequestId id,
            AgreementId agreement,
            IntegratorId integrator,
            ProductId product,
            Channel channel,
            State state,
            InstructionDetails instruction,

            @Meaning("The person it is addressed to; left out for any who may instruct")
            Optional<PersonId> person,

            Instant created,

            @Meaning("The first instant at which it can no longer be answered")
            Instant expires,

            @Meaning("The instruction that a person gave on it: cite it, or bind a token to it")
            Optional<InstructionId> given) {}

    private RequestView view(InstructionRequest request) {
        return new RequestView(
                request.id(),
                request.agreement(),
                request.integrator(),
                request.product(),
                request.channel(),
                state(request),
                InstructionDetails.of(request.wanted()),
                request.addressee(),
                request.created(),
                request.expires(),
                request.instruction());
    }

    private State state(InstructionRequest request) {
        return switch (request.outcome()) {
            case WAITING -> request.isWaitingAt(clock.instant()) ? State.WAITING : State.EXPIRED;
            case APPROVED, SPENT -> State.APPROVED;
            case DECLINED -> State.DECLINED;
        };
    }

    public List<Endpoint> all() {
        Access instructors = Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER);
        Access either = Access.ofProductsAnd(CONTROLLER_ADMINISTRATOR, REQUESTER);
        return List.of(
                Endpoint.post(ALL)
                        .named("askForInstruction", "Leave a request for an instruction to a person of the Controller")
                        .by(Access.ofProducts())
                        .makes(NewRequest.class, RequestView.class, this::ask),
                Endpoint.get(ALL)
                        .named(
                                "instructionRequests",
                                "Those the signed-in person can answer now; for a product, the latest 100 of its own")
                        .by(either)
                        .lists(
                                RequestView.class,
                                call -> theirs(call).stream().map(this::view).toList()),
                Endpoint.get(ONE)
                        .named("instructionRequest", "One request, and what has become of it")
                        .by(either)
                        .shows(RequestView.class, call -> view(named(call))),
                Endpoint.post(ONE + "/approve")
                        .named(
                                "approveInstructionRequest",
                                "Give the instruction as it was asked for, in one's own name")
                        .by(instructors)
                        .shows(RequestView.class, this::approve),
                Endpoint.post(ONE + "/decline")
                        .named("declineInstructionRequest", "Decline the request")
                        .by(instructors)
                        .shows(RequestView.class, this::decline));
    }

    private RequestView ask(Call call, NewRequest body) {
        return view(Refused.unlessDone(register.requests()
                .ask(client(call), body.instruction().wanted("/instruction", clock.instant()), body.person())));
    }

    private ClientHolder client(Call call) {
        if (call.caller() instanceof Caller.Machine machine)
            return register.tokens()
                    .holder(machine.snapshot().product().clientId())
                    .orElseThrow(Refused::notFound);
        throw Refused.notFound();
    }

    private List<InstructionRequest> theirs(Call call) {
        return call.caller() instanceof Caller.Machine
                ? register.requests().of(client(call))
                : register.requests()
                        .waitingFor(
                                Reach.callersController(call),
                                call.person().person().id());
    }

    private InstructionRequest named(Call call) {
        RequestId id = call.named("request", RequestId::of);
        if (call.caller() instanceof Caller.Machine) {
            ClientHolder client = client(call);
            return register.requests()
                    .find(client.controller(), id)
                    .filter(request -> request.product().equals(client.product())
                            && request.agreement().equals(client.agreement()))
                    .orElseThrow(Refused::notFound);
        }
        return register.requests().find(Reach.callersController(call), id).orElseThrow(Refused::notFound);
    }

    private RequestView approve(Call call) {
        InstructionRequest request = answerable(call);
        Refused.unlessDone(register.requests()
                .approve(
                        request.controller(),
                        request.id(),
                        call.person().person().id()));
        return view(named(call));
    }

    private RequestView decline(Call call) {
        InstructionRequest request = answerable(call);
        Refused.unlessDone(register.requests()
                .decline(
                        request.controller(),
                        request.id(),
                        call.person().person().id()));
        return view(named(call));
    }

    /** One that came with a browser goes back with it: the code is for that browser alone. */
    private InstructionRequest answerable(Call call) {
        ControllerId controller = Reach.callersController(call);
        InstructionRequest request = named(call);
        if (request.channel() == Channel.REDIRECT)
            throw Refused.conflict(
                    "The request came with a browser.", "Answer it in that browser, so that it can go back with it.");
        if (!request.controller().equals(controller)) throw Refused.notFound();
        return request;
    }
}
