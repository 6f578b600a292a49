package uk.wayleave.console.product;

import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.Product;

/** Where an integrator's product takes people back to, once they have answered its request here. */
public final class RedirectPages {
    private static final String ALL = "/console/products/{product}/redirects";
    private static final String ADDRESS = "address";

    private final Register register;

    public RedirectPages(Register register) {
        this.register = register;
    }

    public List<Route> all() {
        Access administrator = Access.of(INTEGRATOR_ADMINISTRATOR);
        return List.of(
                Route.get(
                        ALL,
                        Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER),
                        visit -> Answer.shown(list(visit, Form.empty(), List.of()))),
                Route.post(ALL, administrator, this::add),
                Route.get(ALL + "/remove", administrator, this::askToRemove),
                Route.post(ALL + "/remove", administrator, this::remove));
    }

    /** One of them, and where it can be removed. */
    public record Row(String address, String removal) {}

    private static IntegratorId integrator(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfIntegrator(IntegratorId id)) return id;
        throw new NotThere();
    }

    private Product product(Visit visit) {
        ProductId named = visit.named("product", ProductId::of);
        return register.products().of(integrator(visit)).stream()
                .filter(one -> one.id().equals(named) && one.standing() != Standing.ENDED)
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private static String path(Product product) {
        return ALL.replace("{product}", product.id().toString());
    }

    private Page list(Visit visit, Form form, List<FormError> errors) {
        Product product = product(visit);
        List<Row> rows = register.redirects().of(integrator(visit), product.id()).stream()
                .map(address -> new Row(
                        address,
                        path(product) + "/remove?" + ADDRESS + "="
                                + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                .toList();
        return Page.of("product-redirects")
                .with("errors", errors)
                .with("form", form)
                .with("product", product.name())
                .with("path", path(product))
                .with("redirects", rows)
                .with("administrator", visit.someone().is(INTEGRATOR_ADMINISTRATOR));
    }

    private Answer add(Visit visit) {
        Product product = product(visit);
        String address = visit.form().text(ADDRESS);
        if (address.isEmpty()) return again(visit, "Enter an address, such as https://permits.example/callback");
        return switch (register.redirects()
                .add(integrator(visit), product.id(), address, visit.someone().actor())) {
            case Outcome.Done<String> done -> Answer.moved(path(product));
            case Outcome.Refused<String>(String why, String cure) -> again(visit, why + " " + cure);
        };
    }

    private Answer again(Visit visit, String text) {
        return Answer.wrong(list(visit, visit.form(), List.of(new FormError(ADDRESS, text))));
    }

    private Answer askToRemove(Visit visit) {
        Product product = product(visit);
        String address = visit.query().text(ADDRESS);
        if (!register.redirects().of(integrator(visit), product.id()).contains(address)) throw new NotThere();
        return Answer.shown(Page.of("product-redirect-remove")
                .with("product", product.name())
                .with("path", path(product))
                .with("address", address));
    }

    private Answer remove(Visit visit) {
        Product product = product(visit);
        return switch (register.redirects()
                .remove(
                        integrator(visit),
                        product.id(),
                        visit.form().text(ADDRESS),
                        visit.someone().actor())) {
            case Outcome.Done<String> done -> Answer.moved(path(product));
            case Outcome.Refused<String>(String why, String cure) ->
                new Answer.Shown(409, list(visit, Form.empty(), List.of(new FormError(ADDRESS, why + " " + cure))));
        };
    }
}
