package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.control.api.AgreementEndpoints.AgreementView;
import uk.wayleave.control.draft.AgreementDrafts;
import uk.wayleave.control.draft.Answers;
import uk.wayleave.control.draft.Contracts;
import uk.wayleave.control.draft.DraftAnswers.Reading;
import uk.wayleave.control.draft.Missing;
import uk.wayleave.control.draft.Parts;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Pdf;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.Problem.FieldError;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.Draft;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.streetmanager.Catalogue;

/** Drafts of agreements, filled in part by part as on the pages: kept with their gaps, and laid before both at the end. */
public final class DraftEndpoints {
    private static final String ALL = "/api/agreement-drafts";
    private static final String AGREEMENT = "/api/agreements/{agreement}";
    private static final String DRAFT = AGREEMENT + "/draft";
    private static final int MOST_REVISIONS = 1_000_000;

    private final Register register;
    private final AgreementDrafts drafts;
    private final Contracts contracts;
    private final Reach reach;

    public DraftEndpoints(Register register, Catalogue catalogue) {
        this.register = register;
        this.drafts = new AgreementDrafts(register, catalogue);
        this.contracts = new Contracts(register);
        this.reach = new Reach(register);
    }

    record NewDraft(IntegratorId integrator) {}

    record AnswerView(
            @Meaning("As the form on the page calls it, such as controller-name")
            String field,

            @Meaning("One, or several of a field that takes several")
            List<String> values) {}

    record MissingView(
            @Meaning("The field whose answer has to change") String field,
            @Meaning("What to do") String text) {}

    record PartView(
            @Meaning("Such as parties, basis or dates") String part,

            @Meaning("How often it was saved; 0 where nobody has filled it in")
            int revision,

            List<AnswerView> answers,

            @Meaning("What is missing or wrong; none where it is complete")
            List<MissingView> missing) {}

    record DraftView(
            @Meaning("Of the agreement it is, or is to be a version of")
            AgreementId agreement,

            IntegratorId integrator,

            @Meaning("Which version it is to be") int version,

            @Meaning("Whether it can be offered") boolean complete,

            List<PartView> parts) {}

    record FilledIn(
            @Meaning("The part's revision that the answers go over; another one is refused")
            int revision,

            @Meaning("All of the part; a field that is left out has no answer")
            List<AnswerView> answers) {}

    public List<Endpoint> all() {
        Access drafters = Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER);
        return List.of(
                Endpoint.post(ALL)
                        .named("beginDraft", "Begin to draft an agreement with an integrator, or find what is begun")
                        .by(drafters)
                        .makes(NewDraft.class, DraftView.class, this::begin),
                Endpoint.get(ALL)
                        .named("drafts", "The Controller's drafts, the oldest first; nobody else sees them")
                        .by(drafters)
                        .lists(
                                DraftView.class,
                                call -> register.drafts().of(Reach.callersController(call)).stream()
                                        .map(this::view)
                                        .toList()),
                Endpoint.post(DRAFT)
                        .named("draftChange", "Begin to draft another version, filled in as the newest one is")
                        .by(drafters)
                        .shows(
                                DraftView.class,
                                call -> view(Refused.unlessDone(drafts.change(
                                        reach.ownAgreement(call), call.person().actor())))),
                Endpoint.get(DRAFT)
                        .named("draft", "What is filled in, and what is missing of each part")
                        .by(drafters)
                        .shows(DraftView.class, call -> view(own(call))),
                Endpoint.put(DRAFT + "/parts/{part}")
                        .named("fillInPart", "Keep one part, complete or not")
                        .by(drafters)
                        .changes(FilledIn.class, DraftView.class, this::fillIn),
                Endpoint.post(DRAFT + "/contract")
                        .named("keepContract", "Keep the signed contract, sealed, and its hash as that of the draft")
                        .query("name", "The file's name, for people; left out for contract.pdf")
                        .query("revision", "Required: the revision of the part contract that was read")
                        .by(drafters)
                        .changes(Pdf.class, DraftView.class, this::keepContract),
                Endpoint.post(DRAFT + "/offer")
                        .named("offerDraft", "Lay a complete draft before both sides to sign")
                        .by(drafters)
                        .shows(AgreementView.class, this::offer),
                Endpoint.delete(DRAFT)
                        .named("discardDraft", "Throw a draft away; an agreement it was to change stays as it is")
                        .by(drafters)
                        .does(this::discard),
                Endpoint.get(AGREEMENT + "/contracts/{hash}")
                        .named("contract", "The contract on paper with this SHA-256, where it is kept here")
                        .by(Contracts.READERS)
                        .shows(Pdf.class, this::contract));
    }

    private Draft own(Call call) {
        return register.drafts()
                .find(Reach.callersController(call), call.named("agreement", AgreementId::of))
                .orElseThrow(Refused::notFound);
    }

    private DraftView view(Draft draft) {
        Reading reading = drafts.read(draft);
        List<PartView> parts = new ArrayList<>();
        for (Parts.Section section : Parts.SECTIONS)
            for (Part part : section.parts())
                parts.add(new PartView(
                        Parts.slug(part), draft.revision(part), answers(draft, part), missing(draft, part, reading)));
        boolean complete = parts.stream().allMatch(part -> part.missing().isEmpty());
        return new DraftView(draft.agreement(), draft.integrator(), draft.base() + 1, complete, parts);
    }

    private static List<AnswerView> answers(Draft draft, Part part) {
        return Optional.ofNullable(draft.parts().get(part))
                .map(Draft.Saved::answers)
                .orElse(Map.of())
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new AnswerView(one.getKey(), one.getValue()))
                .toList();
    }

    private List<MissingView> missing(Draft draft, Part part, Reading reading) {
        if (part == Part.CONTACTS)
            return drafts.contacts(draft) >= Gaps.CONTACTS
                    ? List.of()
                    : List.of(new MissingView(
                            "contacts", "The integrator has to name " + Gaps.CONTACTS + " technical contacts"));
        return reading.of(part).stream()
                .map(one -> new MissingView(one.field(), one.text()))
                .toList();
    }

    private DraftView begin(Call call, NewDraft body) {
        return view(Refused.unlessDone(register.drafts()
                .begin(
                        Reach.callersController(call),
                        body.integrator(),
                        call.person().actor())));
    }

    private DraftView fillIn(Call call, FilledIn body) {
        Draft draft = own(call);
        Part part = call.named(
                "part", slug -> Parts.ofSlug(slug).orElseThrow(() -> new IllegalArgumentException("no part")));
        Map<String, List<String>> given = new HashMap<>();
        for (int i = 0; i < body.answers().size(); i++) {
            AnswerView one = body.answers().get(i);
            String at = "/answers/" + i + "/field";
            if (!Parts.has(part, one.field()))
                throw Refused.member(
                        at,
                        "The part has no such field.",
                        "Send fields of this part; its page, and the missing of the draft, name them.");
            if (given.put(one.field(), one.values()) != null)
                throw Refused.member(at, "The field came before.", "Send each field once, with all its values.");
        }
        return view(Refused.unlessDone(register.drafts()
                .save(
                        draft.controller(),
                        draft.agreement(),
                        part,
                        body.revision(),
                        Parts.answers(part, new Answers(given)),
                        call.person().actor())));
    }

    private DraftView keepContract(Call call, Pdf body) {
        Draft draft = own(call);
        long seen = call.number("revision", -1, 0, MOST_REVISIONS);
        if (seen < 0)
            throw Refused.query("revision", "It is missing.", "Send the revision of the part contract that you read.");
        return view(Refused.unlessDone(drafts.keepContract(
                draft,
                Math.toIntExact(seen),
                call.query().getOrDefault("name", "contract.pdf"),
                body.bytes(),
                call.person().actor())));
    }

    private AgreementView offer(Call call) {
        Draft draft = own(call);
        Reading reading = drafts.read(draft);
        AgreementContent content = reading.content().orElseThrow(() -> incomplete(reading));
        return AgreementView.of(
                Refused.unlessDone(drafts.offer(draft, content, call.person().actor())));
    }

    private static Refused incomplete(Reading reading) {
        List<FieldError> errors = Arrays.stream(Part.values())
                .flatMap(part -> reading.of(part).stream().map(one -> error(part, one)))
                .toList();
        return Refused.because(new Problem(
                "about:blank",
                Problem.Status.CONFLICT.words(),
                Problem.Status.CONFLICT.number(),
                "draft-incomplete",
                "The draft has gaps, and nothing is offered with one.",
                Optional.of("Fill in what errors names, part by part."),
                Optional.of(errors)));
    }

    private static FieldError error(Part part, Missing missing) {
        return new FieldError(
                "/parts/" + Parts.slug(part) + "/" + missing.field(), "It is missing or wrong.", missing.text());
    }

    private void discard(Call call) {
        Draft draft = own(call);
        Refused.unlessDone(register.drafts()
                .discard(draft.controller(), draft.agreement(), call.person().actor()));
    }

    private Pdf contract(Call call) {
        return contracts
                .read(
                        call.person().person().body(),
                        call.named("agreement", AgreementId::of),
                        call.named("hash", ContentHash::new))
                .map(Pdf::new)
                .orElseThrow(Refused::notFound);
    }
}
