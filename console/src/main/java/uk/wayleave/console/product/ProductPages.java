package uk.wayleave.console.product;

import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.Credential;
import uk.wayleave.register.credential.CredentialId;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.party.Product;

/** An integrator's products and their credentials under each agreement. A secret is shown once, when it is made. */
public final class ProductPages {
    private static final String ALL = "/console/products";
    private static final String CREDENTIALS = ALL + "/agreements/{agreement}/credentials";
    private static final String ONE = CREDENTIALS + "/{credential}";

    private final Register register;
    private final Frames frames;
    private final Supplier<Doors> doors;

    public ProductPages(PagesForPeople.Parts parts, Frames frames, Supplier<Doors> doors) {
        this.register = parts.register();
        this.frames = frames;
        this.doors = doors;
    }

    public List<Route> all() {
        Access administrator = Access.of(INTEGRATOR_ADMINISTRATOR);
        Access either = Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER);
        return List.of(
                Route.get(ALL, either, visit -> Answer.shown(list(visit, List.of()))),
                Route.post(ALL, administrator, this::registerProduct),
                Route.post(CREDENTIALS, administrator, this::issue),
                Route.get(ONE, either, visit -> Answer.shown(one(visit, List.of()))),
                Route.post(ONE + "/rotate", administrator, this::rotate),
                Route.post(ONE + "/revoke", administrator, this::revoke),
                Route.get(ONE + "/quick-start", either, this::quickStart));
    }

    /** A product in the list; an ended one takes nobody back anywhere. */
    public record Own(String name, String redirects) {}

    /** A credential in the list. */
    public record Row(String href, String product, String clientId, String standing, String colour) {}

    /** An agreement with the credentials under it. */
    public record Under(
            String id, String href, String controller, String path, List<Row> credentials, List<Choice> products) {}

    private static IntegratorId integrator(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfIntegrator(IntegratorId id)) return id;
        throw new NotThere();
    }

    private Page list(Visit visit, List<FormError> errors) {
        IntegratorId id = integrator(visit);
        List<Product> products = register.products().of(id);
        List<Under> agreements = new ArrayList<>();
        for (RegisteredAgreement one : register.agreements().of(id))
            if (one.state() != AgreementState.ENDED) agreements.add(under(one, products));
        return Page.of("products")
                .with("errors", errors)
                .with("form", visit.form())
                .with(
                        "products",
                        products.stream()
                                .map(one -> new Own(
                                        one.name(),
                                        one.standing() == Standing.ENDED ? "" : ALL + "/" + one.id() + "/redirects"))
                                .toList())
                .with("agreements", agreements)
                .with("administrator", visit.someone().is(INTEGRATOR_ADMINISTRATOR));
    }

    private Under under(RegisteredAgreement agreement, List<Product> products) {
        List<Row> rows = credentials(agreement).stream()
                .filter(one -> one.standing() != Standing.ENDED)
                .map(one -> new Row(
                        path(agreement, one),
                        product(one.product()),
                        one.clientId(),
                        words(one.standing()),
                        one.standing() == Standing.ACTIVE ? "govuk-tag--green" : "govuk-tag--orange"))
                .toList();
        return new Under(
                agreement.id().toString(),
                "/console/agreements/" + agreement.id(),
                frames.nameOf(new Body.OfController(agreement.controller())),
                ALL + "/agreements/" + agreement.id() + "/credentials",
                rows,
                products.stream()
                        .filter(one -> one.standing() != Standing.ENDED)
                        .map(one -> new Choice(one.id().toString(), one.name()))
                        .toList());
    }

    private List<Credential> credentials(RegisteredAgreement agreement) {
        return register.credentials().of(agreement.controller()).stream()
                .filter(one -> one.agreement().equals(agreement.id()))
                .toList();
    }

    private static String path(RegisteredAgreement agreement, Credential credential) {
        return ALL + "/agreements/" + agreement.id() + "/credentials/" + credential.id();
    }

    private String product(ProductId id) {
        return register.products().find(id).map(Product::name).orElse("A product");
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case ACTIVE -> "In use";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Revoked";
        };
    }

    private Answer registerProduct(Visit visit) {
        String name = visit.form().text("name");
        if (name.isEmpty())
            return Answer.wrong(list(visit, List.of(new FormError("name", "Enter the product's name"))));
        return switch (register.products()
                .register(integrator(visit), name, visit.someone().actor())) {
            case Outcome.Done<Product> done -> Answer.moved(ALL);
            case Outcome.Refused<Product>(String why, String cure) ->
                Answer.wrong(list(visit, List.of(new FormError("name", why + " " + cure))));
        };
    }

    private RegisteredAgreement agreement(Visit visit) {
        AgreementId named = visit.named("agreement", AgreementId::of);
        return register.agreements().of(integrator(visit)).stream()
                .filter(one -> one.id().equals(named))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private Credential credential(Visit visit, RegisteredAgreement agreement) {
        CredentialId named = visit.named("credential", CredentialId::of);
        return credentials(agreement).stream()
                .filter(one -> one.id().equals(named))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    /** Not twice for a form that is sent twice: the form tells how many there were when it was shown. */
    private Answer issue(Visit visit) {
        RegisteredAgreement agreement = agreement(visit);
        Optional<ProductId> product = chosen(visit);
        if (product.isEmpty())
            return Answer.wrong(list(visit, List.of(new FormError("product", "Choose a product of yours"))));
        if (!visit.form().text("known").equals(Integer.toString(credentialsInUse(agreement))))
            return new Answer.Shown(
                    409,
                    list(
                            visit,
                            List.of(new FormError(
                                    "credentials-" + agreement.id(),
                                    "The credentials changed since you saw them, so none was made. A secret that you"
                                            + " missed cannot be shown again: rotate it"))));
        return switch (register.credentials()
                .issue(
                        agreement.controller(),
                        agreement.id(),
                        product.get(),
                        visit.someone().actor())) {
            case Outcome.Done<NewSecret>(NewSecret made) -> secret(agreement, made);
            case Outcome.Refused<NewSecret>(String why, String cure) ->
                Answer.wrong(list(visit, List.of(new FormError("product", why + " " + cure))));
        };
    }

    private int credentialsInUse(RegisteredAgreement agreement) {
        return Math.toIntExact(credentials(agreement).stream()
                .filter(one -> one.standing() != Standing.ENDED)
                .count());
    }

    private static Optional<ProductId> chosen(Visit visit) {
        try {
            return Optional.of(ProductId.of(visit.form().text("product")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Once: reloading sends the form again, which does nothing. */
    private Answer secret(RegisteredAgreement agreement, NewSecret made) {
        return Answer.shown(Page.of("product-secret")
                .with("product", product(made.credential().product()))
                .with("clientId", made.credential().clientId())
                .with("secret", made.secret())
                .with("path", path(agreement, made.credential())));
    }

    private Page one(Visit visit, List<FormError> errors) {
        RegisteredAgreement agreement = agreement(visit);
        Credential credential = credential(visit, agreement);
        return Page.of("product-credential")
                .with("errors", errors)
                .with("path", path(agreement, credential))
                .with("product", product(credential.product()))
                .with("controller", frames.nameOf(new Body.OfController(agreement.controller())))
                .with("agreement", "/console/agreements/" + agreement.id())
                .with("clientId", credential.clientId())
                .with("standing", words(credential.standing()))
                .with("ended", credential.standing() == Standing.ENDED)
                .with("created", Words.time(credential.created()))
                .with("rotated", Words.time(credential.rotated()))
                .with("seen", credential.rotated().toString())
                .with("administrator", visit.someone().is(INTEGRATOR_ADMINISTRATOR));
    }

    private Answer rotate(Visit visit) {
        RegisteredAgreement agreement = agreement(visit);
        Credential credential = credential(visit, agreement);
        if (!credential.rotated().toString().equals(visit.form().text("seen")))
            return new Answer.Shown(
                    409,
                    one(
                            visit,
                            List.of(new FormError(
                                    "rotate",
                                    "The secret was replaced since you saw this page, so nothing was done. If you"
                                            + " missed the new one, replace it again"))));
        return switch (register.credentials()
                .rotate(agreement.controller(), credential.id(), visit.someone().actor())) {
            case Outcome.Done<NewSecret>(NewSecret made) -> secret(agreement, made);
            case Outcome.Refused<NewSecret>(String why, String cure) ->
                new Answer.Shown(409, one(visit, List.of(new FormError("rotate", why + " " + cure))));
        };
    }

    private Answer revoke(Visit visit) {
        RegisteredAgreement agreement = agreement(visit);
        Credential credential = credential(visit, agreement);
        if (credential.standing() == Standing.ENDED) return Answer.moved(ALL);
        return switch (register.credentials()
                .stand(
                        agreement.controller(),
                        credential.id(),
                        Standing.ENDED,
                        visit.someone().actor())) {
            case Outcome.Done<Standing> done -> Answer.moved(ALL);
            case Outcome.Refused<Standing>(String why, String cure) ->
                new Answer.Shown(409, one(visit, List.of(new FormError("revoke", why + " " + cure))));
        };
    }

    private Answer quickStart(Visit visit) {
        RegisteredAgreement agreement = agreement(visit);
        Credential credential = credential(visit, agreement);
        return Answer.shown(Page.of("product-quick-start")
                .with("path", path(agreement, credential))
                .with("product", product(credential.product()))
                .with("codes", QuickStart.of(doors.get(), credential.clientId())));
    }
}
