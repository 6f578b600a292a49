package uk.wayleave.console.agreement;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.party.Integrator;
import uk.wayleave.register.party.Product;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Treatment;

/** Drafting an agreement, drafting it anew, and proposing an amendment of one in force. */
public final class DraftPages {
    private static final String NEW = "/console/agreements/new";
    private static final String CONTENT = "/console/agreements/{agreement}/content";

    private final Register register;
    private final PagesForPeople.Parts parts;

    public DraftPages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.parts = parts;
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        return List.of(
                Route.get(NEW, administrator, this::choose),
                Route.post(NEW, administrator, this::draft),
                Route.get(CONTENT, administrator, this::edit),
                Route.post(CONTENT, administrator, this::save));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    /** A choice of a form. */
    public record Choice(String value, String text) {}

    private Answer choose(Visit visit) {
        String named = visit.query().text("integrator");
        if (!named.isEmpty())
            return Answer.shown(
                    form(integrator(named), "/console/agreements/new", 0, "Draft an agreement", blank(), List.of()));
        List<Choice> integrators = register.integrators().all().stream()
                .map(one -> new Choice(one.id().toString(), one.name()))
                .toList();
        return Answer.shown(Page.of("choose-integrator").with("integrators", integrators));
    }

    private static Form blank() {
        return new Form(Map.of("tier", List.of("T2"), "basis", List.of(Basis.PROCESSOR_AGREEMENT.name())));
    }

    private Integrator integrator(String text) {
        try {
            return register.integrators().find(IntegratorId.of(text)).orElseThrow(NotThere::new);
        } catch (IllegalArgumentException none) {
            throw new NotThere();
        }
    }

    private Answer draft(Visit visit) {
        Integrator integrator = integrator(visit.form().text("integrator"));
        return switch (filled(visit, integrator, Optional.empty())) {
            case DraftForm.Filled.Wrong(List<FormError> errors) ->
                Answer.wrong(form(integrator, NEW, 0, "Draft an agreement", visit.form(), errors));
            case DraftForm.Filled.Complete(AgreementContent content) -> {
                Optional<RegisteredAgreement> same = register.agreements().of(controller(visit)).stream()
                        .filter(one -> one.integrator().equals(integrator.id())
                                && one.state() == AgreementState.DRAFT
                                && one.current().content().equals(content))
                        .findFirst();
                if (same.isPresent()) yield Answer.moved(AgreementPages.path(same.get()));
                yield done(
                        register.agreements()
                                .draft(
                                        controller(visit),
                                        integrator.id(),
                                        content,
                                        visit.someone().actor()),
                        refused -> form(integrator, NEW, 0, "Draft an agreement", visit.form(), refused));
            }
        };
    }

    private DraftForm.Filled filled(Visit visit, Integrator integrator, Optional<AgreementContent> before) {
        return DraftForm.read(
                parts.catalogue(), visit.form(), register.products().of(integrator.id()), before);
    }

    private interface Again {
        Page with(List<FormError> errors);
    }

    private static Answer done(Outcome<RegisteredAgreement> outcome, Again again) {
        return switch (outcome) {
            case Outcome.Done<RegisteredAgreement>(RegisteredAgreement agreement) ->
                Answer.moved(AgreementPages.path(agreement));
            case Outcome.Refused<RegisteredAgreement>(String why, String cure) ->
                Answer.wrong(again.with(List.of(new FormError("basis", why + " " + cure))));
        };
    }

    private RegisteredAgreement own(Visit visit) {
        return register.agreements()
                .find(controller(visit), visit.named("agreement", AgreementId::of))
                .orElseThrow(NotThere::new);
    }

    private static AgreementVersion newest(RegisteredAgreement agreement) {
        return agreement.versions().getLast();
    }

    private static String heading(RegisteredAgreement agreement) {
        return agreement.state() == AgreementState.ACTIVE || agreement.state() == AgreementState.SUSPENDED
                ? "Propose an amendment"
                : "Change the draft";
    }

    private Answer edit(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        return Answer.shown(again(agreement, DraftForm.filled(newest(agreement).content()), List.of()));
    }

    private Page again(RegisteredAgreement agreement, Form form, List<FormError> errors) {
        return form(
                register.integrators().find(agreement.integrator()).orElseThrow(NotThere::new),
                AgreementPages.path(agreement) + "/content",
                newest(agreement).version(),
                heading(agreement),
                form,
                errors);
    }

    private Answer save(Visit visit) {
        RegisteredAgreement agreement = own(visit);
        Integrator integrator =
                register.integrators().find(agreement.integrator()).orElseThrow(NotThere::new);
        return switch (filled(visit, integrator, Optional.of(newest(agreement).content()))) {
            case DraftForm.Filled.Wrong(List<FormError> errors) -> Answer.wrong(again(agreement, visit.form(), errors));
            case DraftForm.Filled.Complete(AgreementContent content) -> {
                // Sent twice: it is there already.
                if (newest(agreement).content().equals(content)) yield Answer.moved(AgreementPages.path(agreement));
                if (!Integer.toString(newest(agreement).version())
                        .equals(visit.form().text("version")))
                    yield new Answer.Shown(
                            409,
                            again(
                                    agreement,
                                    visit.form(),
                                    List.of(new FormError(
                                            "basis",
                                            "Somebody changed the agreement since you opened this form, so nothing was"
                                                    + " saved. Compare it with the agreement and save again"))));
                boolean inForce =
                        agreement.state() == AgreementState.ACTIVE || agreement.state() == AgreementState.SUSPENDED;
                var actor = visit.someone().actor();
                yield done(
                        inForce
                                ? register.agreements().amend(agreement.controller(), agreement.id(), content, actor)
                                : register.agreements().redraft(agreement.controller(), agreement.id(), content, actor),
                        refused -> again(agreement, visit.form(), refused));
            }
        };
    }

    /** The operations of one API. */
    public record Group(String api, List<Choice> operations) {}

    /** A product with what is typed for it. */
    public record ProductFields(String field, String name, String system, String country, String audience) {}

    private Page form(
            Integrator integrator, String to, int version, String heading, Form form, List<FormError> errors) {
        List<ProductFields> products = register.products().of(integrator.id()).stream()
                .map(product -> fields(product, form))
                .toList();
        return Page.of("draft")
                .with("errors", errors)
                .with("to", to)
                .with("heading", heading)
                .with("version", version)
                .with("integrator", integrator.id().toString())
                .with("integratorName", integrator.name())
                .with("form", form)
                .with(
                        "bases",
                        Arrays.stream(Basis.values())
                                .map(one -> new Choice(one.name(), Words.of(one)))
                                .toList())
                .with(
                        "purposes",
                        Arrays.stream(Purpose.values())
                                .filter(Purpose::servesTheController)
                                .map(one -> new Choice(one.wireName(), one.meaning()))
                                .toList())
                .with(
                        "versions",
                        parts.catalogue().versions().stream()
                                .map(ApiVersion::segment)
                                .map(one -> new Choice(one, one))
                                .toList())
                .with("groups", groups())
                .with(
                        "tiers",
                        Arrays.stream(Tier.values())
                                .map(one -> new Choice(one.name(), Words.of(one)))
                                .toList())
                .with(
                        "classes",
                        Arrays.stream(DataClass.values())
                                .filter(DataClass::isGrantable)
                                .map(one -> new Choice(one.name(), one.meaning()))
                                .toList())
                .with("products", products)
                .with(
                        "audiences",
                        Arrays.stream(Audience.values())
                                .map(one -> new Choice(one.name(), Words.of(one)))
                                .toList())
                .with(
                        "proofs",
                        Arrays.stream(ProofLevel.values())
                                .map(one -> new Choice(one.name(), Words.of(one)))
                                .toList())
                .with(
                        "clauses",
                        parts.clauses().inOrder().stream()
                                .map(one -> new Choice(one.id().toString(), one.id() + ": " + one.meaning()))
                                .toList());
    }

    private static ProductFields fields(Product product, Form form) {
        String at = "product-" + product.id();
        return new ProductFields(
                at, product.name(), form.text(at + "-system"), form.text(at + "-country"), form.text(at + "-audience"));
    }

    private List<Group> groups() {
        Map<String, TreeSet<String>> byApi = new TreeMap<>();
        for (ApiVersion version : parts.catalogue().versions())
            for (Operation operation : parts.catalogue().operations(version))
                if (operation.treatment() != Treatment.NEVER)
                    byApi.computeIfAbsent(operation.api().segment(), same -> new TreeSet<>())
                            .add(operation.id().value());
        List<Group> groups = new ArrayList<>();
        byApi.forEach((api, ids) -> groups.add(new Group(
                api,
                ids.stream()
                        .map(id -> new Choice(id, id.substring(id.indexOf('.') + 1)))
                        .toList())));
        return groups;
    }
}
