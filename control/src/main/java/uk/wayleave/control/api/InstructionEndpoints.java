package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Register;
import uk.wayleave.register.instruction.NewInstruction;

/** Instructions: given by persons who have signed in (L3), or asserted by a product with its token (L1). */
public final class InstructionEndpoints {
    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{4,23}");

    private final Register register;

    public InstructionEndpoints(Register register) {
        this.register = register;
    }

    /** In metres of the British National Grid. */
    record Area(int minEasting, int minNorthing, int maxEasting, int maxNorthing) {
        static Area of(Box box) {
            return new Area(box.minEasting(), box.minNorthing(), box.maxEasting(), box.maxNorthing());
        }

        Box box(String at) {
            try {
                return new Box(minEasting, minNorthing, maxEasting, maxNorthing);
            } catch (IllegalArgumentException wrong) {
                throw Refused.member(
                        at,
                        "It is inverted, or off the British National Grid.",
                        "Send whole metres, the lower edges as min and the higher as max.");
            }
        }
    }

    record WantedInstruction(
            AgreementId agreement,
            ProductId product,
            InstructionKind kind,
            Purpose purpose,
            Set<OperationId> operations,

            @Meaning("Work reference numbers, or [\"all\"] works of the Controller")
            List<String> references,

            @Meaning("The part of the map that it is about; left out for none")
            Optional<Area> area,

            @Meaning("The highest tier it asks for") Tier tier,

            @Meaning("Whether it asks for more than the open fields of other organisations' records; left out for no")
            Optional<Boolean> closedOfOthers,

            @Meaning("The first instant it covers") Instant from,

            @Meaning("The first instant it no longer covers, at most 90 days later")
            Instant until,

            @Meaning("Of a standing one, the times of the week at which it may be used; left out for any time")
            Optional<List<WindowBody>> schedule,

            @Meaning("Left out for unlimited within its time; of a one-off, 1")
            Optional<Long> uses,

            @Meaning("Persons of the Controller it acts for, at least one")
            List<PersonId> persons) {}

    record Renewal(
            @Meaning("The first instant it no longer covers")
            Instant until) {}

    record InstructionView(
            InstructionId id,
            AgreementId agreement,
            ProductId product,
            InstructionKind kind,
            Purpose purpose,
            Set<OperationId> operations,
            List<String> references,
            Optional<Area> area,
            Tier tier,
            boolean closedOfOthers,
            Instant from,
            Instant until,

            @Meaning("The times of the week at which it may be used; none for any time")
            List<WindowBody> schedule,

            Optional<Long> remainingUses,

            @Meaning("How the requesting person was proven: L1 asserted by the product, L2 signed by the Controller's"
                    + " system, L3 signed in here")
            ProofLevel proof,

            List<PersonId> persons,
            Standing standing) {
        static InstructionView of(Instruction instruction) {
            OptionalLong remaining = instruction.remainingUses();
            return new InstructionView(
                    instruction.id(),
                    instruction.agreement(),
                    instruction.product(),
                    instruction.kind(),
                    instruction.purpose(),
                    new TreeSet<>(instruction.operations()),
                    Fields.items(instruction.references()),
                    instruction.area().map(Area::of),
                    instruction.tier(),
                    instruction.closedOfOthers(),
                    instruction.from(),
                    instruction.until(),
                    instruction.schedule().windows().stream()
                            .map(WindowBody::of)
                            .toList(),
                    remaining.isPresent() ? Optional.of(remaining.getAsLong()) : Optional.empty(),
                    instruction.proof(),
                    instruction.persons().stream().map(Person::id).toList(),
                    instruction.standing());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/instructions")
                        .named("giveInstruction", "Give an instruction: L3 by a person, L1 by a product with its token")
                        .by(Access.ofProductsAnd(CONTROLLER_ADMINISTRATOR, REQUESTER))
                        .makes(WantedInstruction.class, InstructionView.class, this::give),
                Endpoint.get("/api/instructions")
                        .named("instructions", "The latest 1,000 of the Controller's; for a product, its own")
                        .by(Access.ofProductsAnd(CONTROLLER_ADMINISTRATOR, REQUESTER, AUDITOR))
                        .lists(
                                InstructionView.class,
                                call -> theirs(call).stream()
                                        .map(InstructionView::of)
                                        .toList()),
                Endpoint.get("/api/instructions/{instruction}")
                        .named("instruction", "One instruction")
                        .by(Access.ofProductsAnd(CONTROLLER_ADMINISTRATOR, REQUESTER, AUDITOR))
                        .shows(InstructionView.class, call -> InstructionView.of(named(call))),
                Endpoint.post("/api/instructions/{instruction}/revoke")
                        .named("revokeInstruction", "Revoke an instruction, from its next call on")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER))
                        .shows(InstructionView.class, this::revoke),
                Endpoint.post("/api/instructions/{instruction}/renew")
                        .named("renewInstruction", "Give a standing instruction anew, for at most 90 days more")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER))
                        .makes(Renewal.class, InstructionView.class, this::renew));
    }

    private InstructionView give(Call call, WantedInstruction body) {
        return switch (call.caller()) {
            case Caller.Machine machine -> {
                requireOwn(machine, body);
                yield given(machine.snapshot().controller(), wanted(body, ProofLevel.L1), machine.actor());
            }
            case Caller.Someone someone ->
                InstructionView.of(Refused.unlessDone(register.instructions()
                        .giveInPerson(
                                Reach.callersController(call),
                                wanted(body, ProofLevel.L3),
                                someone.person().id())));
            case Caller.Stranger stranger -> throw Refused.notFound();
            case Caller.Unproven unproven -> throw Refused.notFound();
        };
    }

    private InstructionView given(ControllerId controller, NewInstruction wanted, Actor actor) {
        return InstructionView.of(Refused.unlessDone(register.instructions().create(controller, wanted, actor)));
    }

    private static void requireOwn(Caller.Machine machine, WantedInstruction body) {
        var product = machine.snapshot().product();
        if (!body.agreement().equals(product.agreement()))
            throw Refused.member(
                    "/agreement", "The token is not of this agreement.", "Send the agreement of the credential.");
        if (!body.product().equals(product.id()))
            throw Refused.member("/product", "The token is not this product's.", "Send the product of the credential.");
    }

    private static NewInstruction wanted(WantedInstruction body, ProofLevel proof) {
        if (!body.purpose().servesTheController())
            throw Refused.member(
                    "/purpose",
                    "This is an other use (framework A5), which takes open data and no instruction.",
                    "Use open data, or name a purpose that serves the Controller.");
        if (body.operations().isEmpty())
            throw Refused.member("/operations", "It names no operation.", "Name one at least.");
        if (body.persons().isEmpty()) throw Refused.member("/persons", "It names nobody.", "Name one person at least.");
        if (!body.from().isBefore(body.until()))
            throw Refused.member("/until", "It ends before it begins.", "Send an instant after /from.");
        List<String> references = body.references().equals(List.of(Fields.ALL))
                ? body.references()
                : body.references().stream()
                        .map(reference -> reference.toUpperCase(Locale.ROOT))
                        .toList();
        return new NewInstruction(
                body.agreement(),
                body.product(),
                body.kind(),
                body.purpose(),
                body.operations(),
                Fields.scope("/references", references, REFERENCE, "Send work reference numbers, or [\"all\"]."),
                body.area().map(area -> area.box("/area")),
                body.tier(),
                body.closedOfOthers().orElse(false),
                body.from(),
                body.until(),
                WindowBody.schedule("/schedule", body.schedule().orElse(List.of())),
                body.uses().map(OptionalLong::of).orElseGet(OptionalLong::empty),
                proof,
                body.persons());
    }

    private InstructionView revoke(Call call) {
        ControllerId controller = Reach.callersController(call);
        Refused.unlessDone(register.instructions()
                .revoke(controller, named(call).id(), call.person().actor()));
        return InstructionView.of(named(call));
    }

    /** A person gives it anew; nothing renews itself. */
    private InstructionView renew(Call call, Renewal body) {
        return InstructionView.of(Refused.unlessDone(register.instructions()
                .renew(
                        Reach.callersController(call),
                        named(call).id(),
                        body.until(),
                        call.person().person().id())));
    }

    private List<Instruction> theirs(Call call) {
        return call.caller() instanceof Caller.Machine machine
                ? machine.snapshot().instructions()
                : register.instructions().of(Reach.callersController(call));
    }

    private Instruction named(Call call) {
        InstructionId id = call.named("instruction", InstructionId::of);
        Optional<Instruction> found = call.caller() instanceof Caller.Machine machine
                ? machine.snapshot().instructions().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                : register.instructions().find(Reach.callersController(call), id);
        return found.orElseThrow(Refused::notFound);
    }
}
