package uk.wayleave.console.agreement;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.console.digest.Notices;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.draft.Contracts;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.pages.Pages;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.Draft;
import uk.wayleave.register.agreement.Gap;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.agreement.TechnicalContact;

/** The agreements of one's own body: what each says and lacks, who signed it, and what can be done with it now. */
public final class AgreementPages {
    private static final Access EITHER_SIDE = Access.of(
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            REQUESTER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);
    private static final Access SIGNERS = Access.of(INFORMATION_GOVERNANCE_OFFICER, INTEGRATOR_ADMINISTRATOR);
    private static final String ALL = "/console/agreements";
    private static final String ONE = ALL + "/{agreement}";

    private final Register register;
    private final PagesForPeople.Parts parts;
    private final Frames frames;
    private final Contracts contracts;
    private final TermsView terms;
    private final Notices notices;
    private final AgreementPdf pdf;

    /** @param pages where what is not shown in the console is rendered */
    public AgreementPages(PagesForPeople.Parts parts, Frames frames, Pages pages) {
        this.register = parts.register();
        this.parts = parts;
        this.frames = frames;
        this.contracts = new Contracts(parts.register());
        this.terms = new TermsView(parts);
        this.notices = new Notices(parts);
        this.pdf = new AgreementPdf(pages);
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
                Route.get(ONE + "/pdf", EITHER_SIDE, this::pdf),
                Route.get(ONE + "/contract/{hash}", Contracts.READERS, this::contract),
                Route.post(ONE + "/attest", SIGNERS, this::attest),
                Route.post(ONE + "/sign", SIGNERS, this::sign),
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

    /** What somebody saw and now answers for is what is on offer still. */
    private static boolean isOnOffer(Visit visit, AgreementVersion onOffer) {
        return Integer.toString(onOffer.version()).equals(visit.form().text("version"))
                && onOffer.hash().toString().equals(visit.form().text("hash"));
    }

    private Answer changed(Visit visit, RegisteredAgreement agreement) {
        return new Answer.Shown(
                409,
                terms(
                        visit,
                        agreement,
                        List.of(new FormError(
                                "content-hash",
                                "The agreement changed since you read it, so nothing was signed. Read it again: this is"
                                        + " what is on offer now"))));
    }

    private static Set<ClauseId> ticked(Visit visit) {
        Set<ClauseId> ticked = EnumSet.noneOf(ClauseId.class);
        for (ClauseId id : ClauseId.values()) if (visit.form().all("clause").contains(id.toString())) ticked.add(id);
        return ticked;
    }

    /** Some clauses, for whoever of one's side knows of them; signing takes the rest. */
    private Answer attest(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        AgreementVersion onOffer = toSign(agreement).orElse(agreement.current());
        if (!isOnOffer(visit, onOffer)) return changed(visit, agreement);
        if (ticked(visit).isEmpty())
            return Answer.wrong(
                    terms(visit, agreement, List.of(new FormError("clause", "Tick the clauses that you attest"))));
        return switch (register.agreements()
                .attest(
                        agreement.controller(),
                        agreement.id(),
                        onOffer.version(),
                        onOffer.hash(),
                        ticked(visit),
                        visit.someone().actor())) {
            case Outcome.Done<RegisteredAgreement> done -> Answer.moved(path(agreement) + "/terms#clauses");
            case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                new Answer.Shown(409, terms(visit, own(visit), List.of(new FormError("clause", why + " " + cure))));
        };
    }

    private Answer sign(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        Party side = side(visit.someone());
        AgreementVersion onOffer = toSign(agreement).orElse(agreement.current());
        boolean same = isOnOffer(visit, onOffer);
        boolean signed = onOffer.signatures().stream()
                .anyMatch(one -> one.side() == side
                        && one.person().equals(visit.someone().person().id()));
        if (same && signed) return Answer.moved(path(agreement));
        if (!same) return changed(visit, agreement);
        List<FormError> errors = new ArrayList<>();
        List<ClauseId> open = new ArrayList<>(TermsView.open(onOffer, side));
        open.removeAll(ticked(visit));
        if (!open.isEmpty())
            errors.add(new FormError(
                    "clause",
                    "Attest each clause, or have a colleague do it first. Open: "
                            + open.stream().map(ClauseId::toString).collect(Collectors.joining(", "))));
        if (visit.form().all("read").isEmpty())
            errors.add(new FormError("read", "Confirm that you have read the terms and may sign for your side"));
        if (!errors.isEmpty()) return Answer.wrong(terms(visit, agreement, errors));
        return switch (register.agreements()
                .sign(
                        agreement.controller(),
                        agreement.id(),
                        onOffer.version(),
                        onOffer.hash(),
                        visit.someone().actor())) {
            case Outcome.Done<RegisteredAgreement> done -> Answer.moved(path(agreement));
            case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                new Answer.Shown(409, terms(visit, own(visit), List.of(new FormError("read", why + " " + cure))));
        };
    }

    /** A row of the list. */
    public record Row(String href, String name, String state, String colour, String until, List<String> waits) {}

    private Answer list(Visit visit) {
        List<Row> rows = new ArrayList<>();
        for (RegisteredAgreement one : ownAll(visit.someone()))
            rows.add(new Row(
                    path(one),
                    other(visit.someone(), one),
                    Words.of(one.state()),
                    Words.colour(one.state()),
                    Words.day(one.current().content().until()),
                    waits(visit.someone(), one)));
        drafts(visit.someone()).forEach(draft -> {
            if (draft.base() == 0)
                rows.add(new Row(
                        DraftPages.path(draft.agreement()),
                        frames.nameOf(new Body.OfIntegrator(draft.integrator())),
                        "Being drafted",
                        "govuk-tag--grey",
                        "",
                        List.of("Fill in what is missing, and offer it")));
        });
        return Answer.shown(Page.of("agreements")
                .with("notices", notices.of(visit.someone()))
                .with("rows", rows)
                .with("mayDraft", mayDraft(visit.someone())));
    }

    private static boolean mayDraft(Caller.Someone someone) {
        return someone.is(CONTROLLER_ADMINISTRATOR) || someone.is(INFORMATION_GOVERNANCE_OFFICER);
    }

    /** Drafts are the Controller's own business until they are offered. */
    private List<Draft> drafts(Caller.Someone someone) {
        if (!mayDraft(someone)) return List.of();
        return someone.person().body() instanceof Body.OfController(ControllerId id)
                ? register.drafts().of(id)
                : List.of();
    }

    private List<String> waits(Caller.Someone someone, RegisteredAgreement agreement) {
        List<String> waits = new ArrayList<>();
        if (mayBeSignedBy(someone, agreement)) waits.add("Waits for your side's signature");
        waits.addAll(Deadlines.of(agreement, parts.clock().instant()));
        return waits;
    }

    /** @param who the actor's name where it is of the reader's body, else whose side it is */
    public record Done(String at, String what, String who, boolean recorded) {}

    /** A version that can be read. */
    public record VersionLine(int number, String href, String pdf, String made, String says) {}

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
                        .with(
                                "gaps",
                                Gaps.of(version.content(), contacts(agreement)).stream()
                                        .map(Gap::says)
                                        .toList())
                        .with("deadlines", Deadlines.of(agreement, parts.clock().instant()))
                        .with("draft", draftOf(visit.someone(), agreement))
                        .with("mayChange", mayChange(visit.someone(), agreement))
                        .with("changing", changing(agreement.state()))
                        .with("versions", versions(agreement))
                        .with("contract", contractOf(visit.someone(), agreement, version))
                        .with("document", version.content().document().toString())
                        .with("from", Words.day(version.content().from()))
                        .with("until", Words.day(version.content().until()))
                        .with(
                                "review",
                                version.content()
                                        .particulars()
                                        .review()
                                        .map(Words::day)
                                        .orElse("Not said"))
                        .with("contacts", contactsSeen(visit.someone(), agreement))
                        .with("maySign", mayBeSignedBy(visit.someone(), agreement))
                        .with("signatures", TermsView.signatures(version))
                        .with("actions", actions(visit.someone(), agreement))
                        .with("history", history(visit.someone(), agreement)));
    }

    private int contacts(RegisteredAgreement agreement) {
        return register.technicalContacts().count(agreement.controller(), agreement.integrator());
    }

    /** Personal data: for those who may have to ring somebody. */
    private List<TechnicalContact> contactsSeen(Caller.Someone someone, RegisteredAgreement agreement) {
        boolean may = mayDraft(someone)
                || someone.is(AUDITOR)
                || someone.is(INTEGRATOR_ADMINISTRATOR)
                || someone.is(INTEGRATOR_ENGINEER);
        return may
                ? register.technicalContacts()
                        .of(agreement.integrator(), someone.person().body())
                : List.of();
    }

    /** Where a draft of another version is, empty where there is none to see. */
    private String draftOf(Caller.Someone someone, RegisteredAgreement agreement) {
        return drafts(someone).stream()
                .map(Draft::agreement)
                .filter(agreement.id()::equals)
                .findFirst()
                .map(DraftPages::path)
                .orElse("");
    }

    private static boolean mayChange(Caller.Someone someone, RegisteredAgreement agreement) {
        return mayDraft(someone)
                && agreement.state() != AgreementState.ACCEPTED
                && agreement.state() != AgreementState.ENDED;
    }

    private static String changing(AgreementState state) {
        return state == AgreementState.ACTIVE || state == AgreementState.SUSPENDED ? "Amend it" : "Change it";
    }

    private static List<VersionLine> versions(RegisteredAgreement agreement) {
        List<VersionLine> lines = new ArrayList<>();
        for (AgreementVersion one : agreement.versions().reversed())
            lines.add(new VersionLine(
                    one.version(),
                    path(agreement) + "/terms?version=" + one.version(),
                    path(agreement) + "/pdf?version=" + one.version(),
                    Words.day(one.created()),
                    one.signatures().size() == 2
                            ? "signed by both"
                            : one.signatures().size() == 1 ? "signed by one side" : "not signed"));
        return lines;
    }

    /** Where the contract can be had, empty where it is kept elsewhere or not for the reader. */
    private String contractOf(Caller.Someone someone, RegisteredAgreement agreement, AgreementVersion version) {
        ContentHash hash = version.content().document();
        boolean kept = register.papers().of(agreement.controller(), agreement.id()).stream()
                .anyMatch(paper -> paper.hash().equals(hash));
        return kept && Contracts.READERS.permits(someone) ? path(agreement) + "/contract/" + hash : "";
    }

    private Answer contract(Visit visit) {
        ContentHash hash = visit.named("hash", ContentHash::new);
        AgreementId id = visit.named("agreement", AgreementId::of);
        byte[] pdf = contracts.read(visit.someone().person().body(), id, hash).orElseThrow(NotThere::new);
        return new Answer.File("application/pdf", "contract-" + hash.hex().substring(0, 12) + ".pdf", pdf);
    }

    private Answer pdf(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        AgreementVersion version = asked(visit, agreement);
        Page page = terms.of(agreement, version, Page.of("agreement-pdf"))
                .with("controller", frames.nameOf(new Body.OfController(agreement.controller())))
                .with("integrator", frames.nameOf(new Body.OfIntegrator(agreement.integrator())))
                .with("made", Words.time(parts.clock().instant()));
        return new Answer.File(
                "application/pdf",
                "agreement-" + agreement.id() + "-version-" + version.version() + ".pdf",
                pdf.of(page));
    }

    /** The version the address names, else what is to be signed, else what is in force. */
    private static AgreementVersion asked(Visit visit, RegisteredAgreement agreement) {
        String asked = visit.query().text("version");
        if (asked.isEmpty()) return toSign(agreement).orElse(agreement.current());
        return agreement.versions().stream()
                .filter(one -> Integer.toString(one.version()).equals(asked))
                .findFirst()
                .orElseThrow(NotThere::new);
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
                // What the Controller drafts is its own until it offers it.
                .filter(act -> someone.person().body() instanceof Body.OfController
                        || !act.kind().startsWith("agreement.draft-"))
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
        AgreementVersion version = asked(visit, agreement);
        boolean maySign = mayBeSignedBy(visit.someone(), agreement)
                && toSign(agreement).filter(version::equals).isPresent();
        return terms.of(agreement, version, Page.of("terms"))
                .with("errors", errors)
                .with("path", path(agreement))
                .with("controller", frames.nameOf(new Body.OfController(agreement.controller())))
                .with("integrator", frames.nameOf(new Body.OfIntegrator(agreement.integrator())))
                .with("contract", contractOf(visit.someone(), agreement, version))
                .with("maySign", maySign)
                .with("open", maySign ? open(version, side(visit.someone())) : List.of())
                .with("ticked", visit.form().all("clause"))
                .with("ownSide", frames.nameOf(visit.someone().person().body()));
    }

    private List<Choice> open(AgreementVersion version, Party side) {
        return TermsView.open(version, side).stream()
                .map(id -> new Choice(
                        id.toString(), id + ": " + parts.clauses().of(id).meaning()))
                .toList();
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
