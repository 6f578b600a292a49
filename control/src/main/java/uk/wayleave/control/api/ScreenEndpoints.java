package uk.wayleave.control.api;

import java.util.List;
import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.screening.Finding;
import uk.wayleave.screening.Findings;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.PublishedTexts;

/** Says of a text what would become of it before anybody sends it. Nothing of it is kept, logged or recorded. */
public final class ScreenEndpoints {
    private static final int LONGEST = 20_000;

    private final Register register;
    private final Screening screening;
    private final PublishedTexts published;

    public ScreenEndpoints(Register register, Screening screening, PublishedTexts published) {
        this.register = register;
        this.screening = screening;
        this.published = published;
    }

    record WantedScreening(
            @Meaning("At most 20,000 characters") String text,

            @Meaning(
                    "The field it is for, as Street Manager's API names it; left out for one that is not public at once")
            Optional<String> field,

            @Meaning(
                    "The agreement whose policy holds; a product's is its own, and where there is none the strictest holds")
            Optional<AgreementId> agreement) {
        /** Without the text. */
        @Override
        public String toString() {
            return "WantedScreening[withheld]";
        }
    }

    record FoundView(
            @Meaning("What it is, such as name or telephone")
            String personalData,

            @Meaning("The first UTF-16 code unit of the text that belongs to it, from 0")
            int start,

            @Meaning("The code unit after the last") int end,

            @Meaning("How likely it is right, from above 0 to 1")
            double confidence,

            String rule,

            @Meaning("What the rule looks for") String meaning,

            @Meaning("What to write instead") String advice,

            @Meaning("What would become of a call with it: refused, warned of, or neither")
            TextTreatment treatment) {}

    record ScreeningView(
            @Meaning("Of rules and word lists together") String rulesVersion,

            @Meaning("What would become of the whole") TextTreatment treatment,

            @Meaning("Whether a reason in the header Wayleave-Screening-Override would have it go on")
            boolean overridable,

            @Meaning("Whether a text in this field becomes open data at once")
            boolean published,

            List<FoundView> findings) {}

    public List<Endpoint> all() {
        return List.of(Endpoint.post("/api/screen")
                .named("screenText", "Say what a text tells of persons, and what would become of it; nothing is kept")
                .by(Access.everybodyKnown())
                .changes(WantedScreening.class, ScreeningView.class, this::screen));
    }

    private ScreeningView screen(Call call, WantedScreening wanted) {
        if (wanted.text().length() > LONGEST)
            throw Refused.member("/text", "It is too long.", "Send at most " + LONGEST + " characters.");
        FreeTextPolicy policy = policy(call, wanted);
        String field = wanted.field().orElse("");
        boolean isPublished = published.include(field);
        double least = isPublished ? 0 : Findings.LIKELY;
        TextTreatment inThisField = policy.of(field, isPublished);
        Findings findings = screening.screen(wanted.text());
        return new ScreeningView(
                findings.rulesVersion(),
                findings.atLeast(least).isEmpty() ? TextTreatment.ALLOW : inThisField,
                inThisField == TextTreatment.REFUSE && policy.permitsOverride(isPublished),
                isPublished,
                findings.all().stream()
                        .map(one -> view(one, one.confidence() < least ? TextTreatment.ALLOW : inThisField))
                        .toList());
    }

    private static FoundView view(Finding one, TextTreatment treatment) {
        return new FoundView(
                one.personalData().id(),
                one.start(),
                one.end(),
                one.confidence(),
                one.rule().id(),
                one.rule().meaning(),
                one.rule().advice(),
                treatment);
    }

    private FreeTextPolicy policy(Call call, WantedScreening wanted) {
        if (call.caller() instanceof Caller.Machine machine) {
            Optional<Agreement> own = machine.snapshot().agreement();
            if (wanted.agreement().isPresent()
                    && !wanted.agreement()
                            .equals(Optional.of(machine.snapshot().product().agreement()))) throw unknownAgreement();
            return own.map(Agreement::freeText).orElseGet(FreeTextPolicy::strictest);
        }
        return wanted.agreement()
                .map(id -> agreement(call, id).agreement().freeText())
                .orElseGet(FreeTextPolicy::strictest);
    }

    private RegisteredAgreement agreement(Call call, AgreementId id) {
        return switch (call.person().person().body()) {
            case Body.OfController(var controller) ->
                register.agreements().find(controller, id).orElseThrow(ScreenEndpoints::unknownAgreement);
            case Body.OfIntegrator(var integrator) ->
                register.agreements().of(integrator).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(ScreenEndpoints::unknownAgreement);
            case Body.Operator _ -> throw unknownAgreement();
        };
    }

    private static Refused unknownAgreement() {
        return Refused.member(
                "/agreement", "There is no such agreement of yours.", "Leave it out, or name one of /api/agreements.");
    }
}
