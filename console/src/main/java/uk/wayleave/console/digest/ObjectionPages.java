package uk.wayleave.console.digest;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.instruction.Objection;
import uk.wayleave.register.instruction.ObjectionId;
import uk.wayleave.register.party.Product;

/** Objections, for those who answer them; and, for an integrator, which instructions were objected to. */
public final class ObjectionPages {
    private static final String ALL = "/console/objections";
    private static final String ONE = ALL + "/{objection}";

    private final Register register;
    private final Frames frames;

    public ObjectionPages(PagesForPeople.Parts parts, Frames frames) {
        this.register = parts.register();
        this.frames = frames;
    }

    public List<Route> all() {
        Access answering = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER);
        return List.of(
                Route.get(ALL, answering, this::list),
                Route.get(ONE, answering, visit -> Answer.shown(page(visit, own(visit), Form.empty(), List.of()))),
                Route.post(ONE + "/answer", answering, this::answer),
                Route.get(
                        "/console/objected", Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER), this::objected));
    }

    /** A row of the list. */
    public record Row(
            String href, String person, String product, String purpose, String week, String state, String colour) {}

    /** An instruction as its integrator learns of it. */
    public record Objected(String instruction, String product, String controller, String since, String state) {}

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    private Objection own(Visit visit) {
        return register.objections()
                .find(controller(visit), visit.named("objection", ObjectionId::of))
                .orElseThrow(NotThere::new);
    }

    private Answer list(Visit visit) {
        ControllerId controller = controller(visit);
        return Answer.shown(Page.of("objections")
                .with(
                        "rows",
                        register.objections().of(controller).stream()
                                .map(one -> row(controller, one))
                                .toList()));
    }

    private Row row(ControllerId controller, Objection objection) {
        return new Row(
                ALL + "/" + objection.id(),
                person(controller, objection.person()),
                product(controller, objection.instruction()),
                purpose(controller, objection.instruction()),
                Words.day(objection.week().monday()),
                state(objection),
                objection.isOpen() ? "govuk-tag--orange" : "govuk-tag--grey");
    }

    private static String state(Objection objection) {
        return objection
                .answer()
                .map(one -> switch (one.outcome()) {
                    case UPHELD -> "Upheld";
                    case WITHDRAWN -> "Withdrawn";
                })
                .orElse("Waits");
    }

    private String person(ControllerId controller, PersonId id) {
        return register.people()
                .find(new Body.OfController(controller), id)
                .map(one -> one.name())
                .orElse("Somebody");
    }

    private String product(ControllerId controller, InstructionId id) {
        return register.instructions()
                .find(controller, id)
                .map(one -> product(one.product()))
                .orElse("A product");
    }

    private String product(ProductId id) {
        return register.products().find(id).map(Product::name).orElse("A product");
    }

    private String purpose(ControllerId controller, InstructionId id) {
        return register.instructions()
                .find(controller, id)
                .map(one -> one.purpose().meaning())
                .orElse("");
    }

    private Page page(Visit visit, Objection objection, Form form, List<FormError> errors) {
        ControllerId controller = controller(visit);
        return Page.of("objection")
                .with("errors", errors)
                .with("form", form)
                .with("path", ALL + "/" + objection.id())
                .with("person", person(controller, objection.person()))
                .with("product", product(controller, objection.instruction()))
                .with("purpose", purpose(controller, objection.instruction()))
                .with("instruction", objection.instruction().toString())
                .with("mayRead", visit.someone().is(CONTROLLER_ADMINISTRATOR))
                .with("personId", objection.person().toString())
                .with("from", Words.day(objection.week().monday()))
                .with("to", Words.day(objection.week().sunday()))
                .with("raised", Words.time(objection.raised()))
                .with("suspended", objection.suspended())
                .with("open", objection.isOpen())
                .with("state", state(objection))
                .with(
                        "answered",
                        objection.answer().map(one -> Words.time(one.at())).orElse(""))
                .with(
                        "by",
                        objection
                                .answer()
                                .map(one -> person(controller, one.by()))
                                .orElse(""))
                .with("reason", objection.answer().map(Objection.Answer::reason).orElse(""))
                .with(
                        "outcomes",
                        List.of(
                                new Choice(
                                        "UPHELD", "Upheld: it was not asked for. The instruction is revoked for good"),
                                new Choice(
                                        "WITHDRAWN",
                                        "Withdrawn: the person agrees that it was asked for. The instruction stands"
                                                + " again, where no other objection waits")));
    }

    private Answer answer(Visit visit) {
        Objection objection = own(visit);
        Form form = visit.form();
        Optional<Objection.Outcome> outcome = Arrays.stream(Objection.Outcome.values())
                .filter(one -> one.name().equals(form.text("outcome")))
                .findFirst();
        if (outcome.isEmpty())
            return Answer.wrong(
                    page(visit, objection, form, List.of(new FormError("outcome", "Choose how you answer"))));
        if (form.text("reason").isEmpty())
            return Answer.wrong(page(
                    visit,
                    objection,
                    form,
                    List.of(new FormError("reason", "Enter the reason; the person who objected reads it"))));
        return switch (register.objections()
                .answer(
                        controller(visit),
                        objection.id(),
                        outcome.get(),
                        form.text("reason"),
                        visit.someone().actor())) {
            case Outcome.Done<Objection> done -> Answer.moved(ALL);
            case Outcome.Refused<Objection>(String why, String cure) ->
                Answer.wrong(page(visit, own(visit), form, List.of(new FormError("reason", why + " " + cure))));
        };
    }

    private Answer objected(Visit visit) {
        if (!(visit.someone().person().body() instanceof Body.OfIntegrator(IntegratorId id))) throw new NotThere();
        return Answer.shown(Page.of("objected")
                .with(
                        "rows",
                        register.objections().of(id).stream()
                                .map(one -> new Objected(
                                        one.instruction().toString(),
                                        product(one.product()),
                                        frames.nameOf(new Body.OfController(one.controller())),
                                        Words.day(one.since()),
                                        one.waits() ? "Waits for the Controller's answer" : "Answered"))
                                .toList()));
    }
}
