package uk.wayleave.console.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.screening.Finding;
import uk.wayleave.screening.Findings;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.PublishedTexts;

/** What screening would say of a text before anybody sends it. Nothing of it is kept, logged or recorded. */
public final class TextPages {
    private static final String PATH = "/console/check/text";
    private static final int LONGEST = 20_000;

    private final Register register;
    private final Screening screening;
    private final PublishedTexts published;

    public TextPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.screening = Screening.standard();
        this.published = PublishedTexts.of(parts.catalogue());
    }

    public List<Route> all() {
        return List.of(
                Route.get(PATH, Access.everyPerson(), visit -> Answer.shown(page(visit, Form.empty(), List.of()))),
                Route.post(PATH, Access.everyPerson(), this::screened));
    }

    /** A stretch of the text; {@code found} where there is something in it. */
    public record Piece(String text, boolean found) {}

    /** One finding. */
    public record Row(String what, String text, String meaning, String advice, boolean likely) {}

    private Page page(Visit visit, Form form, List<FormError> errors) {
        return Page.of("check-text")
                .with("errors", errors)
                .with("form", form)
                .with(
                        "fields_",
                        published.fields().stream()
                                .sorted()
                                .map(one -> new Choice(one, one))
                                .toList())
                .with("agreements", agreements(visit).stream().map(this::choice).toList())
                .with("screened", false);
    }

    private List<RegisteredAgreement> agreements(Visit visit) {
        return switch (visit.someone().person().body()) {
            case Body.OfController(ControllerId id) -> register.agreements().of(id);
            case Body.OfIntegrator(IntegratorId id) -> register.agreements().of(id);
            case Body.Operator operator -> List.of();
        };
    }

    private Choice choice(RegisteredAgreement one) {
        String integrator = register.integrators()
                .find(one.integrator())
                .map(found -> found.name())
                .orElse("an integrator");
        return new Choice(one.id().toString(), "With " + integrator + ", version " + one.version());
    }

    private Answer screened(Visit visit) {
        Form form = visit.form();
        String text = form.raw("text");
        if (text.isBlank()) return wrong(visit, "text", "Enter the text");
        if (text.length() > LONGEST) return wrong(visit, "text", "Enter at most 20,000 characters");
        String field = form.text("field");
        boolean isPublished = published.include(field);
        FreeTextPolicy policy = policy(visit);
        double least = isPublished ? 0 : Findings.LIKELY;
        Findings findings = screening.screen(text);
        TextTreatment inThisField = policy.of(field, isPublished);
        TextTreatment whole = findings.atLeast(least).isEmpty() ? TextTreatment.ALLOW : inThisField;
        return Answer.shown(page(visit, form, List.of())
                .with("screened", true)
                .with("verdict", verdict(whole, findings.isEmpty()))
                .with(
                        "colour",
                        switch (whole) {
                            case ALLOW -> "govuk-tag--green";
                            case WARN -> "govuk-tag--yellow";
                            case REFUSE -> "govuk-tag--red";
                        })
                .with(
                        "treatment",
                        switch (whole) {
                            case ALLOW -> "Goes on";
                            case WARN -> "Goes on with a warning";
                            case REFUSE -> "Refused";
                        })
                .with("published", isPublished)
                .with("pieces", pieces(text, findings.all()))
                .with("rows", rows(text, findings.all(), least))
                .with("version", findings.rulesVersion()));
    }

    private static String verdict(TextTreatment treatment, boolean nothing) {
        return switch (treatment) {
            case ALLOW ->
                nothing
                        ? "Nothing that tells of a person was found. Software misses some things: read it once more yourself."
                        : "What was found is too uncertain, or the agreement lets it pass.";
            case WARN -> "The product would be told what was found, and the ledger counts it.";
            case REFUSE -> "A call with this text would be refused under clause B5.";
        };
    }

    private Answer wrong(Visit visit, String field, String text) {
        return Answer.wrong(page(visit, visit.form(), List.of(new FormError(field, text))));
    }

    private FreeTextPolicy policy(Visit visit) {
        String named = visit.form().text("agreement");
        Optional<RegisteredAgreement> agreement = agreements(visit).stream()
                .filter(one -> one.id().toString().equals(named))
                .findFirst();
        return agreement.map(one -> one.agreement().freeText()).orElseGet(FreeTextPolicy::strictest);
    }

    /** The text cut where findings begin and end, so that a page can show them in their place. */
    private static List<Piece> pieces(String text, List<Finding> findings) {
        List<Piece> pieces = new ArrayList<>();
        int done = 0;
        for (Finding one : findings.stream()
                .sorted(Comparator.comparingInt(Finding::start).thenComparing(Finding::end, Comparator.reverseOrder()))
                .toList()) {
            if (one.end() <= done) continue;
            int start = Math.max(one.start(), done);
            if (start > done) pieces.add(new Piece(text.substring(done, start), false));
            pieces.add(new Piece(text.substring(start, one.end()), true));
            done = one.end();
        }
        if (done < text.length()) pieces.add(new Piece(text.substring(done), false));
        return pieces;
    }

    private static List<Row> rows(String text, List<Finding> findings, double least) {
        return findings.stream()
                .map(one -> new Row(
                        one.personalData().id().toLowerCase(Locale.ROOT).replace('-', ' '),
                        text.substring(one.start(), one.end()),
                        one.rule().meaning(),
                        one.rule().advice(),
                        one.confidence() >= least))
                .toList();
    }
}
