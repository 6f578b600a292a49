package uk.wayleave.console.instruction;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.party.Product;

/** The Controller's instructions: the list, one in plain words, taking it back, and renewing one that stands. */
public final class InstructionPages {
    static final Access READERS = Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER, AUDITOR);
    static final Access INSTRUCTORS = Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER);
    static final String ALL = "/console/instructions";
    private static final String ONE = ALL + "/one/{instruction}";

    private final PagesForPeople.Parts parts;
    private final Register register;
    private final InPlainWords words;

    public InstructionPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.register = parts.register();
        this.words = new InPlainWords(parts, frames);
    }

    public List<Route> all() {
        return List.of(
                Route.get(ALL, READERS, this::list),
                Route.get(ONE, READERS, visit -> shown(visit, 200, List.of())),
                Route.post(ONE + "/revoke", INSTRUCTORS, this::revoke),
                Route.post(ONE + "/renew", INSTRUCTORS, this::renew));
    }

    static String path(InstructionId id) {
        return ALL + "/one/" + id;
    }

    static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    /** A row of the list. */
    public record Row(
            String href, String purpose, String product, String kind, String until, String state, String colour) {}

    private Answer list(Visit visit) {
        Instant now = parts.clock().instant();
        List<Row> rows = register.instructions().of(controller(visit)).stream()
                .map(one -> new Row(
                        path(one.id()),
                        one.purpose().meaning(),
                        product(one),
                        InPlainWords.words(one.kind()),
                        InPlainWords.time(one.until()),
                        state(one, now),
                        one.isInForceAt(now) ? "govuk-tag--green" : "govuk-tag--grey"))
                .toList();
        return Answer.shown(Page.of("instructions")
                .with("rows", rows)
                .with(
                        "mayGive",
                        visit.someone().is(REQUESTER) || visit.someone().is(CONTROLLER_ADMINISTRATOR)));
    }

    private String product(Instruction instruction) {
        return register.products()
                .find(instruction.product())
                .map(Product::name)
                .orElse("A product");
    }

    private static String words(ProofLevel proof) {
        return switch (proof) {
            case L1 -> "The product said that the person asked (L1)";
            case L2 -> "Your organisation's own system signed it (L2)";
            case L3 -> "A person signed in here and gave it (L3)";
        };
    }

    private static String state(Instruction instruction, Instant now) {
        return switch (instruction.standing()) {
            case ENDED -> "Taken back";
            case SUSPENDED -> "Suspended";
            case ACTIVE -> {
                if (now.isBefore(instruction.from())) yield "Not yet begun";
                yield now.isBefore(instruction.until()) ? "In force" : "Over";
            }
        };
    }

    private Instruction own(Visit visit) {
        return register.instructions()
                .find(controller(visit), visit.named("instruction", InstructionId::of))
                .orElseThrow(NotThere::new);
    }

    private IntegratorId integrator(Instruction instruction) {
        return register.agreements()
                .find(instruction.controller(), instruction.agreement())
                .map(RegisteredAgreement::integrator)
                .orElseThrow(NotThere::new);
    }

    private Answer shown(Visit visit, int status, List<FormError> errors) {
        Instruction instruction = own(visit);
        Instant now = parts.clock().instant();
        boolean mayInstruct = visit.someone().is(REQUESTER) || visit.someone().is(CONTROLLER_ADMINISTRATOR);
        return new Answer.Shown(
                status,
                Page.of("instruction")
                        .with("errors", errors)
                        .with("path", path(instruction.id()))
                        .with("id", instruction.id().toString())
                        .with("product", product(instruction))
                        .with("state", state(instruction, now))
                        .with("colour", instruction.isInForceAt(now) ? "govuk-tag--green" : "govuk-tag--grey")
                        .with("proof", words(instruction.proof()))
                        .with(
                                "persons",
                                instruction.persons().stream()
                                        .map(one -> one.name())
                                        .toList())
                        .with("mayRevoke", mayInstruct && instruction.standing() != Standing.ENDED)
                        .with("mayRenew", mayInstruct && instruction.kind() == InstructionKind.STANDING)
                        .with("until", visit.form().text("until"))
                        .with("words", words.of(instruction, integrator(instruction))));
    }

    private Answer revoke(Visit visit) {
        Instruction instruction = own(visit);
        // Sent twice: it was taken back already.
        if (instruction.standing() == Standing.ENDED) return Answer.moved(path(instruction.id()));
        return switch (register.instructions()
                .revoke(
                        instruction.controller(),
                        instruction.id(),
                        visit.someone().actor())) {
            case Outcome.Done<Standing> done -> Answer.moved(path(instruction.id()));
            case Outcome.Refused<Standing>(String why, String cure) ->
                shown(visit, 409, List.of(new FormError("revoke", why + " " + cure)));
        };
    }

    /** A person gives it anew, for at most 90 days more; nothing renews itself. */
    private Answer renew(Visit visit) {
        Instruction before = own(visit);
        Optional<Instant> until = Days.start(visit.form().text("until"));
        if (until.isEmpty() || before.kind() != InstructionKind.STANDING)
            return shown(
                    visit,
                    422,
                    List.of(new FormError("until", "Enter the first day it no longer holds, such as 2027-01-31")));
        return switch (register.instructions()
                .renew(
                        before.controller(),
                        before.id(),
                        until.get(),
                        visit.someone().person().id())) {
            case Outcome.Done<Instruction>(Instruction given) -> Answer.moved(path(given.id()));
            case Outcome.Refused<Instruction>(String why, String cure) ->
                shown(visit, 422, List.of(new FormError("until", why + " " + cure)));
        };
    }
}
