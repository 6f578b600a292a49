package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;
import static uk.wayleave.control.http.Role.OPERATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.wayleave.control.api.PeopleEndpoints.NewStanding;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.TechnicalContact;
import uk.wayleave.register.party.Integrator;
import uk.wayleave.register.party.Product;

/** Integrators and their products: a directory for Controllers, kept by the operator and by each integrator. */
public final class IntegratorEndpoints {
    private static final Access DIRECTORY = Access.of(
            OPERATOR,
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            REQUESTER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);
    /** Personal data: for those who may have to ring somebody. */
    private static final Access CONTACT_READERS = Access.of(
            OPERATOR,
            DFT_OBSERVER,
            CONTROLLER_ADMINISTRATOR,
            INFORMATION_GOVERNANCE_OFFICER,
            AUDITOR,
            INTEGRATOR_ADMINISTRATOR,
            INTEGRATOR_ENGINEER);

    private static final String CONTACTS = "/api/integrators/{integrator}/contacts";
    private static final String PRODUCTS = "/api/integrators/{integrator}/products";

    private final Register register;
    private final Reach reach;

    public IntegratorEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewIntegrator(String name) {}

    record IntegratorView(IntegratorId id, String name, Standing standing) {
        static IntegratorView of(Integrator integrator) {
            return new IntegratorView(integrator.id(), integrator.name(), integrator.standing());
        }
    }

    record NewProduct(String name) {}

    record RedirectsView(
            @Meaning("Absolute https addresses without fragment; http of loopback only; at most 10")
            List<String> redirects) {}

    record ProductView(ProductId id, IntegratorId integrator, String name, Standing standing) {
        static ProductView of(Product product) {
            return new ProductView(product.id(), product.integrator(), product.name(), product.standing());
        }
    }

    record NewContact(
            String name,
            String email,

            @Meaning("Left out for none") Optional<String> telephone) {}

    record ContactView(UUID id, String name, String email, String telephone) {
        static ContactView of(TechnicalContact contact) {
            return new ContactView(contact.id(), contact.name(), contact.email(), contact.telephone());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/integrators")
                        .named("registerIntegrator", "Register an integrator")
                        .by(Access.of(OPERATOR))
                        .makes(NewIntegrator.class, IntegratorView.class, this::register),
                Endpoint.get("/api/integrators")
                        .named("integrators", "The integrators; for an integrator's own people, theirs")
                        .by(DIRECTORY)
                        .lists(IntegratorView.class, this::list),
                Endpoint.get("/api/integrators/{integrator}")
                        .named("integrator", "One integrator")
                        .by(DIRECTORY)
                        .shows(IntegratorView.class, call -> read(reach.listedIntegrator(call))),
                Endpoint.put("/api/integrators/{integrator}/standing")
                        .named("standIntegrator", "Suspend, resume or end an integrator, from its next call on")
                        .by(Access.of(OPERATOR))
                        .changes(NewStanding.class, IntegratorView.class, this::stand),
                Endpoint.post(PRODUCTS)
                        .named("registerProduct", "Register a product of the integrator")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .makes(NewProduct.class, ProductView.class, this::registerProduct),
                Endpoint.get(PRODUCTS)
                        .named("products", "The integrator's products")
                        .by(DIRECTORY)
                        .lists(ProductView.class, this::products),
                Endpoint.put(PRODUCTS + "/{product}/standing")
                        .named("standProduct", "Suspend, resume or end a product, from its next call on")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .changes(NewStanding.class, ProductView.class, this::standProduct),
                Endpoint.get(PRODUCTS + "/{product}/redirects")
                        .named("redirects", "Where the product takes people back to (RFC 6749 section 3.1.2)")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER))
                        .shows(
                                RedirectsView.class,
                                call -> new RedirectsView(register.redirects()
                                        .of(reach.ownIntegrator(call), call.named("product", ProductId::of)))),
                Endpoint.put(PRODUCTS + "/{product}/redirects")
                        .named("setRedirects", "Set all of them; compared character by character")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .changes(RedirectsView.class, RedirectsView.class, this::setRedirects),
                Endpoint.post(CONTACTS)
                        .named("nameContact", "Name a technical contact; an agreement needs two")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .makes(NewContact.class, ContactView.class, this::nameContact),
                Endpoint.get(CONTACTS)
                        .named(
                                "contacts",
                                "The integrator's technical contacts; for a Controller, of one it has an agreement with")
                        .by(CONTACT_READERS)
                        .lists(ContactView.class, this::contacts),
                Endpoint.delete(CONTACTS + "/{contact}")
                        .named("removeContact", "Remove a technical contact")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .does(this::removeContact));
    }

    private RedirectsView setRedirects(Call call, RedirectsView body) {
        IntegratorId integrator = reach.ownIntegrator(call);
        ProductId id = call.named("product", ProductId::of);
        own(integrator, id);
        Refused.unlessDone(register.redirects()
                .set(integrator, id, Set.copyOf(body.redirects()), call.person().actor()));
        return new RedirectsView(register.redirects().of(integrator, id));
    }

    private ContactView nameContact(Call call, NewContact body) {
        IntegratorId integrator = reach.ownIntegrator(call);
        return ContactView.of(Refused.unlessDone(register.technicalContacts()
                .name(
                        integrator,
                        Fields.label("/name", body.name()),
                        body.email(),
                        body.telephone().orElse(""),
                        call.person().actor())));
    }

    private List<ContactView> contacts(Call call) {
        return register
                .technicalContacts()
                .of(reach.listedIntegrator(call), call.person().person().body())
                .stream()
                .map(ContactView::of)
                .toList();
    }

    private void removeContact(Call call) {
        Refused.unlessDone(register.technicalContacts()
                .remove(
                        reach.ownIntegrator(call),
                        call.named("contact", UUID::fromString),
                        call.person().actor()));
    }

    private IntegratorView register(Call call, NewIntegrator body) {
        String name = Fields.label("/name", body.name());
        return IntegratorView.of(Refused.unlessDone(
                register.integrators().register(name, call.person().actor())));
    }

    private List<IntegratorView> list(Call call) {
        return Reach.callersIntegrator(call.person())
                .map(own -> List.of(read(own)))
                .orElseGet(() -> register.integrators().all().stream()
                        .map(IntegratorView::of)
                        .toList());
    }

    private IntegratorView read(IntegratorId id) {
        return register.integrators().find(id).map(IntegratorView::of).orElseThrow(Refused::notFound);
    }

    private IntegratorView stand(Call call, NewStanding body) {
        IntegratorId id = reach.listedIntegrator(call);
        Refused.unlessDone(
                register.integrators().stand(id, body.standing(), call.person().actor()));
        return read(id);
    }

    private ProductView registerProduct(Call call, NewProduct body) {
        IntegratorId integrator = reach.ownIntegrator(call);
        String name = Fields.label("/name", body.name());
        return ProductView.of(Refused.unlessDone(
                register.products().register(integrator, name, call.person().actor())));
    }

    private List<ProductView> products(Call call) {
        return register.products().of(reach.listedIntegrator(call)).stream()
                .map(ProductView::of)
                .toList();
    }

    private ProductView standProduct(Call call, NewStanding body) {
        IntegratorId integrator = reach.ownIntegrator(call);
        ProductId id = call.named("product", ProductId::of);
        own(integrator, id);
        Refused.unlessDone(register.products()
                .stand(integrator, id, body.standing(), call.person().actor()));
        return own(integrator, id);
    }

    private ProductView own(IntegratorId integrator, ProductId id) {
        return register.products()
                .find(id)
                .filter(product -> product.integrator().equals(integrator))
                .map(ProductView::of)
                .orElseThrow(Refused::notFound);
    }
}
