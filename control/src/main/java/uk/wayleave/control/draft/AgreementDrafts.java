package uk.wayleave.control.draft;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.Draft;
import uk.wayleave.register.agreement.Paper;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.streetmanager.Catalogue;

/** Drafts as people fill them in, on pages and over the API alike. */
public final class AgreementDrafts {
    private final Register register;
    private final Catalogue catalogue;

    public AgreementDrafts(Register register, Catalogue catalogue) {
        this.register = register;
        this.catalogue = catalogue;
    }

    /** What a draft says, or what is missing of it. */
    public DraftAnswers.Reading read(Draft draft) {
        return read(draft, draft.answers());
    }

    /** The same, if one part had these answers in place of its own. */
    public DraftAnswers.Reading read(Draft draft, Part part, Map<String, List<String>> instead) {
        Map<String, List<String>> all = new HashMap<>();
        draft.parts().forEach((other, saved) -> {
            if (other != part) all.putAll(saved.answers());
        });
        all.putAll(instead);
        return read(draft, all);
    }

    private DraftAnswers.Reading read(Draft draft, Map<String, List<String>> answers) {
        return DraftAnswers.read(
                catalogue, new Answers(answers), register.products().of(draft.integrator()));
    }

    /** How many technical contacts the integrator has named: the part that is not filled in here. */
    public int contacts(Draft draft) {
        return register.technicalContacts().count(draft.controller(), draft.integrator());
    }

    /** Begins a draft of another version, filled in as the newest one is. */
    public Outcome<Draft> change(RegisteredAgreement agreement, Actor actor) {
        return register.drafts()
                .change(
                        agreement.controller(),
                        agreement.id(),
                        DraftAnswers.filled(agreement.versions().getLast().content()),
                        actor);
    }

    /**
     * Keeps the contract on paper, and its hash as what the content names.
     *
     * @param seen revision of the part that the contract belongs to
     */
    public Outcome<Draft> keepContract(Draft draft, int seen, String name, byte[] pdf, Actor actor) {
        return switch (register.papers().keep(draft.controller(), draft.agreement(), name, pdf, actor)) {
            case Outcome.Refused<Paper>(String why, String cure) -> new Outcome.Refused<>(why, cure);
            case Outcome.Done<Paper>(Paper paper) ->
                register.drafts()
                        .save(
                                draft.controller(),
                                draft.agreement(),
                                Part.CONTRACT,
                                seen,
                                Map.of(
                                        DraftAnswers.DOCUMENT,
                                        List.of(paper.hash().toString())),
                                actor);
        };
    }

    /** Lays what the draft says before both sides to sign, as a version that it then is no draft of any more. */
    public Outcome<RegisteredAgreement> offer(Draft draft, AgreementContent content, Actor actor) {
        return register.agreements()
                .propose(draft.controller(), draft.agreement(), draft.integrator(), draft.base(), content, actor);
    }
}
