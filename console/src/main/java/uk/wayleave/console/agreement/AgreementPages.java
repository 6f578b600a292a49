package uk.wayleave.console.agreement;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** The agreements of one's own body: what each says and lacks, who signed it, and what can be done with it now. */
public final class AgreementPages {
    private static final Access EITHER_SIDE = Access.of(
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            REQUESTER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);
    private static final String ALL = "/console/agreements";
    private static final String ONE = ALL + "/{agreement}";

    private final Register register;
    private final PagesForPeople.Parts parts;
    private final Frames frames;
    private final PersonalFields personal;

    public AgreementPages(PagesForPeople.Parts parts, Frames frames) {
        this.register = parts.register();
        this.parts = parts;
        this.frames = frames;
        this.personal = new PersonalFields(parts.catalogue());
    }

    /** One move of an agreement's life. */
    private interface Move {
        Outcome<RegisteredAgreement> make(Agreements all, ControllerId controller, AgreementId id, Actor actor);
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        Access eitherAdministrator = Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR);
        return List.of(
                Route.get(ALL, EITHER_SIDE, this::list),
                Route.get(ONE, EITHER_SIDE, visit -> shown(visit, 200, own(visit), List.of())),
                Route.get(ONE + "/terms", EITHER_SIDE, visit -> Answer.shown(terms(visit, own(visit), List.of()))),
                Route.post(
                        ONE + "/sign", Access.of(INFORMATION_GOVERNANCE_OFFICER, INTEGRATOR_ADMINISTRATOR), this::sign),
                move("offer", administrator, AgreementState.OFFERED, Agreements::offer),
                move("withdraw", administrator, AgreementState.DRAFT, Agreements::withdraw),
                move("activate", administrator, AgreementState.ACTIVE, Agreements::activate),
                move("suspend", eitherAdministrator, AgreementState.SUSPENDED, Agreements::suspend),
                move("resume", administrator, AgreementState.ACTIVE, Agreements::resume),
                move("end", eitherAdministrator, AgreementState.ENDED, Agreements::end));
    }

    /** What is sent twice has been done already, and is not done again. */
    private Route move(String name, Access access, AgreementState to, Move move) {
        return Route.post(ONE + "/" + name, access, visit -> {
            RegisteredAgreement agreement = own(visit);
            if (agreement.state() == to) return Answer.moved(path(agreement));
            List<String> gaps = to == AgreementState.OFFERED ? gaps(agreement) : List.of();
            if (!gaps.isEmpty())
                return shown(
                        visit,
                        409,
                        agreement,
                        List.of(new FormError(
                                "tasks", "It cannot be offered while this is missing: " + String.join(", ", gaps))));
            return switch (move.make(
                    register.agreements(),
                    agreement.controller(),
                    agreement.id(),
                    visit.someone().actor())) {
                case Outcome.Done<RegisteredAgreement> done -> Answer.moved(path(agreement));
                case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                    shown(visit, 409, agreement, List.of(new FormError("actions", why + " " + cure)));
            };
        });
    }

    private List<String> gaps(RegisteredAgreement agreement) {
        return new Completeness(parts.clauses())
                .of(agreement.current().content()).stream()
                        .filter(task -> !task.done())
                        .map(Task::name)
                        .toList();
    }

    private Answer sign(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        Party side = side(visit.someone());
        String version = visit.form().text("version");
        String hash = visit.form().text("hash");
        AgreementVersion onOffer = toSign(agreement).orElse(agreement.current());
        boolean same = Integer.toString(onOffer.version()).equals(version)
                && onOffer.hash().toString().equals(hash);
        boolean signed = onOffer.signatures().stream()
                .anyMatch(one -> one.side() == side
                        && one.person().equals(visit.someone().person().id()));
        if (same && signed) return Answer.moved(path(agreement));
        if (visit.form().all("read").isEmpty())
            return Answer.wrong(terms(
                    visit,
                    agreement,
                    List.of(new FormError("read", "Confirm that you have read the terms and may sign for your side"))));
        if (!same)
            return new Answer.Shown(
                    409,
                    terms(
                            visit,
                            agreement,
                            List.of(new FormError(
                                    "content-hash",
                                    "The agreement changed since you read it, so nothing was signed. Read it again:"
                                            + " this is what is on offer now"))));
        return switch (register.agreements()
                .sign(
                        agreement.controller(),
                        agreement.id(),
                        onOffer.version(),
                        new ContentHash(hash),
                        visit.someone().actor())) {
            case Outcome.Done<RegisteredAgreement> done -> Answer.moved(path(agreement));
            case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                new Answer.Shown(409, terms(visit, own(visit), List.of(new FormError("read", why + " " + cure))));
        };
    }

    /** A row of the list. */
    public record Row(String href, String name, String state, String colour, String until, String waits) {}

    private Answer list(Visit visit) {
        List<Row> rows = new ArrayList<>();
        for (RegisteredAgreement one : ownAll(visit.someone()))
            rows.add(new Row(
                    path(one),
                    other(visit.someone(), one),
                    Words.of(one.state()),
                    Words.colour(one.state()),
                    Words.day(one.current().content().until()),
                    mayBeSignedBy(visit.someone(), one) ? "Waits for your side's signature" : ""));
        return Answer.shown(Page.of("agreements")
                .with("rows", rows)
                .with("mayDraft", visit.someone().is(CONTROLLER_ADMINISTRATOR)));
    }

    /** One line of the task list (GOV.UK task list). */
    public record Task(String name, String says, String anchor, boolean done) {}

    /** @param side and the rest in words */
    public record Signed(String side, String name, String at) {}

    /** @param who the actor's name where it is of the reader's body, else whose side it is */
    public record Done(String at, String what, String who, boolean recorded) {}

    /** What may be done now. */
    public record Action(String path, String text, String says, String colour) {}

    private Answer shown(Visit visit, int status, RegisteredAgreement agreement, List<FormError> errors) {
        AgreementVersion version = toSign(agreement).orElse(agreement.current());
        return new Answer.Shown(
                status,
                Page.of("agreement")
                        .with("errors", errors)
                        .with("path", path(agreement))
                        .with("other", other(visit.someone(), agreement))
                        .with("controller", frames.nameOf(new Body.OfController(agreement.controller())))
                        .with("integrator", frames.nameOf(new Body.OfIntegrator(agreement.integrator())))
                        .with("state", Words.of(agreement.state()))
                        .with("colour", Words.colour(agreement.state()))
                        .with("version", version.version())
                        .with("amendment", agreement.amendment().isPresent())
                        .with("hash", version.hash().toString())
                        .with("tasks", new Completeness(parts.clauses()).of(version.content()))
                        .with(
                                "mayEdit",
                                visit.someone().is(CONTROLLER_ADMINISTRATOR)
                                        && agreement.state() != AgreementState.ACCEPTED
                                        && agreement.state() != AgreementState.ENDED)
                        .with("maySign", mayBeSignedBy(visit.someone(), agreement))
                        .with("signatures", signatures(version))
                        .with("actions", actions(visit.someone(), agreement))
                        .with("history", history(visit.someone(), agreement)));
    }

    private static List<Signed> signatures(AgreementVersion version) {
        return version.signatures().stream()
                .map(one -> new Signed(Words.of(one.side()), one.name(), Words.time(one.at())))
                .toList();
    }

    private static List<Action> actions(Caller.Someone someone, RegisteredAgreement agreement) {
        List<Action> actions = new ArrayList<>();
        boolean controller = someone.is(CONTROLLER_ADMINISTRATOR);
        boolean either = controller || someone.is(INTEGRATOR_ADMINISTRATOR);
        String path = path(agreement);
        AgreementState state = agreement.state();
        if (controller && state == AgreementState.DRAFT)
            actions.add(
                    new Action(path + "/offer", "Offer it for signing", "Both sides can then sign this version.", ""));
        if (controller && state == AgreementState.OFFERED)
            actions.add(new Action(
                    path + "/withdraw", "Withdraw the offer", "It is a draft again.", "govuk-button--secondary"));
        if (controller && state == AgreementState.ACCEPTED)
            actions.add(new Action(
                    path + "/activate", "Put it in force", "Calls under it are let through from now on.", ""));
        if (controller && state == AgreementState.SUSPENDED)
            actions.add(new Action(path + "/resume", "Put it in force again", "Calls are let through again.", ""));
        if (either && state == AgreementState.ACTIVE)
            actions.add(new Action(
                    path + "/suspend",
                    "Suspend it",
                    "Every call under it is refused from the next one on. It can be resumed.",
                    "govuk-button--warning"));
        if (either && state.mayBecome(AgreementState.ENDED))
            actions.add(
                    new Action(path + "/end", "End it for good", "This cannot be undone.", "govuk-button--warning"));
        return actions;
    }

    private List<Done> history(Caller.Someone someone, RegisteredAgreement agreement) {
        return register
                .acts()
                .about(agreement.controller(), "agreement", agreement.id().value())
                .stream()
                .map(act -> new Done(
                        Words.time(act.at()), Words.act(act.kind()), who(someone, act.actor()), act.recorded()))
                .toList()
                .reversed();
    }

    /** The other side's people are named to nobody but in their signatures. */
    private String who(Caller.Someone someone, String actor) {
        if (actor.equals("setup")) return "the operator's set-up";
        return register.people().of(someone.person().body()).stream()
                .filter(person -> actor.equals("person:" + person.id()))
                .map(person -> person.name())
                .findFirst()
                .orElse("a person of the other side");
    }

    private Page terms(Visit visit, RegisteredAgreement agreement, List<FormError> errors) {
        AgreementVersion version = toSign(agreement).orElse(agreement.current());
        var content = version.content();
        List<String> purposes =
                content.purposes().stream().sorted().map(one -> one.meaning()).toList();
        List<String> opened = content.fields().classes().stream()
                .sorted()
                .map(one -> one.meaning())
                .toList();
        List<String> clauses = parts.clauses().inOrder().stream()
                .filter(one -> content.attested().contains(one.id()))
                .map(one -> one.id() + ": " + one.meaning())
                .toList();
        List<String> destinations = new ArrayList<>();
        content.destinations()
                .forEach((product, list) -> list.forEach(one -> destinations.add(register.products()
                                .find(product)
                                .map(found -> found.name())
                                .orElse("A product")
                        + ": " + one.system() + ", hosted in " + one.hostingCountry() + ", seen by "
                        + Words.of(one.audience()))));
        destinations.sort(Comparator.naturalOrder());
        return Page.of("terms")
                .with("errors", errors)
                .with("path", path(agreement))
                .with("controller", frames.nameOf(new Body.OfController(agreement.controller())))
                .with("integrator", frames.nameOf(new Body.OfIntegrator(agreement.integrator())))
                .with("state", Words.of(agreement.state()))
                .with("version", version.version())
                .with("hash", version.hash().toString())
                .with("basis", Words.of(content.basis()))
                .with("document", content.document().toString())
                .with("purposes", purposes)
                .with("versions", content.apiVersions().stream().sorted().toList())
                .with("operations", personal.of(content))
                .with("tier", Words.of(content.tier()))
                .with("opened", opened)
                .with("destinations", destinations)
                .with(
                        "processors",
                        content.subProcessors().stream()
                                .map(one -> one.name() + ", " + one.country())
                                .toList())
                .with("retention", content.retentionDays())
                .with(
                        "proofs",
                        content.proof().entrySet().stream()
                                .sorted(Comparator.comparing(one -> one.getKey()))
                                .map(one -> Words.of(one.getKey()) + ", at least " + Words.of(one.getValue()))
                                .toList())
                .with("clauses", clauses)
                .with("from", Words.day(content.from()))
                .with("until", Words.day(content.until()))
                .with("signatures", signatures(version))
                .with("maySign", mayBeSignedBy(visit.someone(), agreement))
                .with("side", frames.nameOf(visit.someone().person().body()));
    }

    /** What both sides are to sign now: the version on offer, or a proposed amendment. */
    private static Optional<AgreementVersion> toSign(RegisteredAgreement agreement) {
        return agreement.state() == AgreementState.OFFERED ? Optional.of(agreement.current()) : agreement.amendment();
    }

    private static boolean mayBeSignedBy(Caller.Someone someone, RegisteredAgreement agreement) {
        boolean may = someone.is(INFORMATION_GOVERNANCE_OFFICER) || someone.is(INTEGRATOR_ADMINISTRATOR);
        return may
                && toSign(agreement)
                        .filter(version -> version.signatures().stream().noneMatch(one -> one.side() == side(someone)))
                        .isPresent();
    }

    private static Party side(Caller.Someone someone) {
        return someone.person().body() instanceof Body.OfIntegrator ? Party.INTEGRATOR : Party.CONTROLLER;
    }

    private String other(Caller.Someone someone, RegisteredAgreement agreement) {
        return side(someone) == Party.CONTROLLER
                ? frames.nameOf(new Body.OfIntegrator(agreement.integrator()))
                : frames.nameOf(new Body.OfController(agreement.controller()));
    }

    private List<RegisteredAgreement> ownAll(Caller.Someone someone) {
        return switch (someone.person().body()) {
            case Body.OfController(ControllerId id) -> register.agreements().of(id);
            case Body.OfIntegrator(IntegratorId id) -> register.agreements().of(id);
            case Body.Operator operator -> List.of();
        };
    }

    /** The agreement in the address, where the caller's body is one of its two sides. */
    private RegisteredAgreement own(Visit visit) {
        AgreementId named = visit.named("agreement", AgreementId::of);
        return ownAll(visit.someone()).stream()
                .filter(agreement -> agreement.id().equals(named))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    static String path(RegisteredAgreement agreement) {
        return ALL + "/" + agreement.id();
    }
}
