package uk.wayleave.console.agreement;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Upload;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.draft.AgreementDrafts;
import uk.wayleave.control.draft.Answers;
import uk.wayleave.control.draft.DraftAnswers;
import uk.wayleave.control.draft.DraftAnswers.Reading;
import uk.wayleave.control.draft.Missing;
import uk.wayleave.control.draft.Parts;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.Draft;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.Papers;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.party.Integrator;

/** Drafting an agreement part by part: kept with its gaps, taken up again by colleagues, and at last laid before both. */
public final class DraftPages {
    private static final String ALL = "/console/agreements";
    private static final String NEW = ALL + "/new";
    private static final String ONE = ALL + "/{agreement}";
    private static final String DRAFT = ONE + "/draft";
    private static final Access DRAFTERS = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER);

    private final Register register;
    private final AgreementDrafts drafts;
    private final PartFields fields;

    public DraftPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.drafts = new AgreementDrafts(parts.register(), parts.catalogue());
        this.fields = new PartFields(parts);
    }

    public List<Route> all() {
        return List.of(
                Route.get(NEW, DRAFTERS, visit -> Answer.shown(choose("", List.of()))),
                Route.post(NEW, DRAFTERS, this::begin),
                Route.post(ONE + "/change", DRAFTERS, this::change),
                Route.get(DRAFT, DRAFTERS, visit -> Answer.shown(tasks(own(visit), List.of()))),
                Route.post(DRAFT + "/offer", DRAFTERS, this::offer),
                Route.post(DRAFT + "/discard", DRAFTERS, this::discard),
                Route.get(DRAFT + "/part/{part}", DRAFTERS, this::show),
                Route.post(DRAFT + "/part/{part}", DRAFTERS, this::save),
                Route.upload(DRAFT + "/contract", DRAFTERS, Papers.LONGEST, this::upload));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    static String path(AgreementId agreement) {
        return ALL + "/" + agreement + "/draft";
    }

    private static String path(Draft draft, Part part) {
        return path(draft.agreement()) + "/part/" + Parts.slug(part);
    }

    private Draft own(Visit visit) {
        return register.drafts()
                .find(controller(visit), visit.named("agreement", AgreementId::of))
                .orElseThrow(NotThere::new);
    }

    private static Part part(Visit visit) {
        return Parts.ofSlug(visit.named("part", text -> text)).orElseThrow(NotThere::new);
    }

    private Integrator integrator(IntegratorId id) {
        return register.integrators().find(id).orElseThrow(NotThere::new);
    }

    private Page choose(String chosen, List<FormError> errors) {
        List<Choice> integrators = register.integrators().all().stream()
                .filter(one -> one.standing() != Standing.ENDED)
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
        return Page.of("choose-integrator")
                .with("errors", errors)
                .with("chosen", List.of(chosen))
                .with("integrators", integrators);
    }

    private Answer begin(Visit visit) {
        Optional<IntegratorId> named = register.integrators().all().stream()
                .map(Integrator::id)
                .filter(id -> id.toString().equals(visit.form().text("integrator")))
                .findFirst();
        if (named.isEmpty())
            return Answer.wrong(choose("", List.of(new FormError("integrator", "Choose the integrator"))));
        return switch (register.drafts()
                .begin(controller(visit), named.get(), visit.someone().actor())) {
            case Outcome.Done<Draft>(Draft draft) -> Answer.moved(path(draft.agreement()));
            case Outcome.Refused<Draft>(String why, String cure) ->
                Answer.wrong(choose(named.get().toString(), List.of(new FormError("integrator", why + " " + cure))));
        };
    }

    private Answer change(Visit visit) {
        RegisteredAgreement agreement = register.agreements()
                .find(controller(visit), visit.named("agreement", AgreementId::of))
                .orElseThrow(NotThere::new);
        return switch (drafts.change(agreement, visit.someone().actor())) {
            case Outcome.Done<Draft> begun -> Answer.moved(path(agreement.id()));
            case Outcome.Refused<Draft> refused -> Answer.moved(AgreementPages.path(agreement));
        };
    }

    /**
     * One line of the task list (GOV.UK task list).
     *
     * @param href empty where the task is not the reader's
     * @param missing what is missing or wrong, once somebody has begun the part
     * @param status completed, incomplete, or not started
     */
    public record Task(String id, String href, String name, List<String> missing, String status) {}

    /** Tasks under one heading. */
    public record Tasks(String name, List<Task> tasks) {}

    private static List<FormError> errors(Reading reading, Part part) {
        return reading.of(part).stream()
                .map(one -> new FormError(one.field(), one.text()))
                .toList();
    }

    private Task task(Draft draft, Part part, Reading reading, int contacts) {
        String id = "task-" + Parts.slug(part);
        if (part == Part.CONTACTS)
            return new Task(
                    id,
                    "",
                    Parts.title(part),
                    contacts < Gaps.CONTACTS
                            ? List.of("The integrator has named " + contacts + " of " + Gaps.CONTACTS
                                    + ". Its administrator names them here, under Contacts")
                            : List.of(),
                    contacts < Gaps.CONTACTS ? "Incomplete" : "Completed");
        List<String> missing = draft.revision(part) == 0
                ? List.of()
                : reading.of(part).stream().map(Missing::text).toList();
        String status = draft.revision(part) == 0 ? "Not started" : missing.isEmpty() ? "Completed" : "Incomplete";
        return new Task(id, path(draft, part), Parts.title(part), missing, status);
    }

    private Page tasks(Draft draft, List<FormError> errors) {
        Reading reading = drafts.read(draft);
        int contacts = drafts.contacts(draft);
        List<Tasks> sections = Parts.SECTIONS.stream()
                .map(section -> new Tasks(
                        section.name(),
                        section.parts().stream()
                                .map(part -> task(draft, part, reading, contacts))
                                .toList()))
                .toList();
        long all =
                sections.stream().mapToLong(section -> section.tasks().size()).sum();
        return Page.of("draft")
                .with("errors", errors)
                .with("path", path(draft.agreement()))
                .with("base", draft.base())
                .with("agreement", ALL + "/" + draft.agreement())
                .with("integratorName", integrator(draft.integrator()).name())
                .with("sections", sections)
                .with("completed", completed(sections))
                .with("all", all)
                .with("heading", heading(draft));
    }

    private static long completed(List<Tasks> sections) {
        return sections.stream()
                .flatMap(section -> section.tasks().stream())
                .filter(task -> task.status().equals("Completed"))
                .count();
    }

    private static String heading(Draft draft) {
        return draft.base() == 0 ? "Draft an agreement" : "Draft version " + (draft.base() + 1) + " of the agreement";
    }

    private Answer show(Visit visit) {
        Draft draft = own(visit);
        Part part = part(visit);
        Form form = draft.revision(part) == 0
                ? new Form(DraftAnswers.usual(part, basis(draft)))
                : new Form(saved(draft, part));
        return Answer.shown(page(draft, part, form, visit.query().text("more").equals("yes"), List.of()));
    }

    private static Basis basis(Draft draft) {
        return new Form(draft.answers()).text("basis").equals(Basis.RESTRICTED_USE.name())
                ? Basis.RESTRICTED_USE
                : Basis.PROCESSOR_AGREEMENT;
    }

    private static Map<String, List<String>> saved(Draft draft, Part part) {
        return Optional.ofNullable(draft.parts().get(part))
                .map(Draft.Saved::answers)
                .orElse(Map.of());
    }

    private Page page(Draft draft, Part part, Form form, boolean more, List<FormError> errors) {
        Map<String, List<String>> all = new HashMap<>(draft.answers());
        all.putAll(form.fields());
        return fields.of(part, draft, new Form(all), form, more, Page.of("draft-part"))
                .with("errors", errors)
                .with("part", Parts.slug(part))
                .with("heading", Parts.title(part))
                .with("tasks", path(draft.agreement()))
                .with("to", path(draft, part))
                .with("revision", draft.revision(part))
                .with("integratorName", integrator(draft.integrator()).name())
                .with("form", form);
    }

    /** What was typed is kept as it is where somebody comes back later; to go on, the part has to be complete. */
    private Answer save(Visit visit) {
        Draft draft = own(visit);
        Part part = part(visit);
        Form form = visit.form();
        String then = form.text("then");
        Map<String, List<String>> answers = Parts.answers(part, new Answers(form.fields()));
        if (then.isEmpty()) {
            List<FormError> errors = errors(drafts.read(draft, part, answers), part);
            if (!errors.isEmpty()) return Answer.wrong(page(draft, part, form, false, errors));
        }
        return kept(visit, draft, part, answers, seen(form), then);
    }

    private static int seen(Form form) {
        try {
            return Integer.parseInt(form.text("revision"));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private Answer kept(Visit visit, Draft draft, Part part, Map<String, List<String>> answers, int seen, String then) {
        return switch (register.drafts()
                .save(
                        draft.controller(),
                        draft.agreement(),
                        part,
                        seen,
                        answers,
                        visit.someone().actor())) {
            case Outcome.Done<Draft> done ->
                Answer.moved(
                        then.equals("more")
                                ? path(draft, part) + "?more=yes"
                                : path(draft.agreement()) + "#task-" + Parts.slug(part));
            case Outcome.Refused<Draft>(String why, String cure) -> {
                Draft now = own(visit);
                yield new Answer.Shown(
                        409,
                        page(now, part, visit.form(), false, List.of(new FormError("answers", why + " " + cure)))
                                .with("other", other(visit, now, part)));
            }
        };
    }

    /** Who saved it meanwhile, and when. */
    private String other(Visit visit, Draft draft, Part part) {
        return Optional.ofNullable(draft.parts().get(part))
                .map(saved -> "Saved last " + Words.time(saved.at())
                        + saved.by()
                                .flatMap(person -> register.people()
                                        .find(visit.someone().person().body(), person))
                                .map(person -> " by " + person.name())
                                .orElse(""))
                .orElse("");
    }

    /** Keeps the contract, and its hash as what the content names. */
    private Answer upload(Visit visit) {
        Draft draft = own(visit);
        return switch (visit.upload()) {
            case Upload.Nothing nothing -> notKept(draft, "Choose the signed contract, a PDF of at most 10 MB");
            case Upload.TooLong tooLong ->
                notKept(draft, "The file is larger than 10 MB. Save it smaller and choose that");
            case Upload.Whole(String name, byte[] bytes) ->
                switch (drafts.keepContract(
                        draft, seen(visit.form()), name, bytes, visit.someone().actor())) {
                    case Outcome.Refused<Draft>(String why, String cure) -> notKept(own(visit), why + " " + cure);
                    case Outcome.Done<Draft> done -> Answer.moved(path(draft, Part.CONTRACT) + "?more=yes");
                };
        };
    }

    private Answer notKept(Draft draft, String why) {
        return Answer.wrong(page(
                draft,
                Part.CONTRACT,
                new Form(saved(draft, Part.CONTRACT)),
                false,
                List.of(new FormError("file", why))));
    }

    private Answer offer(Visit visit) {
        ControllerId controller = controller(visit);
        AgreementId id = visit.named("agreement", AgreementId::of);
        Optional<Draft> found = register.drafts().find(controller, id);
        // Sent twice: it has been offered already.
        if (found.isEmpty() && register.agreements().find(controller, id).isPresent())
            return Answer.moved(ALL + "/" + id);
        Draft draft = found.orElseThrow(NotThere::new);
        Reading reading = drafts.read(draft);
        if (reading.content().isEmpty()) return new Answer.Shown(409, tasks(draft, missing(draft, reading)));
        return switch (drafts.offer(
                draft, reading.content().get(), visit.someone().actor())) {
            case Outcome.Done<RegisteredAgreement>(RegisteredAgreement agreement) ->
                Answer.moved(AgreementPages.path(agreement));
            case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                new Answer.Shown(409, tasks(draft, List.of(new FormError("tasks", why + " " + cure))));
        };
    }

    private static List<FormError> missing(Draft draft, Reading reading) {
        List<FormError> missing = new ArrayList<>();
        for (Parts.Section section : Parts.SECTIONS)
            for (Part part : section.parts())
                if (!reading.of(part).isEmpty())
                    missing.add(new FormError(
                            "task-" + Parts.slug(part),
                            Parts.title(part) + ": "
                                    + (draft.revision(part) == 0
                                            ? "nobody has filled it in"
                                            : reading.of(part).stream()
                                                    .map(Missing::text)
                                                    .collect(Collectors.joining(". ")))));
        return missing;
    }

    private Answer discard(Visit visit) {
        Draft draft = own(visit);
        return switch (register.drafts()
                .discard(draft.controller(), draft.agreement(), visit.someone().actor())) {
            case Outcome.Done<AgreementId> done ->
                Answer.moved(draft.base() == 0 ? ALL : ALL + "/" + draft.agreement());
            case Outcome.Refused<AgreementId>(String why, String cure) ->
                new Answer.Shown(409, tasks(draft, List.of(new FormError("tasks", why + " " + cure))));
        };
    }
}
